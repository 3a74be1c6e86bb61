import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { OrderPageDocument } from '@/generated/graphql';
import type { OrderPageQuery } from '@/generated/graphql';
import { FINANCE, SHIPPING } from '@/lib/roles';
import { StateTag } from '@/ui/StateTag';
import { CancelOrder } from './CancelOrder';
import { DiscountPanel } from './DiscountPanel';
import { OfferPanel } from './OfferPanel';
import { OrderFacts } from './OrderFacts';
import { OrderLines } from './OrderLines';
import { CommissionPanel, ReceivablePanel, ReturnPanel } from './OrderPanels';
import { ShipmentPanel } from './ShipmentPanel';
import './orders.css';

export type OrderDetail = NonNullable<OrderPageQuery['order']>;

/** One order: what was bought, how it travels, who owes what for it, what came back, and who earned on it. */
export function OrderPage() {
  // Salespeople see what was sold, not who earns on it.
  const money = useHasRole(...FINANCE);
  const maySell = useHasRole(...SHIPPING);
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: OrderPageDocument,
    variables: { id: decodeURIComponent(id), money },
  });
  const [{ data }, ask] = query;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <SubjectPage
      kind={<Trans>Order</Trans>}
      list={{ href: '/orders', title: <Trans>All orders</Trans> }}
      query={query}
      subject={data?.order}
      missing={<Trans>There is no such order.</Trans>}
    >
      {(order) => (
        <Page
          title={
            <span className="order-title">
              <span>
                <Trans>Order {order.number}</Trans>
              </span>
              <StateTag kind="order" state={order.state} />
              <StateTag kind="orderKind" state={order.kind} />
            </span>
          }
          actions={
            maySell &&
            order.billableOn === null &&
            order.state !== 'CANCELLED' && <CancelOrder orderId={order.id} onDone={again} />
          }
        >
          <div className="panels panels-2">
            <OrderFacts order={order} />
            <OrderLines order={order} />
            <OfferPanel order={order} />
            <DiscountPanel order={order} onDone={again} />
            <ShipmentPanel order={order} onDone={again} />
            <ReceivablePanel order={order} />
            <CommissionPanel order={order} />
            {order.billableOn && <ReturnPanel order={order} onDone={again} />}
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}
