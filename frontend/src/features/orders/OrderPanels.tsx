import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Column } from '@/console/list/types';
import { TablePanel } from '@/console/parts/TablePanel';
import { isZero } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { StateTag } from '@/ui/StateTag';
import { CommissionKindName } from '@/ui/words/CommissionKindName';
import type { OrderDetail } from './OrderPage';

type Item = OrderDetail['receivables']['nodes'][number];
type Return = OrderDetail['returns']['nodes'][number];
type Earned = NonNullable<OrderDetail['commissionLines']>['nodes'][number];

const stateOf = (item: Item): string =>
  isZero(item.open) ? 'SETTLED' : item.isOverdue ? 'OVERDUE' : 'OPEN';

const ITEMS: readonly Column<Item>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (item) => (
      <>
        {item.number}
        <span className="t-block t-soft">
          {item.debtor?.name} → {item.creditor?.name}
        </span>
      </>
    ),
  },
  { key: 'dueOn', title: msg`Due`, cell: (item) => <BusinessDate value={item.dueOn} /> },
  {
    key: 'state',
    title: msg`State`,
    cell: (item) => <StateTag kind="receivable" state={stateOf(item)} />,
  },
  {
    key: 'total',
    title: msg`Amount`,
    align: 'right',
    cell: (item) => <Money value={item.total} trace={item.id} />,
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

const RETURNS: readonly Column<Return>[] = [
  { key: 'externalId', title: msg`Number`, cell: (one) => one.externalId },
  {
    key: 'returnedOn',
    title: msg`Returned on`,
    cell: (one) => <BusinessDate value={one.returnedOn} />,
  },
  {
    key: 'lines',
    title: msg`What came back`,
    cell: (one) =>
      one.lines.map((line) => (
        <span key={line.id} className="t-block">
          {line.orderLine?.name} × {line.quantity}
        </span>
      )),
  },
  { key: 'creditNote', title: msg`Credit note`, cell: (one) => one.creditNote?.number ?? '–' },
  {
    key: 'total',
    title: msg`Amount`,
    align: 'right',
    cell: (one) => <Money value={one.total} trace={one.creditNote?.id} />,
  },
];

const EARNED: readonly Column<Earned>[] = [
  {
    key: 'beneficiary',
    title: msg`Earned by`,
    cell: (line) => (
      <>
        {line.beneficiary?.name}
        <span className="t-block t-soft">{line.orderLine?.name}</span>
      </>
    ),
  },
  { key: 'kind', title: msg`Kind`, cell: (line) => <CommissionKindName kind={line.kind} /> },
  {
    key: 'rate',
    title: msg`Rate`,
    align: 'right',
    cell: (line) => (line.rate ? <Rate value={line.rate} /> : '–'),
  },
  {
    key: 'amount',
    title: msg`Commission`,
    align: 'right',
    cell: (line) => <Money value={line.amount} trace={line.id} />,
  },
];

export function ReceivablePanel({ order }: { order: OrderDetail }) {
  const { t } = useLingui();
  return (
    <div className="panels-wide">
      <TablePanel
        title={<Trans>Receivables</Trans>}
        label={t`Receivables of the order`}
        rows={order.receivables.nodes}
        columns={ITEMS}
        rowKey={(item) => item.id}
        empty={<Trans>Nothing is owed for it yet: it is billed once it may be.</Trans>}
      />
    </div>
  );
}

export function ReturnPanel({ order }: { order: OrderDetail }) {
  const { t } = useLingui();
  return (
    <div className="panels-wide">
      <TablePanel
        title={<Trans>Returns</Trans>}
        label={t`Returns of the order`}
        rows={order.returns.nodes}
        columns={RETURNS}
        rowKey={(one) => one.id}
        empty={<Trans>Nothing came back.</Trans>}
      />
    </div>
  );
}

export function CommissionPanel({ order }: { order: OrderDetail }) {
  const { t } = useLingui();
  if (!order.commissionLines) return null;
  return (
    <div className="panels-wide">
      <TablePanel
        title={<Trans>Commissions</Trans>}
        label={t`Commissions on the order`}
        rows={order.commissionLines.nodes}
        columns={EARNED}
        rowKey={(line) => line.id}
        empty={
          <Trans>Nobody has earned on it: commissions are written when the month is closed.</Trans>
        }
      />
    </div>
  );
}
