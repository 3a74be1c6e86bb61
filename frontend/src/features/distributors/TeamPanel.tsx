import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Team } from '@/app/team/Team';
import { Panel } from '@/console/parts/Panel';
import { DistributorTeamDocument } from '@/generated/graphql';

/** Who signs in for a distributor. */
export function TeamPanel({ id }: { id: string }) {
  const [{ data }, ask] = useQuery({ query: DistributorTeamDocument, variables: { id } });
  if (!data?.distributor) return null;
  return (
    <Panel isFlush title={<Trans>People who sign in</Trans>}>
      <Team
        members={data.distributor.members}
        distributorId={id}
        onChange={() => {
          ask({ requestPolicy: 'network-only' });
        }}
      />
    </Panel>
  );
}
