import { useLingui } from '@lingui/react/macro';
import { Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useLocation } from 'wouter';
import { Skeleton } from '@/ui/Skeleton';
import { Pager } from './Pager';
import { shapedColumn } from './shapedColumn';
import type { Column, Connection } from './types';
import type { ListState } from './useListState';

interface Props<Row> {
  columns: readonly Column<Row>[];
  connection: Connection<Row> | undefined;
  isLoading: boolean;
  state: ListState;
  rowHref: ((row: Row) => string) | undefined;
  onRow: ((row: Row) => void) | undefined;
  /** The selected rows, of this page and of others; undefined when nothing can be selected. */
  selection: readonly [readonly Row[], (rows: readonly Row[]) => void] | undefined;
}

export function ListTable<Row extends { id: string }>(props: Props<Row>) {
  const { columns, connection, isLoading, state, rowHref, onRow, selection } = props;
  const { i18n, t } = useLingui();
  const [, go] = useLocation();
  if (!connection) return <Skeleton lines={9} />;

  const open = (row: Row): void => {
    if (rowHref) go(rowHref(row));
    else onRow?.(row);
  };
  const { pageInfo, totalCount } = connection;
  const isOpening = Boolean(rowHref ?? onRow);
  return (
    <>
      <Table<Row>
        size="middle"
        rowKey="id"
        className={`list-table cards-on-phone${isOpening ? ' is-opening' : ''}`}
        pagination={false}
        loading={isLoading && connection.nodes.length === 0}
        scroll={{ x: 'max-content' }}
        dataSource={[...connection.nodes]}
        columns={columns.map((column) => sorted(column, i18n._(column.title), state))}
        onRow={(row) =>
          isOpening
            ? {
                tabIndex: 0,
                onClick: (event) => {
                  // A button or link inside the row has its own meaning.
                  if (!(event.target as Element).closest('a, button, label, input')) open(row);
                },
                onKeyDown: (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) open(row);
                },
              }
            : {}
        }
        {...(selection
          ? {
              rowSelection: {
                preserveSelectedRowKeys: true,
                selectedRowKeys: selection[0].map((row) => row.id),
                onChange: (_keys: unknown, rows: Row[]) => {
                  selection[1](rows);
                },
                getCheckboxProps: () => ({ 'aria-label': t`Select this row` }),
                // A checkbox in the heading would be copied into a hidden row, where it takes focus.
                hideSelectAll: true,
                columnTitle: <span className="list-hidden">{t`Selected`}</span>,
              },
            }
          : {})}
        showSorterTooltip={false}
        onChange={(_pages, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const key = one?.order ? one.columnKey : undefined;
          state.setSort(columns.find((column) => column.key === key)?.sort);
        }}
      />
      {(pageInfo.hasNextPage || pageInfo.hasPreviousPage || totalCount !== undefined) && (
        <Pager
          pageInfo={pageInfo}
          totalCount={totalCount}
          onBack={state.previous}
          onNext={state.next}
        />
      )}
    </>
  );
}

/** The server sorts one way only, so a second click goes back to the list's own order. */
function sorted<Row>(column: Column<Row>, title: string, state: ListState): TableColumnType<Row> {
  const shaped = shapedColumn(column, title);
  if (!column.sort) return shaped;
  return {
    ...shaped,
    sorter: true,
    sortDirections: ['descend'],
    sortOrder: state.sort === column.sort ? 'descend' : null,
  };
}
