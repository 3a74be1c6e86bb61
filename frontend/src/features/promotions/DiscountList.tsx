import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { DecideDiscount } from '@/console/discounts/DecideDiscount';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { DiscountListDocument } from '@/generated/graphql';
import type { DiscountListQuery, DiscountState } from '@/generated/graphql';
import { PROMOTING } from '@/lib/roles';
import { Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { STATES } from '@/ui/words/states';

type Row = DiscountListQuery['discountRequests']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'order',
    title: msg`Order`,
    cell: (row) =>
      row.order && (
        <>
          <Link href={`/orders/${row.order.id}`}>{row.order.number}</Link>
          <span className="t-block t-soft">{row.order.distributor?.name}</span>
        </>
      ),
    text: (row) => row.order?.number ?? '',
  },
  {
    key: 'amount',
    title: msg`Amount off`,
    align: 'right',
    cell: (row) => (
      <>
        <Money value={row.amount} />
        {row.order && (
          <span className="t-block t-soft">
            <Trans>
              of <Money value={row.order.total} />
            </Trans>
          </span>
        )}
      </>
    ),
    text: (row) => row.amount.amount,
  },
  { key: 'reason', title: msg`Reason`, cell: (row) => row.reason, text: (row) => row.reason },
  {
    key: 'asked',
    title: msg`Asked by`,
    cell: (row) => (
      <>
        {row.askedBy?.name}
        <span className="t-block t-soft">
          <Instant value={row.askedAt} />
        </span>
      </>
    ),
    text: (row) => row.askedBy?.name ?? '',
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => (
      <>
        <StateTag kind="discount" state={row.state} />
        <span className="t-block t-soft">{row.decidedBy?.name}</span>
      </>
    ),
    text: (row) => row.state,
  },
];

/** Discounts that somebody asked for; those that wait are approved or refused here. */
export function DiscountList() {
  const { _ } = useLingui();
  const [version, setVersion] = useState(0);
  const mayDecide = useHasRole(...PROMOTING);
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: msg`State`,
      options: Object.entries(STATES.discount).map(([value, [, words]]) => ({
        value,
        label: _(words),
      })),
    },
  ];
  const deeds: Column<Row> = {
    key: 'deeds',
    title: msg`Decide`,
    cell: (row) =>
      row.state === 'WAITING' && (
        <DecideDiscount
          request={row}
          onDone={() => {
            setVersion((before) => before + 1);
          }}
        />
      ),
  };
  return (
    <>
      <Link href="/promotions" className="panel-back">
        ‹ <Trans>Offers</Trans>
      </Link>
      <ListPage
        key={version}
        name="discounts"
        title={<Trans>Discounts by hand</Trans>}
        document={DiscountListDocument}
        variables={(state) => {
          const states = state.values('state') as DiscountState[];
          return { sort: 'NEWEST' as const, filter: states.length > 0 ? { states } : {} };
        }}
        connection={(answer) => answer.discountRequests}
        columns={mayDecide ? [...COLUMNS, deeds] : COLUMNS}
        filters={filters}
        empty={{
          title: <Trans>Nobody has asked for a discount yet.</Trans>,
          hint: <Trans>It is asked for on the page of an order that is not billed.</Trans>,
        }}
      />
    </>
  );
}
