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
  /** How often its rows have changed since; with each change what is there is asked for again. */
  changes?: number;
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
          next={cursors[place + 1]}
          onMore={(cursor) => {
            setCursors((known) => [...known.slice(0, place + 1), cursor]);
          }}
        />
      ))}
    </>
  );
}

interface PageProps {
  after: string | null;
  /** Where the page after it begins, when that one is there. */
  next: string | null | undefined;
  /** The page after it begins here. */
  onMore: (cursor: string) => void;
}

function Page<Answer, Variables extends AnyVariables, Row>(
  props: Props<Answer, Variables, Row> & PageProps,
) {
  const { after, next, onMore, changes = 0 } = props;
  const [{ data, error }, ask] = useQuery({
    query: props.document,
    variables: { ...props.variables, first: 20, after } as unknown as Variables,
  });
  const known = useRef(changes);
  useEffect(() => {
    if (known.current === changes) return;
    known.current = changes;
    ask({ requestPolicy: 'network-only' });
  }, [ask, changes]);
  const connection = data && props.connection(data);
  const end = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
  const isShifted = next !== undefined && end !== null && end !== next;
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    // A row that is new has moved the last one to the page after it.
    if (isShifted) latest.current(end);
  }, [isShifted, end]);
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
  return (
    <>
      <ul className="rows">{connection.nodes.map((row) => props.row(row))}</ul>
      {next === undefined && end !== null && (
        <More
          onMore={() => {
            onMore(end);
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
