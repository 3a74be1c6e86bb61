import { Trans, useLingui } from '@lingui/react/macro';
import { EstimateMyCommissionDocument } from '@/generated/graphql';
import type { EstimateMyCommissionMutation } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate, Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { Card } from '../Card';
import { RefusalNotice } from '../RefusalNotice';
import { SupposeForm } from './SupposeForm';
import { useEstimate } from './useEstimate';

type Seen = Extract<
  EstimateMyCommissionMutation['estimateCommission'],
  { __typename: 'EstimatedCommission' }
>;
type Target = Seen['targets'][number];

/** How far my running periods are, what the next step brings, and what more would earn. */
export function Targets() {
  const { t } = useLingui();
  const deed = useDeed(EstimateMyCommissionDocument, (answer) => answer.estimateCommission);
  const { seen, suppose } = useEstimate(deed, {});
  if (!seen) return <RefusalNotice fault={deed.fault} />;
  const { targets } = seen;
  if (targets.length === 0) return null;
  const currencies = [...new Set(targets.map((each) => each.soFar.volume.currency))];
  return (
    <Card title={<Trans>Targets</Trans>}>
      <SupposeForm
        label={t`What if this much more is sold?`}
        hint={<Trans>It is counted for each target by itself. Nothing is ordered.</Trans>}
        currencies={currencies}
        isBusy={deed.isBusy}
        onSuppose={({ more }) => {
          void suppose({ more });
        }}
      />
      <RefusalNotice fault={deed.fault} />
      <ul className="targets">
        {targets.map((each) => (
          <li key={`${each.plan?.id ?? ''} ${each.term?.id ?? ''}`}>
            <TargetFacts target={each} />
          </li>
        ))}
      </ul>
      <p className="t-soft earned-note">
        <Trans>
          Counted through <BusinessDate value={seen.asOf} />.
        </Trans>
      </p>
    </Card>
  );
}

function TargetFacts({ target }: { target: Target }) {
  const { plan, term, soFar, next, supposed, gain } = target;
  const rate = term?.bands.find((each) => each.band === soFar.band)?.rate;
  return (
    <>
      <header className="target-head">
        <span className="row-title">
          {plan?.name} <span className="t-soft">{term?.code}</span>
        </span>
        <span className="row-note">
          <Period start={target.ratedFrom} end={target.ratedUntil} />
          {' · '}
          <Counted target={target} />
        </span>
      </header>
      {next && <Bar so={soFar.volume.amount} of={next.then.volume.amount} />}
      <dl className="target-facts">
        <dt>
          <Trans>So far</Trans>
        </dt>
        <dd>
          <Money value={soFar.volume} />
        </dd>
        <dt>
          {target.earnedOn === 'CASH' ? <Trans>Earned, once paid</Trans> : <Trans>Earned</Trans>}
        </dt>
        <dd>
          <Money value={soFar.earned} tone="good" />
          {rate && !isZero(soFar.volume) && (
            <span className="row-note">
              <Rate value={rate} />
            </span>
          )}
        </dd>
      </dl>
      {next && <Step target={target} />}
      {supposed && gain && (
        <p className="target-then">
          <Trans>
            That would earn <Money value={supposed.earned} />: <Money value={gain} tone="good" />{' '}
            more.
          </Trans>
        </p>
      )}
    </>
  );
}

function Step({ target: { term, next } }: { target: Target }) {
  if (!next) return null;
  const band = term?.bands.find((each) => each.band === next.band);
  const more = <Money value={next.more} />;
  return (
    <p>
      {!band && <Trans>{more} more to the next step</Trans>}
      {band && isZero(band.amount) && (
        <Trans>
          {more} more to the next step at <Rate value={band.rate} />
        </Trans>
      )}
      {band && !isZero(band.amount) && (
        <Trans>
          {more} more to the next step, a bonus of <Money value={band.amount} />
        </Trans>
      )}
      <span className="row-note">
        <Trans>
          Then you would have earned <Money value={next.then.earned} />
        </Trans>
      </span>
    </p>
  );
}

function Counted({ target: { plan, term } }: { target: Target }) {
  if (term?.earner === 'ABOVE') return <Trans>sales of those below you</Trans>;
  if (plan?.base === 'MARGIN') return <Trans>your margin</Trans>;
  if (plan?.base === 'GROSS') return <Trans>your sales, with tax</Trans>;
  return <Trans>your sales, without tax</Trans>;
}

/** How far it is to the next step; only drawn, the amounts beside it are the server's. */
export function Bar({ so, of }: { so: string; of: string }) {
  const { t } = useLingui();
  return (
    <progress
      className="target-bar"
      aria-label={t`On the way to the next step`}
      value={Number(so)}
      max={Number(of)}
    />
  );
}
