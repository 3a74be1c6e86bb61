import { Plural, Trans } from '@lingui/react/macro';
import { CheckCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { SettlementReadinessDocument } from '@/generated/graphql';
import type { CalendarPeriodFragment } from '@/generated/graphql';
import { lastDay } from '@/lib/dates';
import { Skeleton } from '@/ui/Skeleton';
import type { Preview } from './RunWizard';

interface Props {
  preview: Preview;
  /** The period before, when it is closed. */
  before: CalendarPeriodFragment | null;
}

/** What is not ready: nothing of it stops the closing, all of it should be known. */
export function Readiness({ preview, before }: Props) {
  const from = preview.periodStart;
  const until = preview.periodEnd;
  const last = lastDay(until);
  const lastFrom = before?.periodStart ?? from;
  const [{ data }] = useQuery({
    query: SettlementReadinessDocument,
    variables: { from, until, lastFrom },
    requestPolicy: 'network-only',
  });
  if (preview.isClosed) {
    return (
      <p className="run-note">
        <InfoCircleFilled />{' '}
        <Trans>This period is closed. These are the figures it was closed with.</Trans>
      </p>
    );
  }
  if (!data) return <Skeleton lines={3} />;
  const quarantinedRows = data.quarantinedRows.totalCount;
  const importRuns = data.importRuns.totalCount;
  const orders = data.orders.totalCount;
  const receipts = data.receipts.totalCount;
  const statements = data.statements.totalCount;
  return (
    <ul className="readiness">
      {!preview.isOver && (
        <li className="is-note">
          <InfoCircleFilled />
          <span>
            <Trans>
              The period is not over: these figures will still change, and it cannot be closed.
            </Trans>
          </span>
        </li>
      )}
      <Line count={quarantinedRows} href="/quarantine?state=OPEN">
        <Plural
          value={quarantinedRows}
          one="# row of an order file waits in quarantine"
          other="# rows of order files wait in quarantine"
        />
      </Line>
      <Line count={importRuns} href="/imports?state=RUNNING">
        <Plural value={importRuns} one="# import is running" other="# imports are running" />
      </Line>
      <Line count={orders} href={`/orders?state=PENDING&orderedFrom=${from}&orderedUntil=${last}`}>
        <Plural
          value={orders}
          one="# order of the period is not confirmed"
          other="# orders of the period are not confirmed"
        />
      </Line>
      <Line count={receipts} href="/receipts?state=PENDING">
        <Plural
          value={receipts}
          one="# payment is on its way"
          other="# payments are on their way"
        />
      </Line>
      <Line count={statements} href={`/statements?state=DISPUTED&periodFrom=${lastFrom}`}>
        <Plural
          value={statements}
          one="# statement of the period before is disputed"
          other="# statements of the period before are disputed"
        />
      </Line>
    </ul>
  );
}

function Line({ count, href, children }: { count: number; href: string; children: ReactNode }) {
  if (count === 0) {
    return (
      <li className="is-ready">
        <CheckCircleFilled />
        <span>{children}</span>
      </li>
    );
  }
  return (
    <li className="is-open">
      <ExclamationCircleFilled />
      <Link href={href}>{children}</Link>
    </li>
  );
}
