import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Dialog, Toast } from 'antd-mobile';
import { useState } from 'react';
import { ConfirmMyStatementDocument } from '@/generated/graphql';
import type { StatementMovementFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate, Instant } from '@/ui/Dates';
import { RefusalNotice } from '../RefusalNotice';
import { Dispute } from './Dispute';
import type { Statement } from './StatementPage';

interface Props {
  statement: Statement;
  lines: readonly StatementMovementFragment[];
}

/** Say that the statement is right, or what is wrong with which line. */
export function Answer({ statement, lines }: Props) {
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

  if (state === 'SUPERSEDED') return null;
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
      {state === 'DISPUTED' && statement.disputes.length === 0 && (
        <p className="answer-dispute">
          <Trans>You said what is wrong: “{disputeReason}”. The brand will get in touch.</Trans>
        </p>
      )}
      {state === 'ISSUED' && statement.answerBy && (
        <p className="answer-dispute">
          {statement.silenceConfirms ? (
            <Trans>
              If you say nothing until <BusinessDate value={statement.answerBy} />, it counts as
              confirmed.
            </Trans>
          ) : (
            <Trans>
              You can dispute it until <BusinessDate value={statement.answerBy} />.
            </Trans>
          )}
        </p>
      )}
      <div className="answer-bar">
        <Button
          size="large"
          onClick={() => {
            setIsDisputing(true);
          }}
        >
          {state === 'ISSUED' ? <Trans>Dispute</Trans> : <Trans>Dispute a line</Trans>}
        </Button>
        <Button size="large" color="primary" loading={confirm.isBusy} onClick={askAndConfirm}>
          <Trans>Confirm statement</Trans>
        </Button>
      </div>
      <Dispute
        statement={statement}
        lines={lines}
        isOpen={isDisputing}
        onClose={() => {
          setIsDisputing(false);
        }}
      />
    </div>
  );
}
