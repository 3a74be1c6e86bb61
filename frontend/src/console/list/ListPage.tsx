import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import type { TypedDocumentNode } from 'urql';
import { problemOf } from '@/lib/problem';
import { useStored } from '@/lib/stored';
import { usePoll } from '@/lib/usePoll';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Page } from '../Page';
import { FilterBar } from './FilterBar';
import { ListTable } from './ListTable';
import { ListTools } from './ListTools';
import type { Column, Connection, Filter, ListVariables } from './types';
import { useListState } from './useListState';
import type { ListState } from './useListState';

export interface ListPageProps<
  Answer,
  Variables extends ListVariables,
  Row extends { id: string },
> {
  /** Names the exported file and what this browser remembers of the list. */
  name: string;
  title: ReactNode;
  actions?: ReactNode;
  document: TypedDocumentNode<Answer, Variables>;
  /** The query's `sort` and `filter` (and anything else but the page) from the address. */
  variables: (state: ListState) => Omit<Variables, 'first' | 'after' | 'last' | 'before'>;
  connection: (answer: Answer) => Connection<Row>;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Where a click on a row leads. */
  rowHref?: (row: Row) => string;
  /** Or what a click on a row does. */
  onRow?: (row: Row) => void;
  /** What to say, and to do next, when there is nothing and nothing is filtered. */
  empty: { title: ReactNode; hint?: ReactNode; action?: ReactNode };
  /** Makes rows selectable; what is shown above the table while some are selected. */
  selecting?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** Ask again every so many milliseconds, for lists that live. */
  pollMs?: number;
}

/** A list of the console: filters, order and page in the address, saved views, columns, export. */
export function ListPage<Answer, Variables extends ListVariables, Row extends { id: string }>(
  props: ListPageProps<Answer, Variables, Row>,
) {
  const state = useListState();
  const variables = { ...props.variables(state), ...state.page } as unknown as Variables;
  const [{ data, error, fetching }, ask] = useQuery<Answer, Variables>({
    query: props.document,
    variables,
  });
  usePoll(props.pollMs !== undefined, props.pollMs ?? 0, () => {
    ask({ requestPolicy: 'network-only' });
  });
  const [chosen, choose] = useStored(`columns.${props.name}`);
  const shown = chosen === null ? null : new Set(chosen.split(','));
  const columns = props.columns.filter((column) =>
    shown ? shown.has(column.key) : !column.isOptional,
  );
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const connection = data && props.connection(data);
  const isEmpty = connection?.nodes.length === 0;

  return (
    <Page title={props.title} actions={props.actions}>
      <div className="card list">
        <div className="list-bar">
          <FilterBar filters={props.filters ?? []} state={state} />
          <ListTools
            {...props}
            variables={variables}
            visible={columns}
            state={state}
            onColumns={(keys) => {
              choose(keys.join(','));
            }}
          />
        </div>
        {error && (
          <ErrorNotice
            problem={problemOf(error)}
            onRetry={() => {
              ask({ requestPolicy: 'network-only' });
            }}
          />
        )}
        {props.selecting && selected.length > 0 && (
          <div className="list-selected" role="status">
            {props.selecting(selected, () => {
              setSelected([]);
            })}
            <button
              type="button"
              className="t-button"
              onClick={() => {
                const known = new Set(selected.map((row) => row.id));
                setSelected([
                  ...selected,
                  ...(connection?.nodes ?? []).filter((row) => !known.has(row.id)),
                ]);
              }}
            >
              <Trans>Select all of this page</Trans>
            </button>
          </div>
        )}
        {isEmpty && !state.isFiltered && <EmptyState {...props.empty} />}
        {isEmpty && state.isFiltered && (
          <EmptyState
            title={<Trans>Nothing fits these filters.</Trans>}
            action={
              <button type="button" className="t-button" onClick={state.clear}>
                <Trans>Clear the filters</Trans>
              </button>
            }
          />
        )}
        {!isEmpty && !(error && !connection) && (
          <ListTable
            columns={columns}
            connection={connection}
            isLoading={fetching}
            state={state}
            rowHref={props.rowHref}
            onRow={props.onRow}
            selection={props.selecting && [selected, setSelected]}
          />
        )}
      </div>
    </Page>
  );
}
