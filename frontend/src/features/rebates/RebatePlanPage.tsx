import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { PlanFacts, PlanVersion, PlanVersions } from '@/console/parts/PlanVersions';
import { RebatePlansDocument } from '@/generated/graphql';
import type { RebatePlansQuery } from '@/generated/graphql';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { EveryName, MeasureName, SettledByName } from '@/ui/words/RebateWords';
import { BandTable } from './BandTable';
import './rebates.css';

type Plan = RebatePlansQuery['rebatePlans']['nodes'][number];
type Term = Plan['terms'][number];

/** Every version of every rebate plan with its terms; what was true once stays written. */
export function RebatePlanPage() {
  const [{ data, error }, ask] = useQuery({ query: RebatePlansDocument });
  return (
    <PlanVersions
      title={<Trans>Rebate plans</Trans>}
      back={{ href: '/rebates', label: <Trans>Rebates</Trans> }}
      versions={data?.rebatePlans.nodes}
      error={error}
      onRetry={() => {
        ask({ requestPolicy: 'network-only' });
      }}
      empty={{
        title: <Trans>There is no rebate plan yet.</Trans>,
        hint: <Trans>Rebate plans are activated from the command line for now.</Trans>,
      }}
    >
      {(plan) => <PlanPanel key={plan.id} plan={plan} today={data?.viewer.today ?? ''} />}
    </PlanVersions>
  );
}

function PlanPanel({ plan, today }: { plan: Plan; today: string }) {
  const { code, version } = plan;
  return (
    <PlanVersion version={plan} today={today}>
      <PlanFacts version={plan} />
      {plan.terms.map((term, place) => (
        <section key={term.id} className="rebate-term">
          <h3>
            {place + 1}. {term.code}{' '}
            <span className="t-soft">
              <MeasureName measure={term.measure} /> · <EveryName every={term.every} />
            </span>
          </h3>
          <TermFacts term={term} />
          <BandTable
            term={`${code} ${String(version)} ${term.code}`}
            bands={term.bands}
            measure={term.measure}
            rate={null}
          />
        </section>
      ))}
    </PlanVersion>
  );
}

function TermFacts({ term }: { term: Term }) {
  const covered: readonly (readonly [ReactNode, readonly string[]])[] = [
    [<Trans key="g">Product groups</Trans>, term.productGroups],
    [<Trans key="p">Products</Trans>, term.products],
    [<Trans key="c">Channels</Trans>, term.channels],
    [<Trans key="r">Grades</Trans>, term.grades],
    [<Trans key="d">Distributors</Trans>, term.distributors],
  ];
  const limited = covered.filter(([, values]) => values.length > 0);
  return (
    <Facts>
      <Fact label={<Trans>Covers</Trans>}>
        {limited.length === 0 ? (
          <Trans>All purchases that no term before it covers</Trans>
        ) : (
          limited.map(([label, values], place) => (
            <span key={place} className="t-block">
              {label}: {values.join(', ')}
            </span>
          ))
        )}
      </Fact>
      <Fact label={<Trans>Steps apply to</Trans>}>
        {term.tiers === 'MARGINAL' ? (
          <Trans>What lies in them</Trans>
        ) : (
          <Trans>Everything, once reached</Trans>
        )}
      </Fact>
      <Fact label={<Trans>A return</Trans>}>
        {term.clawBack === 'RERATE' ? (
          <Trans>Has the period rated anew</Trans>
        ) : (
          <Trans>Takes back its own share</Trans>
        )}
      </Fact>
      {term.target && (
        <Fact label={<Trans>Target</Trans>}>
          <Money value={term.target} />
        </Fact>
      )}
      {term.cap && (
        <Fact label={<Trans>At most</Trans>}>
          <Money value={term.cap} />
        </Fact>
      )}
      <Fact label={<Trans>Is given</Trans>}>
        <SettledByName by={term.settledBy} />
      </Fact>
      {term.isClaimed && (
        <Fact label={<Trans>Claim</Trans>}>
          <Trans>The distributor has to claim it</Trans>
        </Fact>
      )}
      <Fact label={<Trans>Can be used</Trans>}>
        {term.expiresAfterMonths === null ? (
          <Trans>For ever</Trans>
        ) : (
          <Plural value={term.expiresAfterMonths} one="For # month" other="For # months" />
        )}
      </Fact>
    </Facts>
  );
}
