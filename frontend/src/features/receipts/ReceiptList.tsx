import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useSearchParams } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import { daysOf } from '@/console/list/days';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { CURRENCY_FILTER, useCreditorFilter, useStateFilter } from '@/console/parts/filters';
import { ReceiptListDocument } from '@/generated/graphql';
import type { ReceiptFieldsFragment, ReceiptSort, ReceiptState } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate, Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { ReceiptDrawer } from './ReceiptDrawer';

type Row = ReceiptFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'bookedOn',
    title: msg`Booked`,
    cell: (row) => (row.bookedOn ? <BusinessDate value={row.bookedOn} /> : '–'),
    text: (row) => row.bookedOn,
  },
  {
    key: 'debtor',
    title: msg`Paid by`,
    cell: (row) =>
      row.debtor?.distributor ? (
        <Link href={`/distributors/${row.debtor.distributor.id}`}>{row.debtor.name}</Link>
      ) : (
        row.debtor?.name
      ),
    text: (row) => row.debtor?.name,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="receipt" state={row.state} />,
    text: (row) => row.state,
  },
  {
    key: 'amount',
    title: msg`Amount`,
    align: 'right',
    cell: (row) => <Money value={row.amount} trace={row.id} />,
    text: (row) => row.amount.amount,
    sort: 'LARGEST',
  },
  {
    key: 'fee',
    title: msg`Fee`,
    align: 'right',
    cell: (row) => <Money value={row.fee} tone="soft" />,
    text: (row) => row.fee.amount,
  },
  {
    key: 'unapplied',
    title: msg`Not used yet`,
    align: 'right',
    cell: (row) => (
      <Money value={row.unapplied} trace={row.id} tone={isZero(row.unapplied) ? 'soft' : 'plain'} />
    ),
    text: (row) => row.unapplied.amount,
  },
  {
    key: 'refunded',
    title: msg`Paid back`,
    align: 'right',
    cell: (row) => (isZero(row.refunded) ? '–' : <Money value={row.refunded} />),
    text: (row) => row.refunded.amount,
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.amount.currency,
    text: (row) => row.amount.currency,
    isOptional: true,
    isExported: true,
  },
  {
    key: 'provider',
    title: msg`Payment service`,
    cell: (row) => row.provider,
    text: (row) => row.provider,
    isOptional: true,
  },
  {
    key: 'reference',
    title: msg`Its reference`,
    cell: (row) => row.providerPaymentId,
    text: (row) => row.providerPaymentId,
    isOptional: true,
  },
  {
    key: 'createdAt',
    title: msg`First heard of`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
    isOptional: true,
  },
];

/** Money that came in, and giving it back. */
export function ReceiptList() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const filters: readonly Filter[] = [
    useStateFilter('receipt'),
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
    { kind: 'days', name: 'booked', label: msg`Booked` },
    {
      kind: 'choice',
      name: 'unapplied',
      label: msg`Used`,
      isSingle: true,
      options: [
        { value: 'yes', label: t`Something is not used yet` },
        { value: 'no', label: t`All is used` },
      ],
    },
    useCreditorFilter(msg`Paid to`),
    CURRENCY_FILTER,
  ];
  const show = (id: string | null): void => {
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id) next.set('receipt', id);
      else next.delete('receipt');
      return next;
    });
  };
  return (
    <>
      <ListPage
        name="receipts"
        title={<Trans>Receipts</Trans>}
        document={ReceiptListDocument}
        variables={(state) => {
          const [bookedFrom, bookedUntil] = daysOf(state, 'booked');
          const chosen = state.values('state') as ReceiptState[];
          const parties = state.values('distributor');
          const unapplied = state.value('unapplied');
          const toBrand = state.value('creditor');
          return {
            sort: (state.sort ?? 'NEWEST') as ReceiptSort,
            filter: {
              states: chosen.length > 0 ? chosen : null,
              debtors: parties.length > 0 ? [...parties] : null,
              currency: state.value('currency') ?? null,
              hasUnapplied: unapplied ? unapplied === 'yes' : null,
              isToBrand: toBrand ? toBrand === 'brand' : null,
              bookedFrom: bookedFrom ?? null,
              bookedUntil: bookedUntil ?? null,
            },
          };
        }}
        connection={(answer) => answer.receipts}
        columns={COLUMNS}
        filters={filters}
        onRow={(row) => {
          show(row.id);
        }}
        empty={{
          title: <Trans>No money has come in yet.</Trans>,
          hint: <Trans>Make a payment link over open items and send it.</Trans>,
          action: (
            <Link href="/receivables?state=open">
              <Trans>To the open items</Trans>
            </Link>
          ),
        }}
      />
      <ReceiptDrawer
        id={params.get('receipt')}
        onClose={() => {
          show(null);
        }}
      />
    </>
  );
}
