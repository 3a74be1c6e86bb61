import type { ReactNode } from 'react';
import type { UseQueryExecute, UseQueryState } from 'urql';
import { problemOf } from '@/lib/problem';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';

interface Props<Answer> {
  query: [UseQueryState<Answer>, UseQueryExecute];
  children: (answer: Answer) => ReactNode;
}

/** What a query says, or that it is on its way, or why it is not. */
export function Loaded<Answer>({ query: [{ data, error }, ask], children }: Props<Answer>) {
  return (
    <>
      {error && (
        <ErrorNotice
          problem={problemOf(error)}
          onRetry={() => {
            ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {data && children(data)}
      {!data && !error && <Skeleton lines={8} />}
    </>
  );
}
