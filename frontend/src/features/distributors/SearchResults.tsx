import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { DistributorSearchDocument } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { TwigName } from './TwigName';

interface Upline {
  name: string;
  parent?: Upline | null;
}

const namesAbove = (parent: Upline | null | undefined): string[] =>
  parent ? [...namesAbove(parent.parent), parent.name] : [];

/** What fits the search, each with its way up the tree. */
export function SearchResults({ search }: { search: string }) {
  const [{ data, error }, ask] = useQuery({
    query: DistributorSearchDocument,
    variables: { search },
  });
  if (error && !data) {
    return (
      <ErrorNotice
        problem={problemOf(error)}
        onRetry={() => {
          ask({ requestPolicy: 'network-only' });
        }}
      />
    );
  }
  if (!data) return <Skeleton lines={6} />;
  const { nodes, pageInfo } = data.distributors;
  if (nodes.length === 0) {
    return <EmptyState title={<Trans>No distributor of this name or code</Trans>} />;
  }
  return (
    <ul className="found">
      {nodes.map((one) => (
        <li key={one.id}>
          <Link href={`/distributors/${one.id}`}>
            <TwigName twig={one} />
            <span className="t-soft t-block">{namesAbove(one.parent).join(' › ')}</span>
          </Link>
        </li>
      ))}
      {pageInfo.hasNextPage && (
        <li className="panel-none">
          <Trans>There are more: type more of the name.</Trans>
        </li>
      )}
    </ul>
  );
}
