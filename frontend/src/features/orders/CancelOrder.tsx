import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { CancelOrderDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import { ReasonField, isReason } from '@/ui/ReasonField';

interface Props {
  orderId: string;
  onDone: () => void;
}

/** Takes an order back that is not billed, for a reason. */
export function CancelOrder({ orderId, onDone }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key, renew] = useIdempotencyKey();
  const cancelling = useDeed(CancelOrderDocument, (data) => data.cancelOrder);

  const cancel = async (): Promise<void> => {
    const done = await cancelling.run({
      input: { orderId, reason: reason.trim(), idempotencyKey: key },
    });
    if (!done) return;
    renew();
    setIsOpen(false);
    onDone();
    void message.success(t`The order is cancelled.`);
  };

  return (
    <>
      <Button
        danger
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Cancel the order…</Trans>
      </Button>
      <Modal
        open={isOpen}
        title={t`Cancel this order?`}
        okText={t`Cancel the order`}
        okButtonProps={{ danger: true, disabled: !isReason(reason), loading: cancelling.isBusy }}
        cancelText={t`Keep it`}
        onOk={() => {
          void cancel();
        }}
        onCancel={() => {
          setIsOpen(false);
        }}
      >
        <p>
          <Trans>Nothing of it is billed. Gifts and coupons that it took go to others again.</Trans>
        </p>
        <div className="order-reason">
          <ReasonField
            value={reason}
            placeholder={t`What happened, for whoever reads it later`}
            onChange={setReason}
          />
        </div>
        <DeedFault fault={cancelling.fault} />
      </Modal>
    </>
  );
}
