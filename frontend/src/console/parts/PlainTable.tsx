import { useLingui } from '@lingui/react';
import { Table } from 'antd';
import type { ReactNode } from 'react';
import { shapedColumn } from '../list/shapedColumn';
import type { Column } from '../list/types';
import { Scroll } from './Scroll';

export interface PlainTableProps<Row> {
  /** What the table is about, for those who cannot see where it stands. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string | number;
  /** Shown in place of the table when it has no rows. */
  empty: ReactNode;
}

/** A short table inside a panel: all of its rows, in the order in which they are given. */
export function PlainTable<Row extends object>(props: PlainTableProps<Row>) {
  const { _ } = useLingui();
  if (props.rows.length === 0) return <p className="panel-none">{props.empty}</p>;
  return (
    <Scroll label={props.label}>
      <Table<Row>
        className="cards-on-phone"
        size="middle"
        rowKey={props.rowKey}
        pagination={false}
        dataSource={[...props.rows]}
        columns={props.columns.map((column) => shapedColumn(column, _(column.title)))}
      />
    </Scroll>
  );
}
