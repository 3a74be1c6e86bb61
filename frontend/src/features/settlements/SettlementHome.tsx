import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import type { Column } from '@/console/list/types';
import { TablePanel } from '@/console/parts/TablePanel';
import { SettlementRunsDocument } from '@/generated/graphql';
import type { SettlementRunsQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { BOOKKEEPING } from '@/console/roles';
import { Instant, Period } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { AnswerTerms } from './AnswerTerms';
import { Mailing } from './Mailing';
import { Closing } from './Closing';
import { CyclePanel } from './CyclePanel';
import './settlements.css';

type Run = SettlementRunsQuery['settlementRuns']['nodes'][number];

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

/** The calendar of periods, the wizard that closes one, and what was closed. */
export function SettlementHome() {
  const { t } = useLingui();
  const mayClose = useHasRole(...BOOKKEEPING);
  const [{ data, error }, ask] = useQuery({ query: SettlementRunsDocument });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const runs = data?.settlementRuns.nodes ?? [];

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
          {mayClose && <Closing onOver={again} />}
          <div className="panels panels-3">
            <CyclePanel />
            <AnswerTerms />
            <Mailing />
          </div>
          <TablePanel
            title={<Trans>Closed periods</Trans>}
            label={t`Closed periods`}
            rows={runs}
            columns={COLUMNS}
            rowKey={(run) => run.id}
            empty={<Trans>No period has been closed yet.</Trans>}
          />
        </div>
      )}
    </Page>
  );
}
