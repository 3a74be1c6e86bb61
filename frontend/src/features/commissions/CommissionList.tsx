import { msg } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import { daysOf } from '@/console/list/days';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { useMonthFilter } from '@/console/parts/filters';
import { CommissionListDocument } from '@/generated/graphql';
import type { CommissionKind, CommissionLineSort, CommissionListQuery } from '@/generated/graphql';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { CommissionKindName } from '@/ui/words/CommissionKindName';

type Row = CommissionListQuery['commissionLines']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'on',
    title: msg`Earned on`,
    cell: (row) => <BusinessDate value={row.earnedOn} />,
    text: (row) => row.earnedOn,
  },
  {
    key: 'beneficiary',
    title: msg`Earned by`,
    cell: (row) => (
      <>
        {row.beneficiary?.name} <span className="t-soft">{row.beneficiary?.code}</span>
      </>
    ),
    text: (row) => row.beneficiary?.code,
  },
  {
    key: 'kind',
    title: msg`Kind`,
    cell: (row) => <CommissionKindName kind={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'depth',
    title: msg`Level`,
    cell: (row) => <Depth depth={row.depth} />,
    text: (row) => row.depth,
  },
  {
    key: 'base',
    title: msg`Base`,
    align: 'right',
    cell: (row) => <Money value={row.unitGap ?? row.base} />,
    text: (row) => (row.unitGap ?? row.base).amount,
  },
  {
    key: 'rate',
    title: msg`× rate or units`,
    align: 'right',
    cell: (row) => (row.rate ? <Rate value={row.rate} /> : row.quantity),
    text: (row) => row.rate ?? row.quantity,
  },
  {
    key: 'amount',
    title: msg`= commission`,
    align: 'right',
    cell: (row) => (
      <Money
        value={row.amount}
        trace={row.id}
        tone={row.amount.amount.startsWith('-') ? 'bad' : 'plain'}
      />
    ),
    text: (row) => row.amount.amount,
    sort: 'LARGEST',
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.amount.currency,
    text: (row) => row.amount.currency,
    isOptional: true,
  },
  {
    key: 'plan',
    title: msg`Plan version`,
    cell: (row) => `${row.plan.code} v${String(row.plan.version)}`,
    text: (row) => `${row.plan.code} v${String(row.plan.version)}`,
  },
  {
    key: 'order',
    title: msg`Order line`,
    cell: (row) =>
      row.order && (
        <>
          <Link href={`/orders/${row.order.id}`}>{row.order.number}</Link>
          <span className="t-soft t-block">{row.orderLine?.name}</span>
        </>
      ),
    text: (row) => row.order?.number,
  },
  {
    key: 'line',
    title: msg`Product`,
    cell: (row) => row.orderLine?.sku,
    text: (row) => row.orderLine?.sku,
    isOptional: true,
  },
  {
    key: 'seller',
    title: msg`Sold by`,
    cell: (row) => row.seller?.name,
    text: (row) => row.seller?.code,
    isOptional: true,
  },
  {
    key: 'run',
    title: msg`Settled in`,
    cell: (row) => row.run?.periodStart.slice(0, 7) ?? '–',
    text: (row) => row.run?.periodStart.slice(0, 7),
    isOptional: true,
  },
];

function Depth({ depth }: { depth: number }) {
  return depth === 0 ? (
    <Trans>Own sale</Trans>
  ) : (
    <Plural value={depth} one="# level above" other="# levels above" />
  );
}

const KINDS: readonly CommissionKind[] = ['LEVEL', 'OVERRIDE', 'PRICE_GAP', 'BONUS'];
const SORTS: readonly string[] = ['NEWEST', 'OLDEST', 'LARGEST'] satisfies CommissionLineSort[];

/** Commission line by line: what it was taken of, at which rate, for which order line. */
export function CommissionList() {
  const { t } = useLingui();
  const month = useMonthFilter();
  const words: Record<CommissionKind, string> = {
    LEVEL: t`Level commission`,
    OVERRIDE: t`Override on a level below`,
    PRICE_GAP: t`Price gap`,
    BONUS: t`Bonus`,
  };
  const filters: readonly Filter[] = [
    month,
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
    {
      kind: 'choice',
      name: 'kind',
      label: msg`Kind`,
      options: KINDS.map((value) => ({ value, label: words[value] })),
    },
    { kind: 'days', name: 'earned', label: msg`Earned` },
  ];
  return (
    <ListPage
      name="commissions"
      title={<Trans>Commissions</Trans>}
      actions={
        <Link href="/commissions/plans">
          <Trans>Plans and rates</Trans>
        </Link>
      }
      document={CommissionListDocument}
      variables={(state) => {
        const [earnedFrom, earnedUntil] = daysOf(state, 'earned');
        const kinds = state.values('kind') as CommissionKind[];
        const parties = state.values('distributor');
        const run = state.value('run');
        const filter = {
          ...(run ? { run } : {}),
          ...(kinds.length > 0 ? { kinds } : {}),
          ...(parties.length > 0 ? { beneficiaries: [...parties] } : {}),
          ...(earnedFrom ? { earnedFrom } : {}),
          ...(earnedUntil ? { earnedUntil } : {}),
        };
        const sort =
          state.sort && SORTS.includes(state.sort) ? (state.sort as CommissionLineSort) : 'NEWEST';
        return { sort, filter };
      }}
      connection={(answer) => answer.commissionLines}
      columns={COLUMNS}
      filters={filters}
      empty={{
        title: <Trans>No commission has been earned yet.</Trans>,
        hint: <Trans>Closing a month works it out, order line by order line.</Trans>,
        action: (
          <Link href="/settlement">
            <Trans>To the settlement</Trans>
          </Link>
        ),
      }}
    />
  );
}
