import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { RebateListDocument } from '@/generated/graphql';
import type { RebateListQuery } from '@/generated/graphql';
import { BusinessDate, Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { NextRebate } from '@/ui/words/NextRebate';
import { MeasureName } from '@/ui/words/RebateWords';

type Row = RebateListQuery['rebateAccruals']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'period',
    title: msg`Rebate period`,
    cell: (row) => (
      <Link href={`/rebates/${row.id}`}>
        <Period start={row.ratedFrom} end={row.ratedUntil} />
      </Link>
    ),
    text: (row) => row.ratedFrom,
  },
  {
    key: 'distributor',
    title: msg`Distributor`,
    cell: (row) => (
      <>
        {row.distributor?.name} <span className="t-soft">{row.distributor?.code}</span>
      </>
    ),
    text: (row) => row.distributor?.code,
  },
  {
    key: 'plan',
    title: msg`Rebate`,
    cell: (row) => (
      <>
        {row.planName}
        <span className="t-soft t-block">
          <MeasureName measure={row.measure} />
        </span>
      </>
    ),
    text: (row) => `${row.planName} ${row.termCode}`,
  },
  {
    key: 'volume',
    title: msg`Bought, without tax`,
    align: 'right',
    cell: (row) => <Money value={row.volume} />,
    text: (row) => row.volume.amount,
  },
  {
    key: 'rate',
    title: msg`Rate`,
    align: 'right',
    cell: (row) => (row.rate ? <Rate value={row.rate} /> : '–'),
    text: (row) => row.rate,
  },
  {
    key: 'amount',
    title: msg`Accrued`,
    align: 'right',
    cell: (row) => <Money value={row.amount} />,
    text: (row) => row.amount.amount,
    sort: 'LARGEST',
  },
  {
    key: 'next',
    title: msg`To the next step`,
    cell: (row) => <NextRebate rebate={row} />,
    text: (row) => row.more?.amount ?? row.moreUnits,
  },
  {
    key: 'asOf',
    title: msg`Counted through`,
    cell: (row) => <BusinessDate value={row.asOf} />,
    text: (row) => row.asOf,
    isOptional: true,
  },
];

const FILTERS: readonly Filter[] = [
  { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
];

/** What each distributor has earned back so far, period by period. */
export function RebateList() {
  return (
    <ListPage
      name="rebates"
      title={<Trans>Rebates</Trans>}
      actions={
        <span className="t-links">
          <Link href="/rebates/claims">
            <Trans>Rebate claims</Trans>
          </Link>{' '}
          <Link href="/rebates/plans">
            <Trans>Rebate plans</Trans>
          </Link>
        </span>
      }
      document={RebateListDocument}
      variables={(state) => {
        const parties = state.values('distributor');
        return {
          sort: state.sort === 'LARGEST' ? ('LARGEST' as const) : ('NEWEST' as const),
          filter: parties.length > 0 ? { distributors: [...parties] } : {},
        };
      }}
      connection={(answer) => answer.rebateAccruals}
      columns={COLUMNS}
      filters={FILTERS}
      empty={{
        title: <Trans>No rebate has been accrued yet.</Trans>,
        hint: <Trans>Rebates are counted every day from what distributors buy.</Trans>,
      }}
    />
  );
}
