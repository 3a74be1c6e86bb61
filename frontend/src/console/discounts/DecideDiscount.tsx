import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ApproveDiscountDocument, RefuseDiscountDocument } from '@/generated/graphql';
import type { DiscountFieldsFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import { ReasonField, isReason } from '@/ui/ReasonField';
import './discounts.css';

interface Props {
  request: DiscountFieldsFragment;
  onDone: () => void;
}

/** Approves a discount that somebody else asked for, or refuses it for a reason. */
export function DecideDiscount({ request, onDone }: Props) {
  const [key, renew] = useIdempotencyKey();
  const [isRefusing, setIsRefusing] = useState(false);
  const approving = useDeed(ApproveDiscountDocument, (data) => data.approveDiscount);
  if (request.state === 'REFUSED') return null;
  return (
    <span className="discount-deeds">
      {request.state === 'WAITING' && (
        <Button
          size="small"
          type="primary"
          loading={approving.isBusy}
          onClick={async () => {
            const done = await approving.run({
              input: { requestId: request.id, idempotencyKey: key },
            });
            if (!done) return;
            renew();
            onDone();
          }}
        >
          <Trans>Approve</Trans>
        </Button>
      )}
      <Button
        size="small"
        onClick={() => {
          setIsRefusing(true);
        }}
      >
        {request.state === 'WAITING' ? <Trans>Refuse…</Trans> : <Trans>Take it off again…</Trans>}
      </Button>
      <DeedFault fault={approving.fault} />
      {isRefusing && (
        <Refusing
          request={request}
          onDone={onDone}
          onClose={() => {
            setIsRefusing(false);
          }}
        />
      )}
    </span>
  );
}

function Refusing({ request, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const [key, renew] = useIdempotencyKey();
  const refusing = useDeed(RefuseDiscountDocument, (data) => data.refuseDiscount);
  const refuse = async (): Promise<void> => {
    const done = await refusing.run({
      input: { requestId: request.id, reason: reason.trim(), idempotencyKey: key },
    });
    if (!done) return;
    renew();
    onClose();
    onDone();
  };
  return (
    <Modal
      open
      title={t`Refuse this discount?`}
      okText={t`Refuse`}
      okButtonProps={{ danger: true, disabled: !isReason(reason), loading: refusing.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void refuse();
      }}
      onCancel={onClose}
    >
      <p>
        <Trans>
          <Money value={request.amount} /> off, asked for because: {request.reason}
        </Trans>
      </p>
      <div className="discount-form">
        <ReasonField value={reason} placeholder={t`Why it is not given`} onChange={setReason} />
      </div>
      <DeedFault fault={refusing.fault} />
    </Modal>
  );
}
