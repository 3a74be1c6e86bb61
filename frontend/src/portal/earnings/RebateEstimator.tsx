import { Trans, useLingui } from '@lingui/react/macro';
import { EstimateMyRebateDocument } from '@/generated/graphql';
import type { EstimateMyRebateMutation } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { MeasureName } from '@/ui/words/RebateWords';
import { Card } from '../Card';
import { RefusalNotice } from '../RefusalNotice';
import { SupposeForm } from './SupposeForm';
import { Bar } from './Targets';
import { useEstimate } from './useEstimate';

type Seen = Extract<EstimateMyRebateMutation['estimateRebate'], { __typename: 'EstimatedRebate' }>;
type One = Seen['rebates'][number];

/** What the next step of my rebates brings, and what buying more would earn back. */
export function RebateEstimator() {
  const { t } = useLingui();
  const deed = useDeed(EstimateMyRebateDocument, (answer) => answer.estimateRebate);
  const { seen, suppose } = useEstimate(deed, {});
  if (!seen) return <RefusalNotice fault={deed.fault} />;
  const { rebates } = seen;
  if (rebates.length === 0) return null;
  const currencies = [...new Set(rebates.map((each) => each.soFar.volume.currency))];
  return (
    <Card title={<Trans>Rebate targets</Trans>}>
      <SupposeForm
        label={t`What if you buy this much more?`}
        hint={<Trans>Without tax, for each rebate by itself. Nothing is ordered.</Trans>}
        currencies={currencies}
        countsUnits={rebates.some((each) => each.measure === 'UNITS')}
        isBusy={deed.isBusy}
        onSuppose={(supposed) => {
          void suppose(supposed);
        }}
      />
      <RefusalNotice fault={deed.fault} />
      <ul className="targets">
        {rebates.map((each) => (
          <li key={`${each.planName} ${each.termCode} ${each.ratedFrom}`}>
            <RebateFacts one={each} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RebateFacts({ one }: { one: One }) {
  const { soFar, more, moreUnits, atNext, supposed, gain } = one;
  return (
    <>
      <header className="target-head">
        <span className="row-title">
          {one.planName} <span className="t-soft">{one.termCode}</span>
        </span>
        <span className="row-note">
          <Period start={one.ratedFrom} end={one.ratedUntil} />
          {' · '}
          <MeasureName measure={one.measure} />
        </span>
      </header>
      {atNext && <Bar so={soFar.volume.amount} of={atNext.volume.amount} />}
      <dl className="target-facts">
        <dt>
          <Trans>Bought so far</Trans>
        </dt>
        <dd>
          <Money value={soFar.volume} />
        </dd>
        <dt>
          <Trans>Earned back</Trans>
        </dt>
        <dd>
          <Money value={soFar.amount} tone="good" />
        </dd>
      </dl>
      {moreUnits !== null && (
        <p>
          <Trans>{moreUnits} more units to the next step</Trans>
        </p>
      )}
      {atNext && more && (
        <p>
          <Trans>
            <Money value={more} /> more to the next step
          </Trans>
          <span className="row-note">
            <Trans>
              Then you would have earned <Money value={atNext.amount} />
            </Trans>
          </span>
        </p>
      )}
      {supposed && gain && (
        <p className="target-then">
          <Trans>
            That would earn <Money value={supposed.amount} />: <Money value={gain} tone="good" />{' '}
            more.
          </Trans>
        </p>
      )}
    </>
  );
}
