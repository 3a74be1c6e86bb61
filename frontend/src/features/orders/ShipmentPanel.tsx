import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useHasRole } from '@/app/SessionContext';
import type { Column } from '@/console/list/types';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { SHIPPING } from '@/lib/roles';
import { BusinessDate } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import type { OrderDetail } from './OrderPage';
import { RecordShipment } from './RecordShipment';
import { ShipmentActions } from './ShipmentActions';

export type Shipment = OrderDetail['shipments']['nodes'][number];

const COLUMNS: readonly Column<Shipment>[] = [
  {
    key: 'parcel',
    title: msg`Parcel`,
    cell: (one) => (
      <>
        {one.carrier ?? <Trans>Carrier not named</Trans>}
        <span className="t-block t-soft shipment-number">{one.trackingNumber ?? '–'}</span>
      </>
    ),
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (one) => <StateTag kind="shipment" state={one.state} />,
  },
  {
    key: 'lines',
    title: msg`What it carries`,
    cell: (one) =>
      one.lines.map((line) => (
        <span key={line.orderLine?.id} className="t-block">
          {line.orderLine?.name} × {line.quantity}
        </span>
      )),
  },
  {
    key: 'shippedOn',
    title: msg`Left on`,
    cell: (one) => (one.shippedOn ? <BusinessDate value={one.shippedOn} /> : '–'),
  },
  {
    key: 'endedOn',
    title: msg`Arrived on`,
    cell: (one) => {
      if (one.deliveredOn) return <BusinessDate value={one.deliveredOn} />;
      if (!one.returnedOn) return '–';
      return (
        <>
          <BusinessDate value={one.returnedOn} />
          <span className="t-block t-soft">
            <Trans>back at the sender</Trans>
          </span>
        </>
      );
    },
  },
];

interface Props {
  order: OrderDetail;
  onDone: () => void;
}

/** The parcels of an order, and what can be said of them next. */
export function ShipmentPanel({ order, onDone }: Props) {
  const { t } = useLingui();
  const mayShip = useHasRole(...SHIPPING);
  const canRecord =
    mayShip &&
    order.state === 'CONFIRMED' &&
    order.shippedOn === null &&
    order.lines.nodes.some((line) => line.quantity > line.assignedQuantity);
  const columns: readonly Column<Shipment>[] = mayShip
    ? [
        ...COLUMNS,
        {
          key: 'actions',
          title: msg({ message: 'Next', context: 'shipment' }),
          cell: (one) => <ShipmentActions shipment={one} onDone={onDone} />,
        },
      ]
    : COLUMNS;
  return (
    <div className="panels-wide">
      <Panel
        isFlush
        title={<Trans>Shipments</Trans>}
        actions={canRecord && <RecordShipment order={order} onDone={onDone} />}
      >
        <PlainTable
          label={t`Shipments of the order`}
          rows={order.shipments.nodes}
          columns={columns}
          rowKey={(one) => one.id}
          empty={
            order.shippedOn ? (
              <Trans>All of it left, nobody said by whom.</Trans>
            ) : (
              <Trans>Nothing of it has left yet.</Trans>
            )
          }
        />
      </Panel>
    </div>
  );
}
