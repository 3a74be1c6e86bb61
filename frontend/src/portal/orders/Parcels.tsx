import { Trans, useLingui } from '@lingui/react/macro';
import { Toast } from 'antd-mobile';
import { BusinessDate } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import type { Order } from './OrderPage';

type Parcel = Order['shipments']['nodes'][number];

/** Each parcel of an order: who carries it, by which number, and what is in it. */
export function Parcels({ order }: { order: Order }) {
  const waiting = order.lines.nodes.reduce(
    (sum, line) => sum + line.quantity - line.assignedQuantity,
    0,
  );
  return (
    <ul className="parcels">
      {order.shipments.nodes.map((parcel) => (
        <li key={parcel.id}>
          <Head parcel={parcel} />
          <Tracking parcel={parcel} />
          <p className="t-soft">
            {parcel.lines.map((line) => (
              <span key={line.orderLine?.id} className="t-block">
                {line.orderLine?.name} × {line.quantity}
              </span>
            ))}
          </p>
        </li>
      ))}
      {waiting > 0 && (
        <li className="t-soft">
          <Trans>Not sent yet: {waiting} pieces</Trans>
        </li>
      )}
    </ul>
  );
}

function Head({ parcel }: { parcel: Parcel }) {
  const day = parcel.deliveredOn ?? parcel.returnedOn ?? parcel.shippedOn;
  return (
    <p className="parcel-head">
      <StateTag kind="shipment" state={parcel.state} />
      {day && <BusinessDate value={day} />}
    </p>
  );
}

function Tracking({ parcel }: { parcel: Parcel }) {
  const { t } = useLingui();
  const number = parcel.trackingNumber;
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      Toast.show({ content: t`The tracking number is copied.` });
    } catch {
      // Some browsers inside other apps keep it from us; the number can be marked and copied.
      Toast.show({ content: t`Hold the number to copy it.` });
    }
  };
  return (
    <p className="parcel-tracking">
      {parcel.carrier && <span>{parcel.carrier}</span>}
      {number && <span className="parcel-number">{number}</span>}
      {number && (
        <button
          type="button"
          className="parcel-copy"
          aria-label={t`Copy the tracking number ${number}`}
          onClick={() => void copy(number)}
        >
          <Trans>Copy</Trans>
        </button>
      )}
    </p>
  );
}
