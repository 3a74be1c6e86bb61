import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd-mobile';
import { useQuery } from 'urql';
import { LocaleToggle } from '@/app/LocaleToggle';
import { useHasRole, useSession } from '@/app/SessionContext';
import { MyPlaceDocument } from '@/generated/graphql';
import { useTheme } from '@/lib/theme';
import type { ThemeChoice } from '@/lib/theme';
import { Fact, Facts } from '@/ui/Facts';
import { RoleNames } from '@/ui/words/RoleNames';
import { Card } from '../Card';
import { Choices } from '../Choices';
import { Loaded } from '../Loaded';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';
import { useGrants } from '../useGrants';
import { Sides } from './Sides';

/** Who I am here, language, light or dark, and the way out. */
export function Me() {
  const { t } = useLingui();
  const { session, signOut } = useSession();
  const { money } = useGrants();
  const isOwner = useHasRole('distributor_owner');
  const theme = useTheme();
  const query = useQuery({ query: MyPlaceDocument });
  return (
    <Screen title={session.name}>
      <div className="columns">
        <div>
          <Card>
            <div className="in-card">
              <Loaded query={query}>
                {({ viewer: { user, distributor } }) => (
                  <Facts>
                    {user && <Fact label={<Trans>E-mail</Trans>}>{user.email}</Fact>}
                    <Fact label={<Trans>Role</Trans>}>
                      <RoleNames roles={session.roles} />
                    </Fact>
                    {distributor && (
                      <>
                        <Fact label={<Trans>Distributor</Trans>}>
                          {distributor.name} · {distributor.code}
                        </Fact>
                        {distributor.grade && (
                          <Fact label={<Trans>Grade</Trans>}>{distributor.grade.name}</Fact>
                        )}
                        {distributor.parent && (
                          <Fact label={<Trans>Buys through</Trans>}>{distributor.parent.name}</Fact>
                        )}
                      </>
                    )}
                    <Fact label={<Trans>Brand</Trans>}>{session.brand.name}</Fact>
                  </Facts>
                )}
              </Loaded>
            </div>
          </Card>
          {query[0].data && <Sides sides={query[0].data.viewer.sides} />}
          <Card>
            <Rows>
              <Row href="/security" title={<Trans>Security</Trans>} />
              {isOwner && <Row href="/team" title={<Trans>Team</Trans>} />}
              <Row href="/network" title={<Trans>Network</Trans>} />
              {money && <Row href="/pay" title={<Trans>Pay</Trans>} />}
            </Rows>
          </Card>
        </div>
        <div>
          <Card title={<Trans>Language</Trans>}>
            <div className="in-card">
              <LocaleToggle />
            </div>
          </Card>
          <Card title={<Trans>Light or dark</Trans>}>
            <div className="in-card">
              <Choices<ThemeChoice>
                label={t`Light or dark`}
                value={theme.choice}
                choices={[
                  ['system', t`As the system`],
                  ['light', t`Light`],
                  ['dark', t`Dark`],
                ]}
                onChange={theme.choose}
              />
            </div>
          </Card>
          <Button block size="large" onClick={signOut}>
            <Trans>Sign out</Trans>
          </Button>
        </div>
      </div>
    </Screen>
  );
}
