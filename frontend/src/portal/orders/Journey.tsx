import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { BusinessDate } from '@/ui/Dates';
import type { Order } from './OrderPage';
import './journey.css';

/** Where an order is on its way: ordered, confirmed, shipped, delivered, billed. */
export function Journey({ order }: { order: Order }) {
  const isCancelled = order.state === 'CANCELLED';
  const isConfirmed = order.state === 'CONFIRMED';
  return (
    <ol className="journey">
      <Stop isReached label={<Trans>Ordered</Trans>} on={order.orderedOn} />
      {isCancelled ? (
        <Stop isReached isEnd label={<Trans>Cancelled</Trans>} />
      ) : (
        <>
          <Stop isReached={isConfirmed} label={<Trans>Confirmed</Trans>} />
          <Stop
            isReached={order.shippedOn !== null}
            isHalf={order.shipments.nodes.some(isOnItsWay)}
            label={<Trans>Shipped</Trans>}
            on={order.shippedOn}
          />
          <Stop
            isReached={order.deliveredOn !== null}
            isHalf={order.shipments.nodes.some((one) => one.state === 'DELIVERED')}
            label={<Trans>Delivered</Trans>}
            on={order.deliveredOn}
          />
          <Stop
            isReached={order.billableOn !== null}
            label={<Trans>Billed</Trans>}
            on={order.billableOn}
          />
        </>
      )}
    </ol>
  );
}

const isOnItsWay = (one: Order['shipments']['nodes'][number]): boolean =>
  one.state === 'SHIPPED' || one.state === 'DELIVERED';

interface StopProps {
  isReached: boolean;
  /** Part of the goods got there. */
  isHalf?: boolean;
  isEnd?: boolean;
  label: ReactNode;
  on?: string | null;
}

function Stop({ isReached, isHalf = false, isEnd, label, on }: StopProps) {
  const isInPart = isHalf && !isReached;
  return (
    <li
      className={`${isReached ? 'is-reached' : ''}${isInPart ? 'is-half' : ''}${isEnd ? ' is-end' : ''}`}
    >
      <span>{label}</span>
      <small>{on ? <BusinessDate value={on} /> : isInPart ? <Trans>in part</Trans> : ' '}</small>
    </li>
  );
}
