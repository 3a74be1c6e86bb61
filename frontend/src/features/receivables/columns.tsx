import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Column } from '@/console/list/types';
import type { ItemFieldsFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { DaysLate } from './DaysLate';

type Item = ItemFieldsFragment;

export const stateOf = (item: Item): 'SETTLED' | 'OVERDUE' | 'OPEN' =>
  isZero(item.open) ? 'SETTLED' : item.isOverdue ? 'OVERDUE' : 'OPEN';

/** The order of an item; for a lost discount the one whose return lost it. */
function OrderOf({ item }: { item: Item }) {
  const order = item.order ?? item.chargedBy?.order;
  if (!order) return null;
  return (
    <>
      <Link href={`/orders/${order.id}`}>{order.number}</Link>
      {item.chargedBy && (
        <span className="t-block t-soft">
          <Trans>Lost discount</Trans>
        </span>
      )}
    </>
  );
}

export const COLUMNS: readonly Column<Item>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (item) => item.number,
    text: (item) => item.number,
  },
  {
    key: 'debtor',
    title: msg`Who owes`,
    cell: (item) =>
      item.debtor?.distributor ? (
        <Link href={`/distributors/${item.debtor.distributor.id}`}>{item.debtor.name}</Link>
      ) : (
        item.debtor?.name
      ),
    text: (item) => item.debtor?.name,
  },
  {
    key: 'order',
    title: msg`Order`,
    cell: (item) => <OrderOf item={item} />,
    text: (item) => (item.order ?? item.chargedBy?.order)?.number,
  },
  {
    key: 'issuedOn',
    title: msg`Issued`,
    cell: (item) => <BusinessDate value={item.issuedOn} />,
    text: (item) => item.issuedOn,
    isOptional: true,
  },
  {
    key: 'dueOn',
    title: msg`Due`,
    cell: (item) => <BusinessDate value={item.dueOn} />,
    text: (item) => item.dueOn,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (item) => (
      <>
        <StateTag kind="receivable" state={stateOf(item)} />
        {item.isOverdue && <DaysLate dueOn={item.dueOn} />}
      </>
    ),
    text: (item) => stateOf(item),
  },
  {
    key: 'instalment',
    title: msg`Part`,
    align: 'right',
    cell: (item) => item.instalment,
    text: (item) => item.instalment,
    isOptional: true,
  },
  {
    key: 'creditor',
    title: msg`Owed to`,
    cell: (item) => item.creditor?.name,
    text: (item) => item.creditor?.name,
    isOptional: true,
  },
  {
    key: 'total',
    title: msg`Amount`,
    align: 'right',
    cell: (item) => <Money value={item.total} trace={item.id} />,
    text: (item) => item.total.amount,
    sort: 'LARGEST',
  },
  {
    key: 'open',
    title: msg`Left to pay`,
    align: 'right',
    cell: (item) => (
      <Money value={item.open} trace={item.id} tone={item.isOverdue ? 'bad' : 'plain'} />
    ),
    text: (item) => item.open.amount,
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (item) => item.open.currency,
    text: (item) => item.open.currency,
    isOptional: true,
    isExported: true,
  },
];
