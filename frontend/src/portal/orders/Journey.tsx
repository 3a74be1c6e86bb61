import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { BusinessDate } from '@/ui/Dates';
import type { Order } from './OrderPage';
import './journey.css';

/** Where an order is on its way: ordered, confirmed, shipped, billed. */
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
            label={<Trans>Shipped</Trans>}
            on={order.shippedOn}
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

interface StopProps {
  isReached: boolean;
  isEnd?: boolean;
  label: ReactNode;
  on?: string | null;
}

function Stop({ isReached, isEnd, label, on }: StopProps) {
  return (
    <li className={`${isReached ? 'is-reached' : ''}${isEnd ? ' is-end' : ''}`}>
      <span>{label}</span>
      <small>{on ? <BusinessDate value={on} /> : ' '}</small>
    </li>
  );
}
