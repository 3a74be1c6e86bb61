import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { CancelPayoutBatchDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import type { Batch } from './BatchPage';

/** Takes back what has not been sent, and says before what that is. */
export function CancelBatch({ batch, onDone }: { batch: Batch; onDone: () => void }) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key, renew] = useIdempotencyKey();
  const cancelling = useDeed(CancelPayoutBatchDocument, (data) => data.cancelPayoutBatch);
  const isReleased = batch.state === 'RELEASED';
  const ready = batch.ready.totalCount;

  const cancel = async (): Promise<void> => {
    const done = await cancelling.run({
      input: { payoutBatchId: batch.id, reason: reason.trim(), idempotencyKey: key },
    });
    onDone();
    if (!done) return;
    renew();
    setIsOpen(false);
    const { cancelled } = done;
    void message.success(t`${cancelled} payments were taken back.`);
  };

  return (
    <>
      <Button
        danger
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {isReleased ? <Trans>Take back the rest…</Trans> : <Trans>Cancel the batch…</Trans>}
      </Button>
      <Modal
        open={isOpen}
        title={isReleased ? t`Take back what has not been sent?` : t`Cancel this batch?`}
        okText={isReleased ? t`Take back` : t`Cancel the batch`}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: cancelling.isBusy }}
        cancelText={t`Keep it`}
        onOk={() => {
          void cancel();
        }}
        onCancel={() => {
          setIsOpen(false);
        }}
      >
        <p>
          {isReleased ? (
            <Plural
              value={ready}
              one="# payment has not been sent. Its reservation is given back, and the next batch can pay it. What was sent stays as it is."
              other="# payments have not been sent. Their reservations are given back, and the next batch can pay them. What was sent stays as it is."
            />
          ) : (
            <Trans>Nothing of it is paid. The amounts stay due and can be in another batch.</Trans>
          )}
        </p>
        <div className="batch-reason">
          <label htmlFor="cancel-reason">
            <Trans>Why? It is kept.</Trans>
          </label>
          <Input.TextArea
            id="cancel-reason"
            value={reason}
            rows={3}
            maxLength={500}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </div>
        <DeedFault fault={cancelling.fault} />
      </Modal>
    </>
  );
}
