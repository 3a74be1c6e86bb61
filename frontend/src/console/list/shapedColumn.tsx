import type { TableColumnType } from 'antd';
import type { TdHTMLAttributes } from 'react';
import type { Column } from './types';

/** A column as antd takes it; on a phone each cell of a card says by its label what it is. */
export function shapedColumn<Row>(column: Column<Row>, title: string): TableColumnType<Row> {
  const label = { 'data-label': title } as TdHTMLAttributes<HTMLTableCellElement>;
  return {
    key: column.key,
    title,
    render: (_value: unknown, row: Row) => column.cell(row),
    onCell: () => label,
    ...(column.align ? { align: column.align } : {}),
    ...(column.width ? { width: column.width } : {}),
  };
}
