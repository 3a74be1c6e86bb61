import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import { isZero, negated } from '@/lib/money';
import { BusinessDate, Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Term } from '@/ui/trace/Steps';
import { ModeName } from './modes';
import type { OrderDetail } from './OrderPage';

/** Where the order came from, who is on its two sides, and how its total adds up. */
export function OrderFacts({ order }: { order: OrderDetail }) {
  return (
    <>
      <Panel title={<Trans>The order</Trans>}>
        <Facts>
          <Fact label={<Trans>Ordered</Trans>}>
            <Instant value={order.orderedAt} />
          </Fact>
          {order.distributor && (
            <Fact label={<Trans>Distributor</Trans>}>
              <Link href={`/distributors/${order.distributor.id}`}>
                {order.distributor.code} {order.distributor.name}
              </Link>
            </Fact>
          )}
          <Fact label={<Trans>Channel</Trans>}>{order.channel?.name ?? '–'}</Fact>
          <Fact label={<Trans>Number in the channel</Trans>}>{order.externalId}</Fact>
          {order.importRun && (
            <Fact label={<Trans>Came in with</Trans>}>
              <Link href={`/imports/${order.importRun.id}`}>{order.importRun.fileName}</Link>
            </Fact>
          )}
          <Fact label={<Trans>Way of settling</Trans>}>
            <ModeName mode={order.mode} />
          </Fact>
          <Fact label={<Trans>Owed by</Trans>}>{order.debtor?.name ?? '–'}</Fact>
          <Fact label={<Trans>Owed to</Trans>}>{order.creditor?.name ?? '–'}</Fact>
          <Fact label={<Trans>Shipped</Trans>}>
            {order.shippedOn ? (
              <BusinessDate value={order.shippedOn} />
            ) : (
              <Trans>Not shipped yet</Trans>
            )}
          </Fact>
          {order.deliveredOn && (
            <Fact label={<Trans>Delivered</Trans>}>
              <BusinessDate value={order.deliveredOn} />
            </Fact>
          )}
          <Fact label={<Trans>Billed from</Trans>}>
            {order.billableOn ? (
              <BusinessDate value={order.billableOn} />
            ) : (
              <Trans>Not billed yet</Trans>
            )}
          </Fact>
        </Facts>
      </Panel>
      <Panel title={<Trans>How the total adds up</Trans>}>
        <div className="t-formula order-sum">
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
          <Term label={<Trans>Freight</Trans>}>
            <Money value={order.freight} />
          </Term>
          <Term label={<Trans>Total</Trans>}>
            <Money value={order.total} />
          </Term>
        </div>
        {order.consumerTotal && (
          <Facts>
            <Fact label={<Trans>Paid by the consumer</Trans>}>
              <Money value={order.consumerTotal} />
            </Fact>
          </Facts>
        )}
      </Panel>
    </>
  );
}
