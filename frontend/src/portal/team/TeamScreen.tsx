import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Team } from '@/app/team/Team';
import { DistributorTeamDocument, MyPlaceDocument } from '@/generated/graphql';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { Screen } from '../Screen';

/** Who signs in for my company: invited, given roles and signed out by its owner. */
export function TeamScreen() {
  const [{ data: place }] = useQuery({ query: MyPlaceDocument });
  const id = place?.viewer.distributor?.id ?? '';
  const query = useQuery({ query: DistributorTeamDocument, variables: { id }, pause: id === '' });
  return (
    <Screen title={<Trans>Team</Trans>} back="/me">
      <Loaded query={query}>
        {({ distributor }) => (
          <Card title={distributor?.name}>
            <Team
              members={distributor?.members ?? []}
              distributorId={id}
              onChange={() => {
                query[1]({ requestPolicy: 'network-only' });
              }}
            />
          </Card>
        )}
      </Loaded>
    </Screen>
  );
}
