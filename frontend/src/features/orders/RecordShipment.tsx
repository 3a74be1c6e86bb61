import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { RecordShipmentDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import type { OrderDetail } from './OrderPage';
import { QuantityField } from './QuantityField';

type Line = OrderDetail['lines']['nodes'][number];

const leftOf = (line: Line): number => line.quantity - line.assignedQuantity;

/** Writes down a parcel: by whom, under which number, since when, and how much of each line. */
export function RecordShipment({ order, onDone }: { order: OrderDetail; onDone: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Record a shipment…</Trans>
      </Button>
      {isOpen && <Form order={order} onDone={onDone} onClose={close} />}
    </>
  );
}

interface FormProps {
  order: OrderDetail;
  onDone: () => void;
  onClose: () => void;
}

function Form({ order, onDone, onClose }: FormProps) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const field = useId();
  const lines = order.lines.nodes.filter((line) => leftOf(line) > 0);
  const [carrier, setCarrier] = useState('');
  const [number, setNumber] = useState('');
  const [day, setDay] = useState<dayjs.Dayjs | null>(dayjs());
  const [wanted, setWanted] = useState(new Map(lines.map((line) => [line.id, leftOf(line)])));
  const [key, renew] = useIdempotencyKey();
  const recording = useDeed(RecordShipmentDocument, (data) => data.recordShipment);
  const total = [...wanted.values()].reduce((sum, quantity) => sum + quantity, 0);

  const record = async (): Promise<void> => {
    const done = await recording.run({
      input: {
        orderId: order.id,
        idempotencyKey: key,
        carrier: carrier.trim() || null,
        trackingNumber: number.trim() || null,
        shippedOn: day?.format('YYYY-MM-DD') ?? null,
        lines: [...wanted]
          .filter(([, quantity]) => quantity > 0)
          .map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
      },
    });
    if (!done) return;
    renew();
    onClose();
    onDone();
    void message.success(t`The shipment is recorded.`);
  };

  return (
    <Modal
      open
      title={t`Record a shipment`}
      okText={t`Record`}
      okButtonProps={{ disabled: total === 0, loading: recording.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void record();
      }}
      onCancel={onClose}
    >
      <div className="shipment-form">
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
        <label htmlFor={`${field}-day`}>
          <Trans>Left on</Trans>
        </label>
        <div>
          <DatePicker
            id={`${field}-day`}
            value={day}
            onChange={setDay}
            disabledDate={(one) =>
              one.isAfter(dayjs(), 'day') || one.isBefore(dayjs(order.orderedOn), 'day')
            }
          />
          <span className="t-block t-soft">
            <Trans>Announced only, if you choose no day</Trans>
          </span>
        </div>
        {lines.map((line) => (
          <Quantity
            key={line.id}
            line={line}
            quantity={wanted.get(line.id) ?? 0}
            onChange={(quantity) => {
              setWanted((before) => new Map(before).set(line.id, quantity));
            }}
          />
        ))}
      </div>
      <DeedFault fault={recording.fault} />
    </Modal>
  );
}

interface QuantityProps {
  line: Line;
  quantity: number;
  onChange: (quantity: number) => void;
}

function Quantity({ line, quantity, onChange }: QuantityProps) {
  const left = leftOf(line);
  return (
    <QuantityField
      line={line}
      left={left}
      quantity={quantity}
      hint={
        <Trans>
          {left} of {line.quantity} left
        </Trans>
      }
      onChange={onChange}
    />
  );
}
