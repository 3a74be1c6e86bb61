import { PlusOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { useStateFilter } from '@/console/parts/filters';
import { LOOKING_AT_PAYOUTS } from '@/console/roles';
import { PayoutBatchListDocument } from '@/generated/graphql';
import type { PayoutBatchListQuery, PayoutBatchState } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';

type Row = PayoutBatchListQuery['payoutBatches']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  { key: 'number', title: msg`Batch`, cell: (row) => row.number, text: (row) => row.number },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="payoutBatch" state={row.state} />,
    text: (row) => row.state,
  },
  {
    key: 'items',
    title: msg`Number of payouts`,
    align: 'right',
    cell: (row) => row.itemCount,
    text: (row) => row.itemCount,
  },
  {
    key: 'total',
    title: msg`Total`,
    align: 'right',
    cell: (row) => <Money value={row.total} />,
    text: (row) => row.total.amount,
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.total.currency,
    text: (row) => row.total.currency,
    isOptional: true,
  },
  {
    key: 'maker',
    title: msg`Prepared by`,
    cell: (row) => row.maker?.name,
    text: (row) => row.maker?.name,
  },
  {
    key: 'checker',
    title: msg`Released by`,
    cell: (row) => row.checker?.name ?? '–',
    text: (row) => row.checker?.name,
  },
  {
    key: 'createdAt',
    title: msg`Prepared at`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
  },
  {
    key: 'completedAt',
    title: msg`Completed at`,
    cell: (row) => (row.completedAt ? <Instant value={row.completedAt} /> : '–'),
    text: (row) => row.completedAt,
  },
];

/** Every batch of payouts, and the way to the next one. */
export function BatchList() {
  const mayLook = useHasRole(...LOOKING_AT_PAYOUTS);
  const filters = [useStateFilter('payoutBatch')];
  const next = mayLook && (
    <Link href="/payouts/new" asChild>
      <Button type="primary" icon={<PlusOutlined />}>
        <Trans>Who can be paid</Trans>
      </Button>
    </Link>
  );
  return (
    <ListPage
      name="payouts"
      title={<Trans>Payouts</Trans>}
      actions={next}
      document={PayoutBatchListDocument}
      variables={(state) => {
        const states = state.values('state') as PayoutBatchState[];
        return { sort: 'NEWEST' as const, filter: states.length > 0 ? { states } : null };
      }}
      connection={(answer) => answer.payoutBatches}
      columns={COLUMNS}
      filters={filters}
      rowHref={(row) => `/payouts/${row.id}`}
      pollMs={10_000}
      empty={{
        title: <Trans>Nobody has been paid yet.</Trans>,
        hint: <Trans>Commission can be paid once its month is closed.</Trans>,
        action: next,
      }}
    />
  );
}
