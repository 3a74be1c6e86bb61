import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { AskDiscountDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import { ReasonField, isReason } from '@/ui/ReasonField';
import type { OrderDetail } from './OrderPage';

interface Props {
  order: OrderDetail;
  onDone: () => void;
}

/** Asks for a discount: how much, on what, and why. */
export function AskDiscount({ order, onDone }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const [position, setPosition] = useState('');
  const [reason, setReason] = useState('');
  const [key, renew] = useIdempotencyKey();
  const asking = useDeed(AskDiscountDocument, (data) => data.askDiscount);

  const ask = async (): Promise<void> => {
    const done = await asking.run({
      input: {
        orderId: order.id,
        idempotencyKey: key,
        amount: { amount: amount.trim(), currency: order.total.currency },
        reason: reason.trim(),
        position: position === '' ? null : Number(position),
      },
    });
    if (!done) return;
    renew();
    setIsOpen(false);
    onDone();
    void message.success(
      done.request?.state === 'WAITING'
        ? t`It is above your limit and waits for somebody else.`
        : t`The order is priced with it.`,
    );
  };

  return (
    <>
      <Button
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Ask for a discount…</Trans>
      </Button>
      <Modal
        open={isOpen}
        title={t`Ask for a discount`}
        okText={t`Ask for it`}
        okButtonProps={{
          disabled: amount.trim() === '' || !isReason(reason),
          loading: asking.isBusy,
        }}
        cancelText={t`Not now`}
        onOk={() => {
          void ask();
        }}
        onCancel={() => {
          setIsOpen(false);
        }}
      >
        <div className="order-reason">
          <TextField
            label={<Trans>Amount off, net, in {order.total.currency}</Trans>}
            value={amount}
            onChange={setAmount}
          />
          <ChoiceField
            label={t`For`}
            value={position}
            options={[
              { value: '', label: t`The whole order` },
              ...order.lines.nodes.map((line) => ({
                value: String(line.position),
                label: `${String(line.position)} · ${line.name}`,
              })),
            ]}
            onChange={setPosition}
          />
          <ReasonField
            value={reason}
            placeholder={t`Why, for whoever approves it and whoever reads it later`}
            onChange={setReason}
          />
        </div>
        <DeedFault fault={asking.fault} />
      </Modal>
    </>
  );
}
