import { Trans, useLingui } from '@lingui/react/macro';
import { Button, DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { UpdateShipmentDocument } from '@/generated/graphql';
import type { ShipmentState } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import type { Shipment } from './ShipmentPanel';

type Step = 'SHIPPED' | 'DELIVERED' | 'RETURNED' | 'CANCELLED' | 'TRACKING';

const NEXT: Readonly<Record<ShipmentState, readonly Step[]>> = {
  ANNOUNCED: ['SHIPPED', 'TRACKING', 'CANCELLED'],
  SHIPPED: ['DELIVERED', 'TRACKING', 'RETURNED'],
  DELIVERED: ['TRACKING'],
  RETURNED: [],
  CANCELLED: [],
};

interface Props {
  shipment: Shipment;
  onDone: () => void;
}

/** What may be said of a parcel next: it left, it arrived, it came back, or its number was wrong. */
export function ShipmentActions({ shipment, onDone }: Props) {
  const [step, setStep] = useState<Step | null>(null);
  const close = (): void => {
    setStep(null);
  };
  return (
    <span className="shipment-actions">
      {NEXT[shipment.state].map((one) => (
        <Button
          key={one}
          size="small"
          onClick={() => {
            setStep(one);
          }}
        >
          <StepName step={one} />
        </Button>
      ))}
      {step && <News shipment={shipment} step={step} onDone={onDone} onClose={close} />}
    </span>
  );
}

function StepName({ step }: { step: Step }) {
  switch (step) {
    case 'SHIPPED':
      return <Trans>It left…</Trans>;
    case 'DELIVERED':
      return <Trans>It arrived…</Trans>;
    case 'RETURNED':
      return <Trans>It came back…</Trans>;
    case 'CANCELLED':
      return <Trans>Call it off…</Trans>;
    case 'TRACKING':
      return <Trans>Correct the number…</Trans>;
  }
}

function Effect({ step }: { step: Step }) {
  switch (step) {
    case 'SHIPPED':
      return (
        <Trans>
          Once everything of the order has left, it is billed where its channel says so.
        </Trans>
      );
    case 'DELIVERED':
      return <Trans>The distributor sees that it has arrived.</Trans>;
    case 'RETURNED':
      return (
        <Trans>
          It came back undelivered. What it carried may be shipped again; what is billed stays
          billed.
        </Trans>
      );
    case 'CANCELLED':
      return <Trans>Nothing has left. What it would have carried may be shipped otherwise.</Trans>;
    case 'TRACKING':
      return <Trans>From now on files no longer change this parcel.</Trans>;
  }
}

function News({ shipment, step, onDone, onClose }: Props & { step: Step; onClose: () => void }) {
  const { t } = useLingui();
  const field = useId();
  const [day, setDay] = useState(dayjs());
  const [carrier, setCarrier] = useState(shipment.carrier ?? '');
  const [number, setNumber] = useState(shipment.trackingNumber ?? '');
  const [key, renew] = useIdempotencyKey();
  const updating = useDeed(UpdateShipmentDocument, (data) => data.updateShipment);
  const hasDay = step !== 'CANCELLED' && step !== 'TRACKING';

  const update = async (): Promise<void> => {
    const news =
      step === 'TRACKING'
        ? { carrier, trackingNumber: number }
        : { state: step, on: hasDay ? day.format('YYYY-MM-DD') : null };
    const done = await updating.run({
      input: { shipmentId: shipment.id, idempotencyKey: key, ...news },
    });
    if (!done) return;
    renew();
    onClose();
    onDone();
  };

  return (
    <Modal
      open
      title={<StepName step={step} />}
      okText={t`Save`}
      okButtonProps={{ danger: step === 'CANCELLED', loading: updating.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void update();
      }}
      onCancel={onClose}
    >
      <p>
        <Effect step={step} />
      </p>
      <div className="shipment-form">
        {hasDay && (
          <>
            <label htmlFor={`${field}-day`}>
              <Trans>On</Trans>
            </label>
            <DatePicker
              id={`${field}-day`}
              allowClear={false}
              value={day}
              onChange={(next) => {
                if (next) setDay(next);
              }}
              disabledDate={(one) =>
                one.isAfter(dayjs(), 'day') ||
                (shipment.shippedOn !== null && one.isBefore(dayjs(shipment.shippedOn), 'day'))
              }
            />
          </>
        )}
        {step === 'TRACKING' && (
          <>
            <label htmlFor={`${field}-carrier`}>
              <Trans>Carrier</Trans>
            </label>
            <Input
              id={`${field}-carrier`}
              value={carrier}
              maxLength={100}
              onChange={(event) => {
                setCarrier(event.target.value);
              }}
            />
            <label htmlFor={`${field}-number`}>
              <Trans>Tracking number</Trans>
            </label>
            <Input
              id={`${field}-number`}
              value={number}
              maxLength={100}
              onChange={(event) => {
                setNumber(event.target.value);
              }}
            />
          </>
        )}
      </div>
      <DeedFault fault={updating.fault} />
    </Modal>
  );
}
