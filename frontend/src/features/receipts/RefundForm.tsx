import { Trans, useLingui } from '@lingui/react/macro';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { RefundReceiptDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { isZero } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { Money } from '@/ui/Money';
import { Term } from '@/ui/trace/Steps';
import { effectOf } from './effect';
import type { Unusable } from './effect';
import type { Receipt } from './ReceiptDrawer';
import './receipts.css';

interface Props {
  receipt: Receipt;
  /** The most that can still be given back. */
  left: MoneyValue;
  onClose: (isDone: boolean) => void;
}

/** How much, why, and what it does; only then the money goes back. */
export function RefundForm({ receipt, left, onClose }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [key, renew] = useIdempotencyKey();
  const [typed, setTyped] = useState(left.amount);
  const [reason, setReason] = useState('');
  const field = useId();
  const refunding = useDeed(RefundReceiptDocument, (data) => data.refundReceipt);
  const effect = effectOf(typed, left, receipt.unapplied);
  const isUsable = typeof effect !== 'string';

  const submit = async (): Promise<void> => {
    if (!isUsable) return;
    const done = await refunding.run({
      input: {
        idempotencyKey: key,
        receiptId: receipt.id,
        amount: effect.back,
        reason: reason.trim(),
      },
    });
    if (!done) return;
    message.success(t`The money is on its way back.`);
    onClose(true);
  };

  return (
    <Modal
      open
      title={<Trans>Give money back</Trans>}
      okText={
        isUsable ? (
          <Trans>
            Give <Money value={effect.back} /> back
          </Trans>
        ) : (
          <Trans>Give back</Trans>
        )
      }
      okButtonProps={{
        danger: true,
        disabled: !isUsable || !reason.trim(),
        loading: refunding.isBusy,
      }}
      onCancel={() => {
        onClose(false);
      }}
      onOk={() => void submit()}
    >
      <div className="refund">
        <label htmlFor={`${field}-amount`}>
          <Trans>Amount</Trans>
        </label>
        <Input
          id={`${field}-amount`}
          inputMode="decimal"
          value={typed}
          suffix={left.currency}
          aria-describedby={`${field}-fault`}
          {...(isUsable ? {} : { status: 'error' as const })}
          onChange={(event) => {
            setTyped(event.target.value);
            renew();
          }}
        />
        <p id={`${field}-fault`} className="t-tone-bad" role="status">
          {!isUsable && <Words unusable={effect} left={left} />}
        </p>
        <label htmlFor={`${field}-reason`}>
          <Trans>Why is it given back? The reason is kept.</Trans>
        </label>
        <Input.TextArea
          id={`${field}-reason`}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            renew();
          }}
        />
        {isUsable && (
          <>
            <h3 className="t-section-title">
              <Trans>What happens</Trans>
            </h3>
            <div className="t-formula">
              <Term label={<Trans>Taken from what is not used yet</Trans>}>
                <Money value={effect.fromUnused} />
              </Term>
              <Term label={<Trans>Open items that are open again</Trans>}>
                <Money value={effect.fromItems} tone={isZero(effect.fromItems) ? 'soft' : 'bad'} />
              </Term>
              <Term label={<Trans>Goes back to the payer</Trans>}>
                <Money value={effect.back} />
              </Term>
            </div>
            <p className="t-soft">
              <Trans>
                It goes back the way it came, and can still be given back afterwards:{' '}
                <Money value={effect.left} />.
              </Trans>
            </p>
          </>
        )}
        <DeedFault fault={refunding.fault} />
      </div>
    </Modal>
  );
}

function Words({ unusable, left }: { unusable: Unusable; left: MoneyValue }) {
  if (unusable === 'unreadable') return <Trans>Write digits with a point, such as 1234.50.</Trans>;
  if (unusable === 'notPositive') return <Trans>The amount must be above zero.</Trans>;
  return (
    <Trans>
      At most <Money value={left} /> can be given back.
    </Trans>
  );
}
