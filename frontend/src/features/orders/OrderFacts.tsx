import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import { BusinessDate, Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { OrderSum } from '@/ui/trace/OrderSum';
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
        <div className="order-sum">
          <OrderSum order={order} />
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
