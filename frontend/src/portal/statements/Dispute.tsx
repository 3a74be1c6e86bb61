import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextArea, Toast } from 'antd-mobile';
import { useId, useState } from 'react';
import { DisputeMyStatementDocument } from '@/generated/graphql';
import type { StatementMovementFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import { Sheet } from '@/ui/Sheet';
import { LineWords } from '@/ui/words/LineWords';
import { RefusalNotice } from '../RefusalNotice';
import type { Statement } from './StatementPage';

interface Props {
  statement: Statement;
  lines: readonly StatementMovementFragment[];
  isOpen: boolean;
  onClose: () => void;
}

/** Choose the lines that are wrong and say what is wrong with each, or with the whole. */
export function Dispute({ statement, lines, isOpen, onClose }: Props) {
  const { t } = useLingui();
  const [reasons, setReasons] = useState<ReadonlyMap<number, string>>(new Map());
  const [whole, setWhole] = useState('');
  const dispute = useDeed(DisputeMyStatementDocument, (data) => data.disputeStatement);
  const settled = new Set(
    statement.disputes.filter(({ state }) => state !== 'DECLINED').map(({ position }) => position),
  );
  const said = [...reasons].map(([position, reason]) => ({ position, reason: reason.trim() }));
  const isFirst = statement.state === 'ISSUED';
  const isSaid =
    said.every(({ reason }) => reason !== '') &&
    (said.length > 0 || (isFirst && whole.trim() !== ''));

  const say = (position: number, reason: string | null): void => {
    const changed = new Map(reasons);
    if (reason === null) changed.delete(position);
    else changed.set(position, reason);
    setReasons(changed);
  };
  const send = async (): Promise<void> => {
    const done = await dispute.run({
      input: { statementId: statement.id, reason: whole.trim(), lines: said },
    });
    if (!done) return;
    setReasons(new Map());
    setWhole('');
    onClose();
    Toast.show({ icon: 'success', content: t`Sent to the brand.` });
  };

  return (
    <Sheet title={<Trans>What is wrong?</Trans>} isOpen={isOpen} onClose={onClose}>
      <RefusalNotice fault={dispute.fault} />
      <p className="t-soft">
        <Trans>Choose the lines that are wrong.</Trans>
      </p>
      <ul className="dispute-lines">
        {lines
          .filter(({ position }) => !settled.has(position))
          .map((line) => (
            <DisputableLine
              key={line.position}
              line={line}
              reason={reasons.get(line.position) ?? null}
              onSay={(reason) => {
                say(line.position, reason);
              }}
            />
          ))}
      </ul>
      {isFirst && (
        <div className="answer-reason">
          <TextArea
            aria-label={t`What is wrong with the whole?`}
            placeholder={
              said.length > 0
                ? t`Anything else? You may leave this empty.`
                : t`Or say what is wrong with the whole`
            }
            rows={3}
            maxLength={500}
            showCount
            value={whole}
            onChange={setWhole}
          />
        </div>
      )}
      <Button
        block
        size="large"
        color="primary"
        disabled={!isSaid}
        loading={dispute.isBusy}
        onClick={send}
      >
        <Trans>Send to the brand</Trans>
      </Button>
    </Sheet>
  );
}

interface LineProps {
  line: StatementMovementFragment;
  /** What is said to be wrong; null while the line is not chosen. */
  reason: string | null;
  onSay: (reason: string | null) => void;
}

function DisputableLine({ line, reason, onSay }: LineProps) {
  const { t } = useLingui();
  const id = useId();
  const { reference } = line;
  return (
    <li>
      <label className="dispute-line" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={reason !== null}
          onChange={(event) => {
            onSay(event.target.checked ? '' : null);
          }}
        />
        <span className="dispute-what">
          <LineWords section={line.section} detail={line.detail} />
          <span className="t-block t-soft">{reference}</span>
        </span>
        <Money value={line.amount} />
      </label>
      {reason !== null && (
        <div className="answer-reason">
          <TextArea
            aria-label={t`What is wrong with ${reference}?`}
            placeholder={t`What it should say, and why`}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={onSay}
          />
        </div>
      )}
    </li>
  );
}
