import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Trans } from '@lingui/react/macro';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { Panel } from '@/console/parts/Panel';
import { StatementChangedDocument, StatementPageDocument } from '@/generated/graphql';
import type { StatementPageQuery } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { useLive } from '@/lib/useLive';
import { BusinessDate, Instant, Period } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { StateTag } from '@/ui/StateTag';
import { NettingWords } from '@/ui/words/NettingWords';
import { Ageing } from './Ageing';
import { Balance } from './Balance';
import { CommissionDetail } from './CommissionDetail';
import { Correct } from './Correct';
import { Disputes } from './Disputes';
import { Letters } from './Letters';
import { Versions } from './Versions';
import { useStatementLines } from './useStatementLines';
import './settlements.css';
import './statement.css';

export type Statement = NonNullable<StatementPageQuery['statement']>;

/** One statement: both balances from opening to closing, and every line behind them. */
export function StatementPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: StatementPageDocument,
    variables: { id },
  });
  const [{ data }, ask] = query;
  // Until it is confirmed or superseded, the distributor may say something at any time.
  const state = data?.statement?.id === id ? data.statement.state : null;
  const isOpen = state === 'ISSUED' || state === 'DISPUTED';
  useLive(StatementChangedDocument, id, isOpen, () => {
    ask({ requestPolicy: 'network-only' });
  });
  return (
    <SubjectPage
      kind={<Trans>Statement</Trans>}
      list={{ href: '/statements', title: <Trans>Statements</Trans> }}
      query={query}
      subject={data?.statement?.id === id ? data.statement : null}
      missing={<Trans>There is no such statement.</Trans>}
    >
      {(statement) => <Shown statement={statement} />}
    </SubjectPage>
  );
}

function Shown({ statement }: { statement: Statement }) {
  const [attempt, setAttempt] = useState(0);
  const found = useStatementLines(statement.id, attempt);
  const file = `/files/statements/${statement.id}`;
  return (
    <Page
      title={
        <>
          <Period start={statement.periodStart} end={statement.periodEnd} />{' '}
          {statement.counterpartyName} <StateTag kind="statement" state={statement.state} />
        </>
      }
      actions={
        <Space wrap>
          <Correct statement={statement} />
          {statement.isPrinted && (
            <Button
              type="primary"
              icon={<FilePdfOutlined />}
              href={file}
              target="_blank"
              rel="noreferrer"
            >
              PDF
            </Button>
          )}
          {['XLSX', 'CSV'].map((form) => (
            <Button
              key={form}
              icon={<DownloadOutlined />}
              href={`${file}?format=${form.toLowerCase()}`}
              download
            >
              {form}
            </Button>
          ))}
        </Space>
      }
    >
      <div className="panels">
        <Versions statement={statement} />
        <Answer statement={statement} />
        <Disputes statement={statement} found={found} />
        {found?.problem && (
          <ErrorNotice
            problem={found.problem}
            onRetry={() => {
              setAttempt(attempt + 1);
            }}
          />
        )}
        <Balance side="OWED" statement={statement} found={found} />
        <Balance side="EARNED" statement={statement} found={found} />
        <CommissionDetail statement={statement} />
        <div className="panels panels-2">
          <Ageing statement={statement} />
          <About statement={statement} />
        </div>
        <Letters statement={statement} />
      </div>
    </Page>
  );
}

function Answer({ statement }: { statement: Statement }) {
  const { disputeReason, answeredAt, state } = statement;
  if (state !== 'DISPUTED') return null;
  return (
    <div className="statement-dispute" role="note">
      <strong>
        <Trans>The distributor disputes this statement</Trans>
      </strong>
      <p>{disputeReason}</p>
      {answeredAt && (
        <span className="t-soft">
          <Instant value={answeredAt} />
        </span>
      )}
    </div>
  );
}

function About({ statement }: { statement: Statement }) {
  const distributor = statement.counterparty?.distributor;
  const { counterpartyName, counterpartyCode } = statement;
  return (
    <Panel title={<Trans>About this statement</Trans>}>
      <Facts>
        <Fact label={<Trans>Number</Trans>}>{statement.number}</Fact>
        <Fact label={<Trans>To</Trans>}>
          {distributor ? (
            <Link href={`/distributors/${distributor.id}`}>
              {counterpartyName} {counterpartyCode}
            </Link>
          ) : (
            `${counterpartyName} ${counterpartyCode}`
          )}
        </Fact>
        <Fact label={<Trans>Issued by</Trans>}>{statement.creditorName}</Fact>
        <Fact label={<Trans>Issued on</Trans>}>
          <BusinessDate value={statement.issuedOn} />
        </Fact>
        <Fact label={<Trans>Confirmed or disputed</Trans>}>
          {statement.answeredAt ? (
            <Instant value={statement.answeredAt} />
          ) : (
            <Trans>No answer yet</Trans>
          )}
        </Fact>
        {statement.answerBy && (
          <Fact label={<Trans>To be answered by</Trans>}>
            <BusinessDate value={statement.answerBy} />
            {statement.silenceConfirms && (
              <span className="t-soft">
                {' '}
                <Trans>Silence confirms it.</Trans>
              </span>
            )}
          </Fact>
        )}
        {!(isZero(statement.earnedOpening) && isZero(statement.earnedMovement)) && (
          <Fact label={<Trans>Netting</Trans>}>
            <NettingWords netting={statement.netting} />
          </Fact>
        )}
        <Fact label={<Trans>Written by the closing of</Trans>}>
          <Link href={`/statements?run=${statement.run.id}`}>
            <Period start={statement.periodStart} end={statement.periodEnd} />
          </Link>
        </Fact>
        {statement.pdfSha256 && (
          <Fact label={<Trans>SHA-256 of the PDF</Trans>}>
            <code className="digest">{statement.pdfSha256}</code>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
