import type { OrderRowFragment } from '@/generated/graphql';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { Row } from '../Rows';

interface Props {
  order: OrderRowFragment;
  /** My own distributor: orders of others say whose they are. */
  ownId: string | undefined;
}

export function OrderRow({ order, ownId }: Props) {
  const { distributor } = order;
  return (
    <Row
      href={`/orders/${order.id}`}
      title={order.number}
      note={
        <>
          <BusinessDate value={order.orderedOn} />
          {distributor && distributor.id !== ownId && ` · ${distributor.name}`}
        </>
      }
      end={<Money value={order.total} />}
      endNote={<StateTag kind="order" state={order.state} />}
    />
  );
}
