import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { Button } from 'antd';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import { daysOf } from '@/console/list/days';
import type { Column, Filter } from '@/console/list/types';
import type { ListState } from '@/console/list/useListState';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { useChannelFilter, useStateFilter } from '@/console/parts/filters';
import { useStateChoices } from '@/console/parts/useChoices';
import { OrderListDocument } from '@/generated/graphql';
import type {
  Logistics,
  OrderKind,
  OrderListQuery,
  OrderMode,
  OrderSort,
  OrderState,
} from '@/generated/graphql';
import { IMPORTING } from '@/lib/roles';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { MODES, ModeName } from './modes';

type OrderRow = OrderListQuery['orders']['nodes'][number];

const COLUMNS: readonly Column<OrderRow>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (row) => <Link href={`/orders/${row.id}`}>{row.number}</Link>,
    text: (row) => row.number,
  },
  {
    key: 'orderedOn',
    title: msg`Ordered`,
    cell: (row) => <BusinessDate value={row.orderedOn} />,
    text: (row) => row.orderedOn,
    sort: 'OLDEST',
  },
  {
    key: 'distributor',
    title: msg`Distributor`,
    cell: (row) =>
      row.distributor && (
        <Link href={`/distributors/${row.distributor.id}`}>{row.distributor.name}</Link>
      ),
    text: (row) => row.distributor?.name,
  },
  {
    key: 'channel',
    title: msg`Channel`,
    cell: (row) => row.channel?.name,
    text: (row) => row.channel?.name,
  },
  {
    key: 'kind',
    title: msg`Kind`,
    cell: (row) => <StateTag kind="orderKind" state={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="order" state={row.state} />,
    text: (row) => row.state,
  },
  {
    key: 'total',
    title: msg`Total`,
    align: 'right',
    cell: (row) => <Money value={row.total} />,
    text: (row) => row.total.amount,
    sort: 'LARGEST',
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.total.currency,
    text: (row) => row.total.currency,
    isOptional: true,
    isExported: true,
  },
  {
    key: 'goods',
    title: msg`Goods`,
    align: 'right',
    cell: (row) => <Money value={row.goods} />,
    text: (row) => row.goods.amount,
    isOptional: true,
  },
  {
    key: 'discount',
    title: msg`Discount`,
    align: 'right',
    cell: (row) => <Money value={row.discount} />,
    text: (row) => row.discount.amount,
    isOptional: true,
  },
  {
    key: 'tax',
    title: msg`Tax`,
    align: 'right',
    cell: (row) => <Money value={row.tax} />,
    text: (row) => row.tax.amount,
    isOptional: true,
  },
  {
    key: 'freight',
    title: msg`Freight`,
    align: 'right',
    cell: (row) => <Money value={row.freight} />,
    text: (row) => row.freight.amount,
    isOptional: true,
  },
  {
    key: 'mode',
    title: msg`Way of settling`,
    cell: (row) => <ModeName mode={row.mode} />,
    text: (row) => row.mode,
    isOptional: true,
  },
  {
    key: 'debtor',
    title: msg`Who owes`,
    cell: (row) => row.debtor?.name,
    text: (row) => row.debtor?.name,
    isOptional: true,
  },
  {
    key: 'shippedOn',
    title: msg`Shipped`,
    cell: (row) => row.shippedOn && <BusinessDate value={row.shippedOn} />,
    text: (row) => row.shippedOn,
    isOptional: true,
  },
  {
    key: 'deliveredOn',
    title: msg`Delivered`,
    cell: (row) => row.deliveredOn && <BusinessDate value={row.deliveredOn} />,
    text: (row) => row.deliveredOn,
    isOptional: true,
  },
  {
    key: 'externalId',
    title: msg`Number in the channel`,
    cell: (row) => row.externalId,
    text: (row) => row.externalId,
    isOptional: true,
  },
];

function variablesOf(state: ListState) {
  const [orderedFrom, orderedUntil] = daysOf(state, 'ordered');
  const states = state.values('state') as OrderState[];
  const kinds = state.values('kind') as OrderKind[];
  const modes = state.values('mode') as OrderMode[];
  const logistics = state.values('logistics') as Logistics[];
  const distributors = state.values('distributor');
  return {
    sort: (state.sort ?? 'NEWEST') as OrderSort,
    filter: {
      channel: state.value('channel') ?? null,
      states: states.length > 0 ? states : null,
      kinds: kinds.length > 0 ? kinds : null,
      modes: modes.length > 0 ? modes : null,
      logistics: logistics.length > 0 ? logistics : null,
      distributors: distributors.length > 0 ? [...distributors] : null,
      number: state.value('number') ?? null,
      orderedFrom: orderedFrom ?? null,
      orderedUntil: orderedUntil ?? null,
    },
  };
}

function useFilters(): readonly Filter[] {
  const { _ } = useLingui();
  const kinds = useStateChoices('orderKind');
  const logistics = useStateChoices('logistics');
  return [
    { kind: 'text', name: 'number', label: msg`Order number` },
    useChannelFilter(),
    useStateFilter('order'),
    { kind: 'choice', name: 'logistics', label: msg`Logistics`, options: logistics },
    { kind: 'choice', name: 'kind', label: msg`Kind`, options: kinds },
    {
      kind: 'choice',
      name: 'mode',
      label: msg`Way of settling`,
      options: Object.entries(MODES).map(([value, words]) => ({ value, label: _(words) })),
    },
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
    { kind: 'days', name: 'ordered', label: msg`Ordered` },
  ];
}

export function OrderList() {
  const filters = useFilters();
  const mayImport = useHasRole(...IMPORTING);
  const begin = mayImport && (
    <Link href="/imports/new" asChild>
      <Button type="primary" href="/imports/new">
        <Trans>Import orders</Trans>
      </Button>
    </Link>
  );
  return (
    <ListPage
      name="orders"
      title={<Trans>Orders</Trans>}
      actions={begin}
      document={OrderListDocument}
      variables={variablesOf}
      connection={(answer) => answer.orders}
      columns={COLUMNS}
      filters={filters}
      rowHref={(row) => `/orders/${row.id}`}
      empty={{
        title: <Trans>There are no orders yet.</Trans>,
        hint: <Trans>Orders come in by a file of a channel, or are placed in the portal.</Trans>,
        action: begin,
      }}
    />
  );
}
