import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from 'antd';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { CURRENCIES } from '@/console/parts/currencies';
import { Panel } from '@/console/parts/Panel';
import { CockpitDocument } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { problemOf } from '@/lib/problem';
import { FINANCE, LOOKING_AT_PAYOUTS } from '@/lib/roles';
import { usePoll } from '@/lib/usePoll';
import { BusinessDate } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { Ageing } from './Ageing';
import { Tile } from './Tile';
import './cockpit.css';

const POLL_MS = 30_000;

/** Where the brand stands today, one currency at a time; every figure leads to its rows. */
export function Cockpit() {
  const { t, i18n } = useLingui();
  const [params, setParams] = useSearchParams();
  const currency = params.get('currency');
  const [{ data, error }, ask] = useQuery({ query: CockpitDocument, variables: { currency } });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  usePoll(true, POLL_MS, again);
  const keepsBooks = useHasRole(...FINANCE);
  const looksAtPayouts = useHasRole(...LOOKING_AT_PAYOUTS);
  const cockpit = data?.cockpit;
  const own = data?.brand.currency;
  const today = data?.viewer.today ?? '';
  const month = `${today.slice(0, 8)}01`;
  const shown = cockpit?.currency ?? currency ?? own ?? '';
  return (
    <Page
      title={<Trans>Cockpit</Trans>}
      actions={
        <>
          {today && (
            <span className="t-soft">
              <BusinessDate value={today} />
            </span>
          )}
          <Select
            aria-label={t`Currency`}
            className="cockpit-currency"
            value={shown}
            options={[...new Set([...(own ? [own] : []), ...CURRENCIES])].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(next) => {
              setParams(next === own ? {} : { currency: next }, { replace: true });
            }}
          />
        </>
      }
    >
      {error && !cockpit && <ErrorNotice problem={problemOf(error)} onRetry={again} />}
      {!cockpit && !error && !data && <Skeleton lines={10} />}
      {data && !cockpit && (
        <EmptyState
          title={<Trans>These figures are of the whole brand.</Trans>}
          hint={
            <Trans>
              You see the distributors given to you: their <Link href="/orders">orders</Link> and
              their <Link href="/receivables?state=open">open items</Link>.
            </Trans>
          }
          action={
            <Link href="/distributors/table">
              <Trans>My distributors</Trans>
            </Link>
          }
        />
      )}
      {cockpit && (
        <div className="panels">
          <div className="tiles">
            <Tile
              label={<Trans>Receivable</Trans>}
              href={`/receivables?state=open&creditor=brand&currency=${shown}`}
            >
              <Money value={cockpit.receivable} size="large" />
            </Tile>
            <Tile
              label={<Trans>Overdue</Trans>}
              href={`/receivables?state=overdue&creditor=brand&currency=${shown}`}
            >
              <Money
                value={cockpit.overdue}
                size="large"
                tone={isZero(cockpit.overdue) ? 'good' : 'bad'}
              />
            </Tile>
            <Tile
              label={<Trans>Collected this month</Trans>}
              href={
                keepsBooks
                  ? `/receipts?bookedFrom=${month}&bookedUntil=${today}&creditor=brand&currency=${shown}`
                  : null
              }
            >
              <Money value={cockpit.collectedThisMonth} size="large" />
            </Tile>
            <Tile
              label={<Trans>Commission to pay out</Trans>}
              href={looksAtPayouts ? `/payouts/new?currency=${shown}` : null}
            >
              <Money value={cockpit.toPayOut} size="large" />
            </Tile>
            <Tile
              label={<Trans>Orders this month</Trans>}
              href={`/orders?state=CONFIRMED&orderedFrom=${month}&orderedUntil=${today}`}
            >
              <span className="t-money t-money-large">{i18n.number(cockpit.ordersThisMonth)}</span>
            </Tile>
            <Tile label={<Trans>Rows to correct</Trans>} href="/quarantine?state=OPEN">
              <span
                className={`t-money t-money-large ${cockpit.quarantinedRows > 0 ? 't-tone-warn' : 't-tone-good'}`}
              >
                {i18n.number(cockpit.quarantinedRows)}
              </span>
            </Tile>
          </div>
          <Panel title={<Trans>How long it has been overdue</Trans>}>
            {isZero(cockpit.receivable) ? (
              <EmptyState
                title={<Trans>Nothing is owed in this currency.</Trans>}
                hint={<Trans>Choose another currency at the top.</Trans>}
              />
            ) : (
              <Ageing ageing={cockpit.ageing} today={today} currency={shown} />
            )}
          </Panel>
        </div>
      )}
    </Page>
  );
}
