import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import { BOOKKEEPING } from '@/console/roles';
import { SendStatementDocument } from '@/generated/graphql';
import type { SentLetterFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import type { Statement } from './StatementPage';

/** Who was e-mailed about a statement, what became of it, and sending it again. */
export function Letters({ statement }: { statement: Statement }) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const maySend = useHasRole(...BOOKKEEPING);
  const key = useRef(crypto.randomUUID());
  const sending = useDeed(SendStatementDocument, (data) => data.sendStatement);
  const { id, letters, mailAt, mailedAt } = statement;

  const send = async (): Promise<void> => {
    const done = await sending.run({ input: { statementId: id, idempotencyKey: key.current } });
    if (!done) return;
    key.current = crypto.randomUUID();
    void message.success(t`The e-mails are on their way.`);
  };

  return (
    <Panel
      title={<Trans>E-mails to the distributor</Trans>}
      actions={
        maySend &&
        statement.isPrinted &&
        statement.state !== 'SUPERSEDED' && (
          <Button
            size="small"
            loading={sending.isBusy}
            onClick={() => {
              void send();
            }}
          >
            {letters.length > 0 ? <Trans>Send again</Trans> : <Trans>Send now</Trans>}
          </Button>
        )
      }
    >
      <DeedFault fault={sending.fault} />
      {letters.length === 0 && <NoLetters mailAt={mailAt} mailedAt={mailedAt} />}
      <ul className="statement-letters">
        {letters.map((letter) => (
          <Letter key={`${letter.address} ${String(letter.nth)}`} letter={letter} />
        ))}
      </ul>
    </Panel>
  );
}

function Letter({ letter }: { letter: SentLetterFragment }) {
  return (
    <li>
      <StateTag kind="letter" state={letter.state} /> <span>{letter.address}</span>{' '}
      <span className="t-soft">
        <Instant value={letter.settledAt ?? letter.writtenAt} />
        {letter.reason && <> · {letter.reason}</>}
      </span>
    </li>
  );
}

function NoLetters({ mailAt, mailedAt }: Pick<Statement, 'mailAt' | 'mailedAt'>) {
  if (mailedAt) return <Trans>Nobody of the distributor read statements when it was sent.</Trans>;
  if (!mailAt) return <Trans>It is not e-mailed by itself.</Trans>;
  return (
    <Trans>
      It is e-mailed at <Instant value={mailAt} />.
    </Trans>
  );
}
