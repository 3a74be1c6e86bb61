import { Trans, useLingui } from '@lingui/react/macro';
import { Tree as AntTree } from 'antd';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import type { OperationResult } from 'urql';
import { useLocation } from 'wouter';
import { DistributorChildrenDocument, DistributorRootsDocument } from '@/generated/graphql';
import type { DistributorChildrenQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { branchOf, grafted } from './branch';
import type { Branch } from './branch';
import { TwigName } from './TwigName';

/** The tree as it is today: arrows open and close with the keyboard, Enter goes to the page. */
export function Tree() {
  const { t } = useLingui();
  const client = useClient();
  const [, go] = useLocation();
  const [roots, ask] = useQuery({ query: DistributorRootsDocument, variables: {} });
  const [loaded, setLoaded] = useState<ReadonlyMap<string, Branch[]>>(new Map());

  if (roots.error && !roots.data) {
    return (
      <ErrorNotice
        problem={problemOf(roots.error)}
        onRetry={() => {
          ask({ requestPolicy: 'network-only' });
        }}
      />
    );
  }
  if (!roots.data) return <Skeleton lines={8} />;
  if (roots.data.distributors.nodes.length === 0) {
    return <EmptyState title={<Trans>There are no distributors yet.</Trans>} />;
  }

  let branches = roots.data.distributors.nodes.map(branchOf);
  for (const [id, below] of loaded) branches = grafted(branches, id, below);

  const load = async (id: string): Promise<void> => {
    const below: Branch[] = [];
    let after: string | null = null;
    do {
      const page: OperationResult<DistributorChildrenQuery> = await client
        .query(DistributorChildrenDocument, { id, after }, { requestPolicy: 'network-only' })
        .toPromise();
      const { data } = page;
      if (!data?.distributor) return;
      const { nodes, pageInfo } = data.distributor.children;
      below.push(...nodes.map(branchOf));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    setLoaded((before) => new Map([...before, [id, below]]));
  };

  return (
    <AntTree<Branch>
      blockNode
      showLine
      className="tree"
      aria-label={t`Distributors`}
      treeData={branches}
      loadData={({ key }) => load(key)}
      titleRender={({ twig }) => <TwigName twig={twig} />}
      onSelect={([key]) => {
        if (key) go(`/distributors/${String(key)}`);
      }}
    />
  );
}
