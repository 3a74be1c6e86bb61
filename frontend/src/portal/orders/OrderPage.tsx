import { Trans } from '@lingui/react/macro';
import { Fragment } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { MyOrderDocument } from '@/generated/graphql';
import type { MyOrderQuery } from '@/generated/graphql';
import { isNegative, isZero, negated } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { OrderSum } from '@/ui/trace/OrderSum';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { EarnedRow } from '../earnings/EarnedRow';
import { ItemRow } from '../pay/ItemRow';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';
import { useGrants } from '../useGrants';
import { Journey } from './Journey';
import { Offers } from './Offers';
import { Parcels } from './Parcels';

export type Order = NonNullable<MyOrderQuery['order']>;

/** An order: where it is, what is in it, what it costs, what is owed and earned on it. */
export function OrderPage() {
  const { id } = useParams<{ id: string }>();
  const { money } = useGrants();
  const query = useQuery({ query: MyOrderDocument, variables: { id, money } });
  const order = query[0].data?.order;
  return (
    <Screen
      title={order?.number ?? <Trans>Order</Trans>}
      back="/orders"
      aside={order && <StateTag kind="order" state={order.state} />}
    >
      <Loaded query={query}>
        {(answer) =>
          answer.order ? (
            <Found order={answer.order} ownId={answer.viewer.distributor?.id} />
          ) : (
            <EmptyState title={<Trans>There is no such order.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Found({ order, ownId }: { order: Order; ownId: string | undefined }) {
  const items = order.receivables.nodes;
  const returns = order.returns.nodes;
  const earned = order.commissionLines?.nodes ?? [];
  return (
    <div className="columns">
      <div>
        <Card>
          <Journey order={order} />
        </Card>
        {order.shipments.nodes.length > 0 && (
          <Card title={<Trans>Parcels</Trans>}>
            <Parcels order={order} />
          </Card>
        )}
        <Card title={<Trans>Goods</Trans>}>
          <Rows>
            {order.lines.nodes.map((line) => (
              <Row
                key={line.id}
                trace={line.id}
                title={line.name}
                note={
                  <>
                    <Money value={line.unitPrice} /> × {line.quantity} · {line.sku}
                  </>
                }
                end={<Money value={line.net} />}
              />
            ))}
          </Rows>
        </Card>
      </div>
      <div>
        <Card title={<Trans>Total</Trans>}>
          <div className="in-card">
            <OrderSum order={order} />
          </div>
        </Card>
        <Offers order={order} />
        {items.length > 0 && (
          <Card title={<Trans>What is owed for it</Trans>}>
            <Rows>
              {items.map((item) => (
                <ItemRow
                  key={item.id}
                  item={item}
                  debtor={order.distributor?.id === ownId ? null : item.debtor?.name}
                />
              ))}
            </Rows>
          </Card>
        )}
        {returns.length > 0 && (
          <Card title={<Trans>Returns</Trans>}>
            <Rows>
              {returns.map((one) => (
                <Fragment key={one.id}>
                  <Row
                    trace={one.creditNote?.id}
                    title={<BusinessDate value={one.returnedOn} />}
                    note={one.creditNote?.number}
                    end={<Money value={negated(one.total)} />}
                  />
                  {one.charged && !isZero(one.charged) && (
                    <Row
                      trace={one.charge?.id}
                      title={
                        isNegative(one.charged) ? (
                          <Trans>Charged discount, taken back</Trans>
                        ) : (
                          <Trans>Discount that what stays lost</Trans>
                        )
                      }
                      note={one.charge?.number}
                      end={<Money value={one.charged} />}
                    />
                  )}
                </Fragment>
              ))}
            </Rows>
          </Card>
        )}
        {earned.length > 0 && (
          <Card title={<Trans>Commission</Trans>}>
            <Rows>
              {earned.map((line) => (
                <EarnedRow key={line.id} line={line} />
              ))}
            </Rows>
          </Card>
        )}
      </div>
    </div>
  );
}
