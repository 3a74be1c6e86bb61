import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { MyStatementDocument, StatementChangedDocument } from '@/generated/graphql';
import type { MyStatementQuery } from '@/generated/graphql';
import { isNegative, isZero } from '@/lib/money';
import { useLive } from '@/lib/useLive';
import { BusinessDate, Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { StateTag } from '@/ui/StateTag';
import { NettingWords } from '@/ui/words/NettingWords';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { Screen } from '../Screen';
import { Answer } from './Answer';
import { MyDisputes } from './MyDisputes';
import { Side } from './Side';
import { Versions } from './Versions';
import { useAllLines } from './useAllLines';
import './statement.css';

export type Statement = NonNullable<MyStatementQuery['statement']>;

/** A statement: opening, movements and closing of what I owe and of what I earned. */
export function StatementPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ query: MyStatementDocument, variables: { id } });
  const [{ data }, ask] = query;
  const statement = data?.statement;
  const isSettled = statement?.state === 'CONFIRMED' || statement?.state === 'SUPERSEDED';
  const isOpen = statement?.id === id && !(isSettled && statement.isPrinted);
  useLive(StatementChangedDocument, id, isOpen, () => {
    ask({ requestPolicy: 'network-only' });
  });
  return (
    <Screen
      title={
        statement ? (
          <Period start={statement.periodStart} end={statement.periodEnd} />
        ) : (
          <Trans>Statement</Trans>
        )
      }
      back="/statements"
      aside={statement && <StateTag kind="statement" state={statement.state} />}
    >
      <Loaded query={query}>
        {(answer) =>
          answer.statement ? (
            <Found
              statement={answer.statement}
              isMine={
                answer.statement.counterparty?.distributor?.id === answer.viewer.distributor?.id
              }
            />
          ) : (
            <EmptyState title={<Trans>There is no such statement.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Found({ statement, isMine }: { statement: Statement; isMine: boolean }) {
  const lines = useAllLines(statement);
  const hasEarned =
    !isZero(statement.earnedOpening) ||
    !isZero(statement.earnedMovement) ||
    lines.some((line) => line.side === 'EARNED');
  const owes = !isZero(statement.owedClosing) && !isNegative(statement.owedClosing);
  return (
    <>
      <Versions statement={statement} />
      <Card>
        <div className="statement-head">
          <p>
            <strong>{statement.number}</strong>
            <span className="t-block t-soft">
              {statement.creditorName} → {statement.counterpartyName}
            </span>
            <span className="t-block t-soft">
              <Trans>
                Issued <BusinessDate value={statement.issuedOn} />
              </Trans>
            </span>
            {hasEarned && (
              <span className="t-block t-soft">
                <NettingWords netting={statement.netting} />
              </span>
            )}
          </p>
          <div className="statement-deeds">
            <Files statement={statement} />
            {isMine && owes && !statement.supersededBy && (
              <Link href="/pay" className="t-button t-button-primary">
                <Trans>Pay</Trans>
              </Link>
            )}
          </div>
        </div>
      </Card>
      <div className="columns">
        <Side
          title={<Trans>What I owe</Trans>}
          opening={statement.owedOpening}
          closing={statement.owedClosing}
          lines={lines.filter((line) => line.side === 'OWED')}
        />
        {hasEarned && (
          <Side
            title={<Trans>What I earned</Trans>}
            opening={statement.earnedOpening}
            closing={statement.earnedClosing}
            lines={lines.filter((line) => line.side === 'EARNED')}
            commission={statement}
          />
        )}
      </div>
      <MyDisputes statement={statement} lines={lines} />
      {isMine && <Answer statement={statement} lines={lines} />}
    </>
  );
}

function Files({ statement }: { statement: Statement }) {
  const file = `/files/statements/${statement.id}`;
  return (
    <>
      {statement.isPrinted ? (
        <a className="t-button" href={`${file}?download`} download>
          <Trans>PDF</Trans>
        </a>
      ) : (
        <span className="t-soft">
          <Trans>The PDF is being printed.</Trans>
        </span>
      )}
      {['XLSX', 'CSV'].map((form) => (
        <a
          key={form}
          className="t-button"
          href={`${file}?format=${form.toLowerCase()}&download`}
          download
        >
          {form}
        </a>
      ))}
    </>
  );
}
