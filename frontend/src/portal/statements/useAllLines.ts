import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { MyStatementLinesDocument } from '@/generated/graphql';
import type { StatementMovementFragment } from '@/generated/graphql';
import type { Statement } from './StatementPage';

/** The lines of a statement: the first hundred at once, the others as they arrive. */
export function useAllLines(statement: Statement): readonly StatementMovementFragment[] {
  const client = useClient();
  const { id } = statement;
  const [others, setOthers] = useState<readonly StatementMovementFragment[]>([]);
  const { hasNextPage, endCursor } = statement.lines.pageInfo;
  const beginning = hasNextPage ? endCursor : null;

  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const found: StatementMovementFragment[] = [];
      let after = beginning;
      while (after) {
        const { data } = await client.query(MyStatementLinesDocument, { id, after }).toPromise();
        const page = data?.statement?.lines;
        if (!isCurrent || !page) return;
        found.push(...page.nodes);
        setOthers([...found]);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      }
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, id, beginning]);
  return [...statement.lines.nodes, ...others];
}
