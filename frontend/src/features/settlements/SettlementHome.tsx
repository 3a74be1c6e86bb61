import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import type { Column } from '@/console/list/types';
import { TablePanel } from '@/console/parts/TablePanel';
import { OpenTasksDocument, SettlementCalendarDocument } from '@/generated/graphql';
import type { SettlementCalendarQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { BOOKKEEPING } from '@/console/roles';
import { Instant, Period } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { AnswerTerms } from './AnswerTerms';
import { Mailing } from './Mailing';
import { CloseProgress } from './CloseProgress';
import { CycleStrip } from './CycleStrip';
import { RunWizard } from './RunWizard';
import { cyclesOf, nextOf } from './cycles';
import './settlements.css';

type Run = SettlementCalendarQuery['settlementRuns']['nodes'][number];

const COLUMNS: readonly Column<Run>[] = [
  {
    key: 'period',
    title: msg`Period`,
    cell: (run) => <Period start={run.periodStart} end={run.periodEnd} />,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (run) => <StateTag kind="settlementRun" state={run.state} />,
  },
  {
    key: 'statements',
    title: msg`Statements`,
    align: 'right',
    cell: (run) => <Link href={`/statements?run=${run.id}`}>{run.statementsCount}</Link>,
  },
  {
    key: 'closedAt',
    title: msg`Closed at`,
    cell: (run) => (run.closedAt ? <Instant value={run.closedAt} /> : '–'),
  },
];

/** The calendar of months, the wizard that closes one, and what was closed. */
export function SettlementHome() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const mayClose = useHasRole(...BOOKKEEPING);
  const [{ data, error }, ask] = useQuery({ query: SettlementCalendarDocument });
  const [tasks] = useQuery({ query: OpenTasksDocument });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const runs = data?.settlementRuns.nodes ?? [];
  const cycles = data ? cyclesOf(data.viewer.today, runs) : [];
  const month = params.get('month') ?? nextOf(cycles);
  // Whoever comes back, or looks from another desk, finds the closing that is going on.
  const taskId =
    params.get('task') ?? tasks.data?.open.nodes.find((one) => one.kind === 'CLOSE_MONTH')?.id;

  const go = (values: Record<string, string>): void => {
    setParams(new URLSearchParams(values));
  };

  return (
    <Page
      title={<Trans>Settlement</Trans>}
      actions={
        <Link href="/statements">
          <Trans>All statements</Trans>
        </Link>
      }
    >
      {error && <ErrorNotice problem={problemOf(error)} onRetry={again} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <div className="panels">
          <CycleStrip
            cycles={cycles}
            chosen={month}
            onChoose={(next) => {
              go({ month: next });
            }}
          />
          {taskId && (
            <CloseProgress
              key={taskId}
              taskId={taskId}
              onOver={again}
              onNext={() => {
                go({});
              }}
            />
          )}
          {!taskId && mayClose && month && (
            <RunWizard
              key={month}
              month={month}
              onStarted={(task) => {
                go({ month, task });
              }}
            />
          )}
          <div className="panels panels-2">
            <AnswerTerms />
            <Mailing />
          </div>
          <TablePanel
            title={<Trans>Closed months</Trans>}
            label={t`Closed months`}
            rows={runs}
            columns={COLUMNS}
            rowKey={(run) => run.id}
            empty={<Trans>No month has been closed yet.</Trans>}
          />
        </div>
      )}
    </Page>
  );
}
