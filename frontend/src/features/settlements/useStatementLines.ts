import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { OperationResult } from 'urql';
import { StatementLinesDocument } from '@/generated/graphql';
import type { StatementLinesQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import type { Problem } from '@/lib/problem';
import type { StatementLine } from './sections';

const LINES_MAX = 3_000;

export interface StatementLines {
  lines: readonly StatementLine[];
  count: number;
  /** Whether all of them are here; only then are sums sums. */
  isComplete: boolean;
  problem: Problem | null;
}

/** Read the lines of a statement page by page until all of them are here. */
export function useStatementLines(id: string, attempt: number): StatementLines | null {
  const client = useClient();
  const [found, setFound] = useState<StatementLines | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const lines: StatementLine[] = [];
      let after: string | null = null;
      do {
        const answer: OperationResult<StatementLinesQuery> = await client
          .query(StatementLinesDocument, { id, after }, { requestPolicy: 'cache-first' })
          .toPromise();
        const { data, error } = answer;
        if (!isCurrent) return;
        const page = data?.statement?.lines;
        if (!page) {
          const problem = error ? problemOf(error) : null;
          setFound({ lines, count: lines.length, isComplete: false, problem });
          return;
        }
        lines.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        const isComplete = after === null;
        setFound({ lines: [...lines], count: page.totalCount, isComplete, problem: null });
      } while (after && lines.length < LINES_MAX);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, id, attempt]);
  return found;
}
