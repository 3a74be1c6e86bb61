import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useSession } from '@/app/SessionContext';
import type { Column } from '@/console/list/types';
import { TablePanel } from '@/console/parts/TablePanel';
import { DistributorMoneyDocument } from '@/generated/graphql';
import type { DistributorMoneyQuery } from '@/generated/graphql';
import { grantsOf } from '@/lib/grants';
import { problemOf } from '@/lib/problem';
import { BusinessDate, Instant, Period } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { CommissionKindName } from '@/ui/words/CommissionKindName';
import { Positions } from './Positions';

export type Account = NonNullable<DistributorMoneyQuery['distributor']>;
type Statement = Account['statements']['nodes'][number];
type Earned = Account['commissionLines']['nodes'][number];
type Payout = Account['payouts']['nodes'][number];

const STATEMENTS: readonly Column<Statement>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (one) => <Link href={`/statements/${one.id}`}>{one.number}</Link>,
  },
  {
    key: 'period',
    title: msg`Month`,
    cell: (one) => <Period start={one.periodStart} end={one.periodEnd} />,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (one) => <StateTag kind="statement" state={one.state} />,
  },
  {
    key: 'owed',
    title: msg`Owes`,
    align: 'right',
    cell: (one) => <Money value={one.owedClosing} />,
  },
  {
    key: 'earned',
    title: msg`Has earned`,
    align: 'right',
    cell: (one) => <Money value={one.earnedClosing} />,
  },
];

const EARNED: readonly Column<Earned>[] = [
  { key: 'on', title: msg`Day`, cell: (line) => <BusinessDate value={line.earnedOn} /> },
  { key: 'kind', title: msg`Kind`, cell: (line) => <CommissionKindName kind={line.kind} /> },
  {
    key: 'order',
    title: msg`Order`,
    cell: (line) =>
      line.order && <Link href={`/orders/${line.order.id}`}>{line.order.number}</Link>,
  },
  {
    key: 'amount',
    title: msg`Commission`,
    align: 'right',
    cell: (line) => <Money value={line.amount} trace={line.id} />,
  },
];

const PAYOUTS: readonly Column<Payout>[] = [
  {
    key: 'batch',
    title: msg`Batch`,
    cell: (one) => one.batch && <Link href={`/payouts/${one.batch.id}`}>{one.batch.number}</Link>,
  },
  { key: 'at', title: msg`Prepared`, cell: (one) => <Instant value={one.createdAt} /> },
  { key: 'state', title: msg`State`, cell: (one) => <StateTag kind="payout" state={one.state} /> },
  {
    key: 'amount',
    title: msg`Amount`,
    align: 'right',
    cell: (one) => <Money value={one.amount} trace={one.id} />,
  },
];

/** What stands between the distributor and the brand, and the papers about it. */
export function MoneyPanels({ id }: { id: string }) {
  const { t } = useLingui();
  const { session } = useSession();
  const { banking } = grantsOf(session.roles);
  const [{ data, error }, ask] = useQuery({
    query: DistributorMoneyDocument,
    variables: { id, banking },
  });
  const account = data?.distributor;
  if (error && !account) {
    return (
      <ErrorNotice
        problem={problemOf(error)}
        onRetry={() => {
          ask({ requestPolicy: 'network-only' });
        }}
      />
    );
  }
  if (!account) return <Skeleton lines={6} />;
  return (
    <>
      <Positions account={account} />
      <TablePanel
        title={<Trans>Statements</Trans>}
        actions={
          <Link href={`/statements?distributor=${id}`}>
            <Trans>All of them</Trans>
          </Link>
        }

        label={t`Statements`}
        rows={account.statements.nodes}
        columns={STATEMENTS}
        rowKey={(one) => one.id}
        empty={<Trans>There is no statement yet: they are written when a month is closed.</Trans>}
      />
      <TablePanel
        title={<Trans>Commissions</Trans>}
        actions={
          <Link href={`/commissions?distributor=${id}`}>
            <Trans>All of them</Trans>
          </Link>
        }

        label={t`Commissions`}
        rows={account.commissionLines.nodes}
        columns={EARNED}
        rowKey={(line) => line.id}
        empty={<Trans>It has not earned anything yet.</Trans>}
      />
      <TablePanel
        title={<Trans>Payouts</Trans>}
        label={t`Payouts`}
        rows={account.payouts.nodes}
        columns={PAYOUTS}
        rowKey={(one) => one.id}
        empty={<Trans>Nothing has been paid out yet.</Trans>}
      />
    </>
  );
}
