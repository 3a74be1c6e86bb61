import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import { BOOKKEEPING } from '@/console/roles';
import { AnswerDisputeDocument } from '@/generated/graphql';
import type { LineDisputeFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { LineWords } from '@/ui/words/LineWords';
import type { Statement } from './StatementPage';
import type { StatementLine } from './sections';
import type { StatementLines } from './useStatementLines';

interface Props {
  statement: Statement;
  found: StatementLines | null;
}

/** What the distributor says is wrong with which line, each to be answered by itself. */
export function Disputes({ statement, found }: Props) {
  const mayAnswer = useHasRole(...BOOKKEEPING);
  const { disputes } = statement;
  if (disputes.length === 0) return null;
  return (
    <Panel title={<Trans>Disputed lines</Trans>} isFlush>
      <ul className="disputes">
        {disputes.map((dispute) => (
          <li key={dispute.position}>
            <DisputedLine
              line={found?.lines.find((line) => line.position === dispute.position)}
              dispute={dispute}
            />
            {mayAnswer && dispute.state === 'OPEN' && (
              <Answers statementId={statement.id} dispute={dispute} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface LineProps {
  line: StatementLine | undefined;
  dispute: LineDisputeFragment;
}

function DisputedLine({ line, dispute }: LineProps) {
  const { position, state, reason, raisedAt, answer, answeredAt } = dispute;
  return (
    <div className="dispute-what">
      <div className="dispute-line">
        <span>
          {line ? (
            <>
              {line.reference}{' '}
              <span className="t-soft">
                <LineWords section={line.section} detail={line.detail} />
              </span>
            </>
          ) : (
            <Trans>Line {position}</Trans>
          )}
        </span>
        {line && <Money value={line.amount} trace={line.subject?.id} />}
        <StateTag kind="dispute" state={state} />
      </div>
      <p>
        {reason}{' '}
        <span className="t-soft">
          <Instant value={raisedAt} />
        </span>
      </p>
      {answer && answeredAt && (
        <p className="dispute-answer">
          {answer}{' '}
          <span className="t-soft">
            <Instant value={answeredAt} />
          </span>
        </p>
      )}
    </div>
  );
}

interface AnswersProps {
  statementId: string;
  dispute: LineDisputeFragment;
}

function Answers({ statementId, dispute }: AnswersProps) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [verdict, setVerdict] = useState<'agree' | 'decline' | null>(null);
  const [answer, setAnswer] = useState('');
  const answering = useDeed(AnswerDisputeDocument, (data) => data.answerDispute);
  const isAccepted = verdict === 'agree';

  const send = async (): Promise<void> => {
    const { position } = dispute;
    const done = await answering.run({
      input: { statementId, position, isAccepted, answer: answer.trim() },
    });
    if (!done) return;
    setVerdict(null);
    void message.success(t`The distributor can read the answer.`);
  };

  return (
    <Space>
      <Button
        size="small"
        onClick={() => {
          setVerdict('agree');
        }}
      >
        <Trans>Agree…</Trans>
      </Button>
      <Button
        size="small"
        onClick={() => {
          setVerdict('decline');
        }}
      >
        <Trans>Decline…</Trans>
      </Button>
      <Modal
        open={verdict !== null}
        title={isAccepted ? t`The distributor is right` : t`The line is right`}
        okText={t`Send the answer`}
        okButtonProps={{ disabled: answer.trim() === '', loading: answering.isBusy }}
        cancelText={t`Not now`}
        onOk={() => {
          void send();
        }}
        onCancel={() => {
          setVerdict(null);
        }}
      >
        <div className="dispute-form">
          <p>{dispute.reason}</p>
          <DeedFault fault={answering.fault} />
          <textarea
            rows={3}
            maxLength={500}
            value={answer}
            aria-label={t`Answer`}
            placeholder={
              isAccepted ? t`What is done about it; the distributor reads it` : t`Why it is right`
            }
            onChange={(event) => {
              setAnswer(event.target.value);
            }}
          />
        </div>
      </Modal>
    </Space>
  );
}
