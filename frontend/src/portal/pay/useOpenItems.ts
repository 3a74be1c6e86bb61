import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { MyOpenItemsDocument } from '@/generated/graphql';
import type { MyOpenItemsQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import type { Problem } from '@/lib/problem';

type Mine = NonNullable<MyOpenItemsQuery['viewer']['distributor']>;
export type OpenItem = Mine['receivables']['nodes'][number] & {
  /** In a cascade an item may be owed to the level above instead. */
  isToBrand: boolean;
};

export interface OpenItems {
  items: readonly OpenItem[];
  today: string;
  /** Whether all pages are there. */
  isComplete: boolean;
  problem: Problem | null;
  again: () => void;
}

/** All that I have to pay, what is due first, first; read page by page, again after each change. */
export function useOpenItems(changes = 0): OpenItems {
  const client = useClient();
  const [items, setItems] = useState<readonly OpenItem[]>([]);
  const [today, setToday] = useState('');
  const [isComplete, setIsComplete] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const found: OpenItem[] = [];
      for (const isToBrand of [true, false]) {
        let after: string | null = null;
        do {
          const { data, error } = await client
            .query(MyOpenItemsDocument, { after, isToBrand }, { requestPolicy: 'network-only' })
            .toPromise();
          if (!isCurrent) return;
          if (!data) {
            setProblem(error ? problemOf(error) : { kind: 'offline' });
            return;
          }
          const page: Mine['receivables'] | undefined = data.viewer.distributor?.receivables;
          found.push(...(page?.nodes ?? []).map((item) => ({ ...item, isToBrand })));
          setToday(data.viewer.today);
          after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after);
      }
      setItems(found);
      setProblem(null);
      setIsComplete(true);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, round, changes]);

  const again = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  return { items, today, isComplete, problem, again };
}
