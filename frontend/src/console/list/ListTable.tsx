import { Trans, useLingui } from '@lingui/react/macro';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useLocation } from 'wouter';
import { Skeleton } from '@/ui/Skeleton';
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
  const isOpening = Boolean(rowHref ?? onRow);
  return (
    <>
      <Table<Row>
        size="middle"
        rowKey="id"
        className={isOpening ? 'list-table is-opening' : 'list-table'}
        pagination={false}
        loading={isLoading && connection.nodes.length === 0}
        scroll={{ x: 'max-content' }}
        dataSource={[...connection.nodes]}
        columns={columns.map((column) => shape(column, i18n._(column.title), state))}
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
      <Pager connection={connection} state={state} />
    </>
  );
}

function shape<Row>(
  column: Column<Row>,
  title: string,
  state: ListState,
): TableColumnsType<Row>[number] {
  return {
    key: column.key,
    title,
    render: (_value: unknown, row: Row) => column.cell(row),
    ...(column.align ? { align: column.align } : {}),
    ...(column.width ? { width: column.width } : {}),
    // The server sorts one way only, so a second click goes back to the list's own order.
    ...(column.sort
      ? {
          sorter: true,
          sortDirections: ['descend' as const],
          sortOrder: state.sort === column.sort ? ('descend' as const) : null,
        }
      : {}),
  };
}

function Pager<Row>({ connection, state }: { connection: Connection<Row>; state: ListState }) {
  const { t } = useLingui();
  const { pageInfo, totalCount } = connection;
  const { startCursor, endCursor } = pageInfo;
  if (!pageInfo.hasNextPage && !pageInfo.hasPreviousPage && totalCount === undefined) return null;
  return (
    <nav className="list-pager" aria-label={t`Pages`}>
      {totalCount !== undefined && (
        <span className="t-soft">
          <Trans>{totalCount} in all</Trans>
        </span>
      )}
      <Button
        icon={<LeftOutlined />}
        disabled={!pageInfo.hasPreviousPage}
        onClick={() => {
          if (startCursor) state.previous(startCursor);
        }}
      >
        <Trans>Back</Trans>
      </Button>
      <Button
        icon={<RightOutlined />}
        iconPlacement="end"
        disabled={!pageInfo.hasNextPage}
        onClick={() => {
          if (endCursor) state.next(endCursor);
        }}
      >
        <Trans>Next</Trans>
      </Button>
    </nav>
  );
}
