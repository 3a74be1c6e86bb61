import { Trans } from '@lingui/react/macro';
import type { AccruedRebateFragment } from '@/generated/graphql';
import { Money } from '../Money';
import { Rate } from '../Rate';

/** How much more reaches the next step, and what it pays. */
export function NextRebate({ rebate }: { rebate: AccruedRebateFragment }) {
  const { more, moreUnits, nextRate } = rebate;
  if (nextRate === null) return null;
  const rate = <Rate value={nextRate} />;
  if (moreUnits !== null)
    return (
      <Trans>
        {moreUnits} more units to {rate}
      </Trans>
    );
  if (!more) return null;
  const money = <Money value={more} />;
  return (
    <Trans>
      {money} more to {rate}
    </Trans>
  );
}
