import { useLingui } from '@lingui/react';
import { useState } from 'react';
import { useClient } from 'urql';
import type { TypedDocumentNode } from 'urql';
import { csvOf, download } from './csv';
import type { Column, Connection, ListVariables } from './types';

const ROWS_MAX = 20_000;

interface Source<Answer, Variables, Row> {
  name: string;
  document: TypedDocumentNode<Answer, Variables>;
  variables: Variables;
  connection: (answer: Answer) => Connection<Row>;
  columns: readonly Column<Row>[];
}

export interface Export {
  start: () => Promise<'done' | 'cut' | 'failed'>;
  rows: number | null;
}

/** Read the list page by page, exactly as it is filtered and sorted, into a CSV file. */
export function useExport<Answer, Variables extends ListVariables, Row>(
  source: Source<Answer, Variables, Row>,
): Export {
  const client = useClient();
  const { _ } = useLingui();
  const [rows, setRows] = useState<number | null>(null);

  const start = async (): Promise<'done' | 'cut' | 'failed'> => {
    const columns = source.columns.filter((column) => column.text);
    const lines: ReturnType<NonNullable<Column<Row>['text']>>[][] = [
      columns.map((column) => _(column.title)),
    ];
    let after: string | null = null;
    setRows(0);
    try {
      do {
        const { before: _before, last: _last, ...kept } = source.variables;
        const page = { ...kept, first: 100, after: after ?? undefined } as unknown as Variables;
        const { data, error } = await client
          .query(source.document, page, { requestPolicy: 'network-only' })
          .toPromise();
        if (error || !data) return 'failed';
        const { nodes, pageInfo } = source.connection(data);
        for (const row of nodes) lines.push(columns.map((column) => column.text?.(row)));
        setRows(lines.length - 1);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after && lines.length <= ROWS_MAX);
      download(`${source.name}.csv`, csvOf(lines));
      return after ? 'cut' : 'done';
    } finally {
      setRows(null);
    }
  };
  return { start, rows };
}
