import { Trans } from '@lingui/react/macro';
import { BusinessDate, Period } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';

interface Snapshot {
  currency: string;
  rule: { plan: string; name: string; version: number; term: { code: string } };
  inputs: {
    rated_from: string;
    rated_until: string;
    counted_through: string | null;
    volume: string | null;
    came_back: string | null;
    units: number | null;
    rate_ppm: number | null;
  };
}

const PPM_OF_PERCENT = 1_000_000;

/** What a claim was made from, as it was kept when it was made. */
export function ClaimSnapshot({ snapshot }: { snapshot: unknown }) {
  const { currency, rule, inputs } = snapshot as Snapshot;
  const money = (amount: string) => <Money value={{ amount, currency }} />;
  return (
    <Facts>
      <Fact label={<Trans>Rule</Trans>}>
        {rule.plan} v{rule.version} · {rule.term.code}
      </Fact>
      <Fact label={<Trans>Rebate period</Trans>}>
        <Period start={inputs.rated_from} end={inputs.rated_until} />
      </Fact>
      {inputs.counted_through && (
        <Fact label={<Trans>Counted through</Trans>}>
          <BusinessDate value={inputs.counted_through} />
        </Fact>
      )}
      {inputs.volume && (
        <Fact label={<Trans>Bought, without tax</Trans>}>{money(inputs.volume)}</Fact>
      )}
      {inputs.came_back && <Fact label={<Trans>Came back</Trans>}>{money(inputs.came_back)}</Fact>}
      {inputs.rate_ppm !== null && (
        <Fact label={<Trans>Rate</Trans>}>
          <Rate value={String(inputs.rate_ppm / PPM_OF_PERCENT)} />
        </Fact>
      )}
    </Facts>
  );
}
