import { msg } from '@lingui/core/macro';
import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useHasRole } from '@/app/SessionContext';
import type { Column } from '@/console/list/types';
import { TablePanel } from '@/console/parts/TablePanel';
import { isNegative, isZero } from '@/lib/money';
import { BOOKKEEPING } from '@/lib/roles';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { StateTag } from '@/ui/StateTag';
import { readSteps, stepsOf } from '@/ui/trace/offerSteps';
import type { OfferStep } from '@/ui/trace/offerSteps';
import { CommissionKindName } from '@/ui/words/CommissionKindName';
import { OFFER_REASONS } from '@/ui/words/offers';
import type { OrderDetail } from './OrderPage';
import { ReturnOrder, leftOf } from './ReturnOrder';

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
    cell: (one) => (
      <>
        <Money value={one.total} trace={one.creditNote?.id} />
        {one.share && (
          <span className="t-block t-soft">
            <Trans>
              <Money value={one.net} /> net of the <Money value={one.share} /> paid
            </Trans>
          </span>
        )}
        {one.charged && !isZero(one.charged) && <Charged one={one} />}
        {one.trace !== null && <LostOffers document={one.trace} />}
      </>
    ),
  },
];

/** What a return charged beside it because the rest lost its discount, or took back of that. */
function Charged({ one }: { one: Return }) {
  const charged = one.charged;
  if (!charged) return null;
  return (
    <span className="t-block t-soft">
      {isNegative(charged) ? (
        <Trans>
          Charge taken back: <Money value={charged} />
        </Trans>
      ) : (
        <Trans>
          Lost discount charged: <Money value={charged} trace={one.charge?.id} />
        </Trans>
      )}
      {one.charge && <> · {one.charge.number}</>}
    </span>
  );
}

/** Which offers what stayed no longer had, by the steps that the return was booked with. */
function LostOffers({ document }: { document: unknown }) {
  const { applied, rest } = document as { applied?: unknown; rest?: unknown };
  const had = readSteps(applied).map((step) => step.code);
  const lost = stepsOf(rest).filter(
    (step) => step.outcome !== 'applied' && had.includes(step.code),
  );
  return lost.map((step) => (
    <span key={`${step.code} ${String(step.version)}`} className="t-block t-soft">
      <LostOffer step={step} />
    </span>
  ));
}

function LostOffer({ step }: { step: OfferStep }) {
  const { _ } = useRuntime();
  const words = step.reason === null ? undefined : OFFER_REASONS[step.reason];
  return (
    <>
      {step.code} v{step.version}
      {words && <> · {_(words)}</>}
    </>
  );
}

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

interface ReturnProps {
  order: OrderDetail;
  onDone: () => void;
}

export function ReturnPanel({ order, onDone }: ReturnProps) {
  const { t } = useLingui();
  const mayBook = useHasRole(...BOOKKEEPING);
  const isLeft = order.lines.nodes.some((line) => leftOf(order, line) > 0);
  return (
    <div className="panels-wide">
      <TablePanel
        title={<Trans>Returns</Trans>}
        actions={mayBook && isLeft && <ReturnOrder order={order} onDone={onDone} />}
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
