import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { UseQueryExecute, UseQueryState } from 'urql';
import { Link } from 'wouter';
import { problemOf } from '@/lib/problem';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { Page } from './Page';
import './parts/parts.css';

interface Props<Subject> {
  /** What it is called while there is none to name it after: an order, a statement. */
  kind: ReactNode;
  /** The list it belongs to. */
  list: { href: string; title: ReactNode };
  query: [Pick<UseQueryState<unknown>, 'error' | 'fetching'>, UseQueryExecute];
  subject: Subject | null | undefined;
  missing: ReactNode;
  /** The page of what was found. */
  children: (subject: Subject) => ReactNode;
}

/** A page about one thing: shown, on its way, out of reach or not there; it always has a heading. */
export function SubjectPage<Subject>(props: Props<Subject>) {
  const { kind, list, subject, missing, children } = props;
  const [{ error, fetching }, ask] = props.query;
  return (
    <>
      <Link href={list.href} className="panel-back">
        ‹ {list.title}
      </Link>
      {subject ? (
        children(subject)
      ) : (
        <Page title={kind}>
          {error && (
            <ErrorNotice
              problem={problemOf(error)}
              onRetry={() => {
                ask({ requestPolicy: 'network-only' });
              }}
            />
          )}
          {!error && fetching && <Skeleton lines={10} />}
          {!error && !fetching && (
            <EmptyState
              title={missing}
              hint={<Trans>It may belong to another brand, or the address is not complete.</Trans>}
              action={<Link href={list.href}>{list.title}</Link>}
            />
          )}
        </Page>
      )}
    </>
  );
}
