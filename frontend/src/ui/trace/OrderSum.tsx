import { Trans } from '@lingui/react/macro';
import type { OrderSumFragment } from '@/generated/graphql';
import { isZero, negated } from '@/lib/money';
import { Money } from '../Money';
import { Term } from './Steps';

/** How the total of an order adds up. */
export function OrderSum({ order }: { order: OrderSumFragment }) {
  return (
    <div className="t-formula">
      <Term label={<Trans>Goods</Trans>}>
        <Money value={order.goods} />
      </Term>
      {!isZero(order.discount) && (
        <Term label={<Trans>Discount</Trans>}>
          <Money value={negated(order.discount)} />
        </Term>
      )}
      <Term label={<Trans>Tax</Trans>}>
        <Money value={order.tax} />
      </Term>
      {!isZero(order.freight) && (
        <Term label={<Trans>Freight</Trans>}>
          <Money value={order.freight} />
        </Term>
      )}
      <Term label={<Trans>= order total</Trans>}>
        <Money value={order.total} />
      </Term>
    </div>
  );
}
