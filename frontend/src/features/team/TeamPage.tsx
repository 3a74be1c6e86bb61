import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Team } from '@/app/team/Team';
import { Page } from '@/console/Page';
import { Panel } from '@/console/parts/Panel';
import { BrandTeamDocument } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';

/** Who works for the brand itself. */
export function TeamPage() {
  const [{ data, error }, ask] = useQuery({ query: BrandTeamDocument });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <Page title={<Trans>Team</Trans>}>
      {error && !data && <ErrorNotice problem={problemOf(error)} onRetry={again} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <Panel isFlush title={<Trans>People of the brand</Trans>}>
          <Team members={data.brand.members} onChange={again} />
        </Panel>
      )}
    </Page>
  );
}
