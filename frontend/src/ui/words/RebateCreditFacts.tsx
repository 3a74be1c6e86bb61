import { Trans } from '@lingui/react/macro';
import type { RebateCreditFactsFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';

/** What became of a rebate that was released, like the balance of an account. */
export function RebateCreditFacts({ credit }: { credit: RebateCreditFactsFragment }) {
  return (
    <Facts>
      <Fact label={<Trans>Released</Trans>}>
        <Money value={credit.amount} />
      </Fact>
      <Fact label={<Trans>Used so far</Trans>}>
        <Money value={credit.used} />
      </Fact>
      {!isZero(credit.expired) && (
        <Fact label={<Trans>Lapsed</Trans>}>
          <Money value={credit.expired} />
        </Fact>
      )}
      {!isZero(credit.owedBack) && (
        <Fact label={<Trans>Owed back, from the next rebates</Trans>}>
          <Money value={credit.owedBack} tone="bad" />
        </Fact>
      )}
      {!isZero(credit.withheld) && (
        <Fact label={<Trans>Has to be claimed and agreed to first</Trans>}>
          <Money value={credit.withheld} />
        </Fact>
      )}
      <Fact label={<Trans>Can still be used</Trans>}>
        <Money value={credit.left} />
      </Fact>
      {credit.useUntil && (
        <Fact label={<Trans>To be used until</Trans>}>
          <BusinessDate value={credit.useUntil} />
        </Fact>
      )}
    </Facts>
  );
}
