import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { BookReturnDocument, PreviewReturnDocument } from '@/generated/graphql';
import type { PreviewReturnMutation } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import type { OrderDetail } from './OrderPage';
import { QuantityField } from './QuantityField';
import { ReturnWorth } from './ReturnWorth';

type Line = OrderDetail['lines']['nodes'][number];
export type Seen = Extract<PreviewReturnMutation['previewReturn'], { __typename: 'ReturnPreview' }>;

/** How many units of a line have not come back. */
export function leftOf(order: OrderDetail, line: Line): number {
  return order.returns.nodes
    .flatMap((one) => one.lines)
    .filter((one) => one.orderLine?.id === line.id)
    .reduce((left, one) => left - one.quantity, line.quantity);
}

interface Props {
  order: OrderDetail;
  onDone: () => void;
}

/** Takes units back: which ones, what they give back and what offers take of it, then for good. */
export function ReturnOrder({ order, onDone }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Take goods back…</Trans>
      </Button>
      {isOpen && (
        <Form
          order={order}
          onDone={onDone}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function Form({ order, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const field = useId();
  const lines = order.lines.nodes.filter((line) => leftOf(order, line) > 0);
  const [reference, setReference] = useState(`R-${String(order.returns.nodes.length + 1)}`);
  const [day, setDay] = useState(dayjs());
  const [wanted, setWanted] = useState<ReadonlyMap<number, number>>(new Map());
  const [seen, setSeen] = useState<Seen | null>(null);
  const [key, renew] = useIdempotencyKey();
  const previewing = useDeed(PreviewReturnDocument, (data) => data.previewReturn);
  const booking = useDeed(BookReturnDocument, (data) => data.bookReturn);
  const back = [...wanted]
    .filter(([, quantity]) => quantity > 0)
    .map(([position, quantity]) => ({ position, quantity }));

  const go = async (): Promise<void> => {
    if (!seen) {
      setSeen(await previewing.run({ input: { orderId: order.id, lines: back } }));
      return;
    }
    const done = await booking.run({
      input: {
        orderId: order.id,
        idempotencyKey: key,
        reference: reference.trim(),
        returnedOn: day.format('YYYY-MM-DD'),
        lines: back,
      },
    });
    if (!done) return;
    renew();
    onClose();
    onDone();
    void message.success(t`The return is booked.`);
  };

  return (
    <Modal
      open
      title={t`Take goods back`}
      okText={seen ? t`Book the return` : t`What does it give back?`}
      okButtonProps={{
        disabled: back.length === 0 || reference.trim() === '',
        loading: previewing.isBusy || booking.isBusy,
      }}
      cancelText={t`Not now`}
      onOk={() => {
        void go();
      }}
      onCancel={onClose}
    >
      <div className="shipment-form">
        <label htmlFor={`${field}-reference`}>
          <Trans>Number of the return</Trans>
        </label>
        <Input
          id={`${field}-reference`}
          value={reference}
          maxLength={100}
          onChange={(event) => {
            setReference(event.target.value);
          }}
        />
        <label htmlFor={`${field}-day`}>
          <Trans>Came back on</Trans>
        </label>
        <DatePicker
          id={`${field}-day`}
          allowClear={false}
          value={day}
          onChange={(next) => {
            if (next) setDay(next);
          }}
          disabledDate={(one) =>
            one.isAfter(dayjs(), 'day') || one.isBefore(dayjs(order.orderedOn), 'day')
          }
        />
        {lines.map((line) => (
          <Quantity
            key={line.id}
            line={line}
            left={leftOf(order, line)}
            quantity={wanted.get(line.position) ?? 0}
            onChange={(quantity) => {
              setSeen(null);
              setWanted((before) => new Map(before).set(line.position, quantity));
            }}
          />
        ))}
      </div>
      {seen && <ReturnWorth seen={seen} />}
      <DeedFault fault={previewing.fault ?? booking.fault} />
    </Modal>
  );
}

interface QuantityProps {
  line: Line;
  left: number;
  quantity: number;
  onChange: (quantity: number) => void;
}

function Quantity({ line, left, quantity, onChange }: QuantityProps) {
  return (
    <QuantityField
      line={line}
      left={left}
      quantity={quantity}
      hint={
        <Trans>
          {left} of {line.quantity} still with the buyer
        </Trans>
      }
      onChange={onChange}
    />
  );
}
