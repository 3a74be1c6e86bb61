import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Dialog, TextArea, Toast } from 'antd-mobile';
import { useState } from 'react';
import { ConfirmMyStatementDocument, DisputeMyStatementDocument } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Sheet } from '@/ui/Sheet';
import { RefusalNotice } from '../RefusalNotice';
import type { Statement } from './StatementPage';

/** Say that the statement is right, or what is wrong with it. */
export function Answer({ statement }: { statement: Statement }) {
  const { t } = useLingui();
  const [isDisputing, setIsDisputing] = useState(false);
  const confirm = useDeed(ConfirmMyStatementDocument, (data) => data.confirmStatement);
  const { answeredAt, disputeReason, state } = statement;

  const askAndConfirm = async (): Promise<void> => {
    const isSure = await Dialog.confirm({
      title: t`Confirm this statement?`,
      content: t`You agree with every figure on it. This cannot be taken back.`,
      confirmText: t`Confirm`,
      cancelText: t`Not yet`,
    });
    if (!isSure) return;
    const done = await confirm.run({ input: { statementId: statement.id } });
    if (done) Toast.show({ icon: 'success', content: t`Confirmed. Thank you.` });
  };

  if (state === 'CONFIRMED') {
    return answeredAt ? (
      <p className="answer-done">
        <Trans>
          Confirmed on <Instant value={answeredAt} />
        </Trans>
      </p>
    ) : null;
  }
  return (
    <div className="answer">
      <RefusalNotice fault={confirm.fault} />
      {state === 'DISPUTED' && (
        <p className="answer-dispute">
          <Trans>You said what is wrong: “{disputeReason}”. The brand will get in touch.</Trans>
        </p>
      )}
      <div className="answer-bar">
        {state === 'ISSUED' && (
          <Button
            size="large"
            onClick={() => {
              setIsDisputing(true);
            }}
          >
            <Trans>Dispute</Trans>
          </Button>
        )}
        <Button size="large" color="primary" loading={confirm.isBusy} onClick={askAndConfirm}>
          <Trans>Confirm statement</Trans>
        </Button>
      </div>
      <Dispute
        statement={statement}
        isOpen={isDisputing}
        onClose={() => {
          setIsDisputing(false);
        }}
      />
    </div>
  );
}

interface DisputeProps {
  statement: Statement;
  isOpen: boolean;
  onClose: () => void;
}

function Dispute({ statement, isOpen, onClose }: DisputeProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const dispute = useDeed(DisputeMyStatementDocument, (data) => data.disputeStatement);

  const send = async (): Promise<void> => {
    const done = await dispute.run({ input: { statementId: statement.id, reason: reason.trim() } });
    if (!done) return;
    onClose();
    Toast.show({ icon: 'success', content: t`Sent to the brand.` });
  };
  return (
    <Sheet title={<Trans>What is wrong?</Trans>} isOpen={isOpen} onClose={onClose}>
      <RefusalNotice fault={dispute.fault} />
      <div className="answer-reason">
        <TextArea
          aria-label={t`What is wrong?`}
          placeholder={t`Which line, and what it should say`}
          rows={5}
          maxLength={500}
          showCount
          value={reason}
          onChange={setReason}
        />
      </div>
      <Button
        block
        size="large"
        color="primary"
        disabled={reason.trim() === ''}
        loading={dispute.isBusy}
        onClick={send}
      >
        <Trans>Send to the brand</Trans>
      </Button>
    </Sheet>
  );
}
