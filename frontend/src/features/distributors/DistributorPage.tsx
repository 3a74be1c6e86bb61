import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { DistributorPageDocument } from '@/generated/graphql';
import type { DistributorPageQuery } from '@/generated/graphql';
import { FINANCE, OVERSEEING, TEAM } from '@/lib/roles';
import { BelowPanel, ItemPanel, OrderPanel } from './DistributorPanels';
import { MoneyPanels } from './MoneyPanels';
import { OnlookersPanel } from './OnlookersPanel';
import { Profile } from './Profile';
import { SalesPanel } from './SalesPanel';
import { TeamPanel } from './TeamPanel';
import './distributors.css';

export type DistributorDetail = NonNullable<DistributorPageQuery['distributor']>;

/** Everything about one distributor; what is money is shown to those who keep the books. */
export function DistributorPage() {
  const { id } = useParams<{ id: string }>();
  const own = decodeURIComponent(id);
  const mayLook = useHasRole(...FINANCE);
  const seesTeam = useHasRole(...TEAM);
  const oversees = useHasRole(...OVERSEEING);
  const query = useQuery({
    query: DistributorPageDocument,
    variables: { id: own },
  });
  const { data } = query[0];
  return (
    <SubjectPage
      kind={<Trans>Distributor</Trans>}
      list={{ href: '/distributors', title: <Trans>All distributors</Trans> }}
      query={query}
      subject={data?.distributor?.id === own ? data.distributor : null}
      missing={<Trans>There is no such distributor.</Trans>}
    >
      {(distributor) => (
        <Page title={distributor.name}>
          <div className="panels-flow">
            <Profile distributor={distributor} />
            <SalesPanel distributor={distributor} />
            {mayLook && <MoneyPanels id={own} />}
            {seesTeam && <TeamPanel id={own} />}
            {oversees && <OnlookersPanel id={own} />}
            <ItemPanel distributor={distributor} />
            <OrderPanel distributor={distributor} />
            <BelowPanel distributor={distributor} />
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}
