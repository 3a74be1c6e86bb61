import { Trans } from '@lingui/react/macro';
import type {
  RatingPeriod,
  RebateBandFactsFragment,
  RebateMeasure,
  RebateSettledBy,
} from '@/generated/graphql';
import { Money } from '../Money';
import { Rate } from '../Rate';

export function MeasureName({ measure }: { measure: RebateMeasure }) {
  if (measure === 'VOLUME') return <Trans>By volume</Trans>;
  if (measure === 'UNITS') return <Trans>By units</Trans>;
  if (measure === 'GROWTH') return <Trans>By growth</Trans>;
  if (measure === 'TARGET') return <Trans>By target</Trans>;
  return <Trans>By days to pay</Trans>;
}

export function SettledByName({ by }: { by: RebateSettledBy }) {
  if (by === 'GOODS') return <Trans>Deducted from goods</Trans>;
  if (by === 'FREE_GOODS') return <Trans>As free goods</Trans>;
  return <Trans>In cash</Trans>;
}

export function EveryName({ every }: { every: RatingPeriod }) {
  if (every === 'MONTH') return <Trans>Each month</Trans>;
  if (every === 'QUARTER') return <Trans>Each quarter</Trans>;
  return <Trans>Each year</Trans>;
}

interface LimitProps {
  text: string;
  measure: RebateMeasure;
  currency: string;
}

function Limit({ text, measure, currency }: LimitProps) {
  if (measure === 'VOLUME') return <Money value={{ amount: text, currency }} />;
  if (measure === 'UNITS') return <Trans>{text} units</Trans>;
  if (measure === 'DAYS_TO_PAY') return <Trans>{text} days</Trans>;
  return <span className="t-money">{text} %</span>;
}

interface BandProps {
  band: RebateBandFactsFragment;
  measure: RebateMeasure;
}

/** From where up to where a band reaches; its end is the beginning of the next one. */
export function BandSpan({ band, measure }: BandProps) {
  const { currency } = band;
  const start = <Limit text={band.starts} measure={measure} currency={currency} />;
  if (band.until === null) return <Trans>from {start}</Trans>;
  const until = <Limit text={band.until} measure={measure} currency={currency} />;
  return (
    <Trans>
      from {start} to below {until}
    </Trans>
  );
}

export function BandPays({ band }: { band: RebateBandFactsFragment }) {
  return (
    <>
      <Rate value={band.rate} />
      {!/^0*\.?0*$/.test(band.amount.amount) && (
        <>
          {' + '}
          <Money value={band.amount} />
        </>
      )}
    </>
  );
}
