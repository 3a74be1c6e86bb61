import { Trans } from '@lingui/react/macro';
import type { OrderGift } from '@/ui/trace/offerSteps';

/** How a gift that waits for the payment stands. */
export function GiftWords({ gift }: { gift: OrderGift }) {
  return gift.isTaken ? (
    <Trans>Given: the order is paid</Trans>
  ) : (
    <Trans>Given when the order is paid, while there are any</Trans>
  );
}
