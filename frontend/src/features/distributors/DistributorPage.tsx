import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { DistributorPageDocument } from '@/generated/graphql';
import type { DistributorPageQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { FINANCE } from '@/lib/roles';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { BelowPanel, ItemPanel, OrderPanel } from './DistributorPanels';
import { MoneyPanels } from './MoneyPanels';
import { Profile } from './Profile';
import './distributors.css';

export type DistributorDetail = NonNullable<DistributorPageQuery['distributor']>;

/** Everything about one distributor; what is money is shown to those who keep the books. */
export function DistributorPage() {
  const { id } = useParams<{ id: string }>();
  const own = decodeURIComponent(id);
  const mayLook = useHasRole(...FINANCE);
  const [{ data, error, fetching }, ask] = useQuery({
    query: DistributorPageDocument,
    variables: { id: own },
  });
  const distributor = data?.distributor?.id === own ? data.distributor : null;
  return (
    <>
      <Link href="/distributors" className="panel-back">
        ‹ <Trans>All distributors</Trans>
      </Link>
      {error && !distributor && (
        <ErrorNotice
          problem={problemOf(error)}
          onRetry={() => {
            ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {!distributor && fetching && <Skeleton lines={12} />}
      {!distributor && !fetching && !error && (
        <EmptyState title={<Trans>There is no such distributor.</Trans>} />
      )}
      {distributor && (
        <Page title={distributor.name}>
          <div className="panels-flow">
            <Profile distributor={distributor} />
            {mayLook && <MoneyPanels id={own} />}
            <ItemPanel distributor={distributor} />
            <OrderPanel distributor={distributor} />
            <BelowPanel distributor={distributor} />
          </div>
        </Page>
      )}
    </>
  );
}
