import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Segmented } from 'antd';
import { useQuery } from 'urql';
import { useLocaleSwitch } from '@/app/LocaleProvider';
import { useSession } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { Panel } from '@/console/parts/Panel';
import { ProfileDocument } from '@/generated/graphql';
import { LOCALES, LOCALE_NAMES } from '@/lib/locale';
import { problemOf } from '@/lib/problem';
import { useTheme } from '@/lib/theme';
import { BusinessDate } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { RoleNames } from '@/ui/words/RoleNames';

/** Who one is here, and how one likes to see things. */
export function ProfilePage() {
  const { t } = useLingui();
  const { session, signOut } = useSession();
  const { locale, choose } = useLocaleSwitch();
  const theme = useTheme();
  const [{ data, error }, ask] = useQuery({ query: ProfileDocument });
  return (
    <Page
      title={<Trans>My profile</Trans>}
      actions={
        <Button onClick={signOut}>
          <Trans>Sign out</Trans>
        </Button>
      }
    >
      {error && !data && (
        <ErrorNotice
          problem={problemOf(error)}
          onRetry={() => {
            ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
      <div className="panels panels-2">
        <Panel title={<Trans>Signed in as</Trans>}>
          <Facts>
            <Fact label={<Trans>Name</Trans>}>{session.name}</Fact>
            <Fact label={<Trans>E-mail</Trans>}>{data?.viewer.user?.email ?? '–'}</Fact>
            <Fact label={<Trans>Roles</Trans>}>
              <RoleNames roles={session.roles} />
            </Fact>
            <Fact label={<Trans>Brand</Trans>}>{session.brand.name}</Fact>
            <Fact label={<Trans>Time zone of the books</Trans>}>{data?.brand.timeZone ?? '–'}</Fact>
            <Fact label={<Trans>Programs I allowed</Trans>}>
              <a href="/oauth/consents">
                <Trans>See and withdraw</Trans>
              </a>
            </Fact>
            <Fact label={<Trans>Business day</Trans>}>
              {data ? <BusinessDate value={data.viewer.today} /> : '–'}
            </Fact>
          </Facts>
        </Panel>
        <Panel title={<Trans>How it looks</Trans>}>
          <Facts>
            <Fact label={<Trans>Language</Trans>}>
              <Segmented
                aria-label={t`Language`}
                value={locale}
                options={LOCALES.map((one) => ({
                  value: one,
                  label: <span lang={one}>{LOCALE_NAMES[one]}</span>,
                }))}
                onChange={choose}
              />
            </Fact>
            <Fact label={<Trans>Light or dark</Trans>}>
              <Segmented
                aria-label={t`Light or dark`}
                value={theme.choice}
                options={[
                  { value: 'system', label: t`As the system` },
                  { value: 'light', label: t`Light` },
                  { value: 'dark', label: t`Dark` },
                ]}
                onChange={theme.choose}
              />
            </Fact>
          </Facts>
          <p className="t-soft">
            <Trans>
              The language is kept with you, also for mails; light or dark with this browser.
            </Trans>
          </p>
        </Panel>
      </div>
    </Page>
  );
}
