import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Page } from '@/console/Page';
import { Panel } from '@/console/parts/Panel';
import { Scroll } from '@/console/parts/Scroll';
import { CommissionPlansDocument } from '@/generated/graphql';
import type { CommissionBase, CommissionPlansQuery, RateKind } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { BusinessDate } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { Rate } from '@/ui/Rate';
import { Skeleton } from '@/ui/Skeleton';
import { PlanTerm } from './PlanTerm';
import { gridOf } from './rates';
import './commissions.css';

type Plan = CommissionPlansQuery['commissionPlans']['nodes'][number];

/** Every version of every plan with its rates; what was true once stays written. */
export function PlanPage() {
  const [{ data, error }, ask] = useQuery({ query: CommissionPlansDocument });
  const plans = data?.commissionPlans.nodes ?? [];
  return (
    <>
      <Link href="/commissions" className="panel-back">
        ‹ <Trans>Commissions</Trans>
      </Link>
      <Page title={<Trans>Plans and rates</Trans>}>
        {error && !data && (
          <ErrorNotice
            problem={problemOf(error)}
            onRetry={() => {
              ask({ requestPolicy: 'network-only' });
            }}
          />
        )}
        {!data && !error && <Skeleton lines={8} />}
        {data && plans.length === 0 && (
          <EmptyState
            title={<Trans>There is no plan yet.</Trans>}
            hint={<Trans>Plans are set up from the command line for now.</Trans>}
          />
        )}
        <div className="panels">
          {plans.map((plan) => (
            <PlanPanel key={plan.id} plan={plan} today={data?.viewer.today ?? ''} />
          ))}
        </div>
      </Page>
    </>
  );
}

function PlanPanel({ plan, today }: { plan: Plan; today: string }) {
  const { code, version } = plan;
  const holds = plan.validFrom <= today && (!plan.validUntil || plan.validUntil > today);
  return (
    <Panel
      title={
        <>
          {plan.name}{' '}
          <span className="t-soft">
            {code} v{version}
          </span>
        </>
      }
      actions={
        holds && (
          <span className="t-tag t-tag-good">
            <Trans>Holds today</Trans>
          </span>
        )
      }
    >
      <div className="plan">
        <Facts>
          <Fact label={<Trans>Holds from</Trans>}>
            <BusinessDate value={plan.validFrom} />
          </Fact>
          <Fact label={<Trans>No longer holds on</Trans>}>
            {plan.validUntil ? (
              <BusinessDate value={plan.validUntil} />
            ) : (
              <Trans>Until further notice</Trans>
            )}
          </Fact>
          <Fact label={<Trans>Rates are taken of</Trans>}>
            <BaseName base={plan.base} />
          </Fact>
          <Fact label={<Trans>Price gap</Trans>}>
            {plan.paysPriceGap ? <Trans>Is earned</Trans> : <Trans>Is not earned</Trans>}
          </Fact>
        </Facts>
        <RateGrid plan={plan} kind="LEVEL" />
        <RateGrid plan={plan} kind="OVERRIDE" />
      </div>
      {plan.terms.length > 0 && (
        <div className="plan-terms">
          {plan.terms.map((term) => (
            <PlanTerm key={term.id} term={term} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function BaseName({ base }: { base: CommissionBase }) {
  if (base === 'NET') return <Trans>The line after discount, without tax</Trans>;
  if (base === 'GROSS') return <Trans>The line after discount, with tax</Trans>;
  return <Trans>The margin: the line without tax, less one's own price</Trans>;
}

function RateGrid({ plan, kind }: { plan: Plan; kind: RateKind }) {
  const { t } = useLingui();
  const grid = gridOf(plan.rates, kind);
  const caption = kind === 'LEVEL' ? t`Own sales, by level` : t`Sales further down, by distance`;
  if (grid.groups.length === 0) return null;
  return (
    <Scroll label={`${plan.code} v${String(plan.version)} ${caption}`}>
      <table className="plan-rates">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Product group</Trans>
            </th>
            {grid.steps.map((step) => (
              <th key={step} scope="col">
                {kind === 'LEVEL' ? (
                  <Trans>Level {step}</Trans>
                ) : (
                  <Plural value={step} one="# level above" other="# levels above" />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.groups.map(({ group, rates }) => (
            <tr key={group}>
              <th scope="row">{group === '' ? <Trans>All others</Trans> : group}</th>
              {grid.steps.map((step) => {
                const rate = rates.get(step);
                return <td key={step}>{rate ? <Rate value={rate} /> : '–'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
