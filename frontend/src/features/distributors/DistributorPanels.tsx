import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Column } from '@/console/list/types';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import type { DistributorDetail } from './DistributorPage';

type Item = DistributorDetail['openItems']['nodes'][number];
type Order = DistributorDetail['latestOrders']['nodes'][number];
type Below = DistributorDetail['children']['nodes'][number];

const ITEMS: readonly Column<Item>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (item) => (
      <>
        {item.number}
        {item.order && (
          <Link className="t-block t-soft" href={`/orders/${item.order.id}`}>
            {item.order.number}
          </Link>
        )}
      </>
    ),
  },
  {
    key: 'due',
    title: msg`Due`,
    cell: (item) => <BusinessDate value={item.dueOn} />,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (item) => <StateTag kind="receivable" state={item.isOverdue ? 'OVERDUE' : 'OPEN'} />,
  },
  {
    key: 'open',
    title: msg`Left to pay`,
    align: 'right',
    cell: (item) => (
      <Money value={item.open} trace={item.id} tone={item.isOverdue ? 'bad' : 'plain'} />
    ),
  },
];

const ORDERS: readonly Column<Order>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (order) => <Link href={`/orders/${order.id}`}>{order.number}</Link>,
  },
  { key: 'on', title: msg`Ordered`, cell: (order) => <BusinessDate value={order.orderedOn} /> },
  {
    key: 'state',
    title: msg`State`,
    cell: (order) => <StateTag kind="order" state={order.state} />,
  },
  {
    key: 'total',
    title: msg`Total`,
    align: 'right',
    cell: (order) => <Money value={order.total} />,
  },
];

const BELOW: readonly Column<Below>[] = [
  { key: 'code', title: msg`Code`, cell: (one) => <code>{one.code}</code> },
  {
    key: 'name',
    title: msg`Company`,
    cell: (one) => <Link href={`/distributors/${one.id}`}>{one.name}</Link>,
  },
  { key: 'grade', title: msg`Grade`, cell: (one) => one.grade?.name },
];

interface Props {
  distributor: DistributorDetail;
}

export function ItemPanel({ distributor }: Props) {
  const { t } = useLingui();
  const count = distributor.openItems.totalCount;
  return (
    <Panel
      isFlush
      title={<Trans>Open items ({count})</Trans>}
      actions={
        <Link href={`/receivables?distributor=${distributor.id}&state=open`}>
          <Trans>All of them</Trans>
        </Link>
      }
    >
      <PlainTable
        label={t`Open items`}
        rows={distributor.openItems.nodes}
        columns={ITEMS}
        rowKey={(item) => item.id}
        empty={<Trans>Nothing is owed.</Trans>}
      />
    </Panel>
  );
}

export function OrderPanel({ distributor }: Props) {
  const { t } = useLingui();
  return (
    <Panel
      isFlush
      title={<Trans>Latest orders</Trans>}
      actions={
        <Link href={`/orders?distributor=${distributor.id}`}>
          <Trans>All of them</Trans>
        </Link>
      }
    >
      <PlainTable
        label={t`Latest orders`}
        rows={distributor.latestOrders.nodes}
        columns={ORDERS}
        rowKey={(order) => order.id}
        empty={<Trans>It has not ordered yet.</Trans>}
      />
    </Panel>
  );
}

export function BelowPanel({ distributor }: Props) {
  const { t } = useLingui();
  const count = distributor.children.totalCount;
  if (count === 0) return null;
  return (
    <Panel
      isFlush
      title={<Trans>Directly below ({count})</Trans>}
      actions={
        <Link href={`/distributors/table?below=${distributor.id}`}>
          <Trans>Everybody below</Trans>
        </Link>
      }
    >
      <PlainTable
        label={t`Directly below`}
        rows={distributor.children.nodes}
        columns={BELOW}
        rowKey={(one) => one.id}
        empty={<Trans>Nobody.</Trans>}
      />
    </Panel>
  );
}
