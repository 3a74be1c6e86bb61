import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { PlanFacts, PlanVersion, PlanVersions } from '@/console/parts/PlanVersions';
import { Scroll } from '@/console/parts/Scroll';
import { CommissionPlansDocument } from '@/generated/graphql';
import type { CommissionBase, CommissionPlansQuery, RateKind } from '@/generated/graphql';
import { Fact } from '@/ui/Facts';
import { Rate } from '@/ui/Rate';
import { PlanTerm } from './PlanTerm';
import { NewPlanLink } from './plans/NewPlanLink';
import { PlanHands } from './plans/PlanHistory';
import { gridOf } from './rates';
import './commissions.css';

type Plan = CommissionPlansQuery['commissionPlans']['nodes'][number];

/** Every version of every plan with its rates; what was true once stays written. */
export function PlanPage() {
  const [{ data, error }, ask] = useQuery({ query: CommissionPlansDocument });
  return (
    <PlanVersions
      title={<Trans>Plans and rates</Trans>}
      back={{ href: '/commissions', label: <Trans>Commissions</Trans> }}
      versions={data?.commissionPlans.nodes}
      error={error}
      onRetry={() => {
        ask({ requestPolicy: 'network-only' });
      }}
      empty={{
        title: <Trans>There is no plan yet.</Trans>,
        hint: <Trans>Draft one, try it on last month's orders, and have it approved.</Trans>,
      }}
      actions={
        <>
          <Link href="/commissions/plans/drafts">
            <Trans>Drafts</Trans>
          </Link>
          <NewPlanLink />
        </>
      }
    >
      {(plan) => <PlanPanel key={plan.id} plan={plan} today={data?.viewer.today ?? ''} />}
    </PlanVersions>
  );
}

function PlanPanel({ plan, today }: { plan: Plan; today: string }) {
  return (
    <PlanVersion version={plan} today={today} actions={<NewPlanLink from={plan.id} />}>
      <div className="plan">
        <PlanFacts version={plan}>
          <Fact label={<Trans>Rates are taken of</Trans>}>
            <BaseName base={plan.base} />
          </Fact>
          <Fact label={<Trans>Price gap</Trans>}>
            {plan.paysPriceGap ? <Trans>Is earned</Trans> : <Trans>Is not earned</Trans>}
          </Fact>
          <Fact label={<Trans>Is earned by</Trans>}>
            {plan.earnedOn === 'CASH' ? (
              <Trans>The money, in the part an order is paid for</Trans>
            ) : (
              <Trans>The bill</Trans>
            )}
          </Fact>
          {plan.holdDays > 0 && (
            <Fact label={<Trans>Is paid out</Trans>}>
              <Plural
                value={plan.holdDays}
                one="# day after it was earned, at the earliest"
                other="# days after it was earned, at the earliest"
              />
            </Fact>
          )}
          <Fact label={<Trans>Hands</Trans>}>
            <PlanHands plan={plan} />
          </Fact>
        </PlanFacts>
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
    </PlanVersion>
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
