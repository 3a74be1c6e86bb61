import { useLingui } from '@lingui/react';
import { Table } from 'antd';
import type { ReactNode } from 'react';
import type { Column } from '../list/types';
import { Scroll } from './Scroll';

interface Props<Row> {
  /** What the table is about, for those who cannot see where it stands. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string | number;
  /** Shown in place of the table when it has no rows. */
  empty: ReactNode;
}

/** A short table inside a panel: all of its rows, in the order in which they are given. */
export function PlainTable<Row extends object>(props: Props<Row>) {
  const { _ } = useLingui();
  if (props.rows.length === 0) return <p className="panel-none">{props.empty}</p>;
  return (
    <Scroll label={props.label}>
      <Table<Row>
        size="middle"
        rowKey={props.rowKey}
        pagination={false}
        dataSource={[...props.rows]}
        columns={props.columns.map((column) => ({
          key: column.key,
          title: _(column.title),
          render: (_value: unknown, row: Row) => column.cell(row),
          ...(column.align ? { align: column.align } : {}),
          ...(column.width ? { width: column.width } : {}),
        }))}
      />
    </Scroll>
  );
}
