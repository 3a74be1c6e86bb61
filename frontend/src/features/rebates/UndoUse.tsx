import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { UndoRebateUseDocument } from '@/generated/graphql';
import type { RebateEntryFactsFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { BOOKKEEPING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { ReasonField, isReason } from '@/ui/ReasonField';

interface Props {
  entry: RebateEntryFactsFragment;
  onDone: () => void;
}

/** Takes back what was deducted from open items by one document, for a reason. */
export function UndoUse({ entry, onDone }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key, renew] = useIdempotencyKey();
  const undoing = useDeed(UndoRebateUseDocument, (data) => data.undoRebateUse);
  const mayUndo = useHasRole(...BOOKKEEPING);
  if (!mayUndo || entry.kind !== 'USED' || entry.isUndone) return null;

  const undo = async (): Promise<void> => {
    const input = { rebateEntryId: entry.id, reason: reason.trim(), idempotencyKey: key };
    if (!(await undoing.run({ input }))) return;
    renew();
    setIsOpen(false);
    onDone();
    void message.success(t`It was taken back: what it paid is open again.`);
  };

  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Take back…</Trans>
      </Button>
      <Modal
        open={isOpen}
        title={t`Take back ${entry.number ?? ''}?`}
        okText={t`Take back`}
        okButtonProps={{ danger: true, disabled: !isReason(reason), loading: undoing.isBusy }}
        cancelText={t`Keep it`}
        onOk={() => {
          void undo();
        }}
        onCancel={() => {
          setIsOpen(false);
        }}
      >
        <p>
          <Trans>
            All that this document paid is open again, and what it took of rebates can be used
            again. A statement that shows it stays as it is; the next one shows the difference.
          </Trans>
        </p>
        <div className="rebate-reason">
          <ReasonField
            value={reason}
            placeholder={t`What happened, for whoever reads it later`}
            onChange={setReason}
          />
        </div>
        <DeedFault fault={undoing.fault} />
      </Modal>
    </>
  );
}
