import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { problemOf } from '@/lib/problem';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';

interface Connection<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Props<Answer, Variables, Row> {
  document: TypedDocumentNode<Answer, Variables>;
  /** Everything but the page; another one begins a new list. */
  variables: Omit<Variables, 'first' | 'after'>;
  connection: (answer: Answer) => Connection<Row> | null | undefined;
  row: (row: Row) => ReactNode;
  empty: ReactNode;
}

/** A list that goes on while one scrolls; each page is asked for when its place comes near. */
export function Endless<Answer, Variables extends AnyVariables, Row>(
  props: Props<Answer, Variables, Row>,
) {
  const key = JSON.stringify(props.variables);
  return <Pages key={key} {...props} />;
}

function Pages<Answer, Variables extends AnyVariables, Row>(props: Props<Answer, Variables, Row>) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      {cursors.map((after, place) => (
        <Page
          key={after ?? ''}
          {...props}
          after={after}
          isLast={place === cursors.length - 1}
          onMore={(cursor) => {
            setCursors((known) => (known.includes(cursor) ? known : [...known, cursor]));
          }}
        />
      ))}
    </>
  );
}

interface PageProps {
  after: string | null;
  isLast: boolean;
  onMore: (cursor: string) => void;
}

function Page<Answer, Variables extends AnyVariables, Row>(
  props: Props<Answer, Variables, Row> & PageProps,
) {
  const { after, isLast, onMore } = props;
  const [{ data, error }, ask] = useQuery({
    query: props.document,
    variables: { ...props.variables, first: 20, after } as unknown as Variables,
  });
  const connection = data && props.connection(data);
  if (error && !connection) {
    return (
      <ErrorNotice
        problem={problemOf(error)}
        onRetry={() => {
          ask({ requestPolicy: 'network-only' });
        }}
      />
    );
  }
  if (!connection) return <Skeleton lines={6} />;
  if (connection.nodes.length === 0 && after === null) return props.empty;
  const { hasNextPage, endCursor } = connection.pageInfo;
  return (
    <>
      <ul className="rows">{connection.nodes.map((row) => props.row(row))}</ul>
      {isLast && hasNextPage && endCursor && (
        <More
          onMore={() => {
            onMore(endCursor);
          }}
        />
      )}
    </>
  );
}

function More({ onMore }: { onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    if (!button.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(button.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <button ref={button} type="button" className="more" onClick={onMore}>
      <Trans>Show more</Trans>
    </button>
  );
}
