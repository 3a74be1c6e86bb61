import { Trans } from '@lingui/react/macro';
import { useHasRole } from '@/app/SessionContext';
import { DecideDiscount } from '@/console/discounts/DecideDiscount';
import { Panel } from '@/console/parts/Panel';
import { PROMOTING, SHIPPING } from '@/lib/roles';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { AskDiscount } from './AskDiscount';
import type { OrderDetail } from './OrderPage';

interface Props {
  order: OrderDetail;
  onDone: () => void;
}

/** The discount that somebody asked for at this order, and what can be said to it. */
export function DiscountPanel({ order, onDone }: Props) {
  const mayAsk = useHasRole(...SHIPPING);
  const mayDecide = useHasRole(...PROMOTING);
  const request = order.discountRequests.find((each) => each.state !== 'REFUSED');
  const isOpen =
    order.kind === 'WHOLESALE' &&
    order.billableOn === null &&
    order.state !== 'CANCELLED' &&
    order.shipments.nodes.length === 0;
  if (!request && !(isOpen && mayAsk)) return null;
  return (
    <Panel
      title={<Trans>Discount by hand</Trans>}
      actions={!request && <AskDiscount order={order} onDone={onDone} />}
    >
      {request ? (
        <>
          <Facts>
            <Fact label={<Trans>State</Trans>}>
              <StateTag kind="discount" state={request.state} />
            </Fact>
            <Fact label={<Trans>Asked for, net</Trans>}>
              <Money value={request.amount} />
            </Fact>
            <Fact label={<Trans>For</Trans>}>
              {request.position === null ? (
                <Trans>The whole order</Trans>
              ) : (
                <Trans>Line {request.position}</Trans>
              )}
            </Fact>
            <Fact label={<Trans>Reason</Trans>}>{request.reason}</Fact>
            <Fact label={<Trans>Asked by</Trans>}>{request.askedBy?.name ?? '–'}</Fact>
            {request.state === 'APPROVED' && (
              <Fact label={<Trans>Approved by</Trans>}>
                {request.decidedBy?.name ?? <Trans>Within the own limit</Trans>}
              </Fact>
            )}
          </Facts>
          {mayDecide && isOpen && <DecideDiscount request={request} onDone={onDone} />}
        </>
      ) : (
        <p className="t-soft">
          <Trans>
            Until the order is billed, something may be taken off for a reason. What is above your
            own limit waits for somebody else.
          </Trans>
        </p>
      )}
    </Panel>
  );
}
