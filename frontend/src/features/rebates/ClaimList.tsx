import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { useStateFilter } from '@/console/parts/filters';
import { RebateClaimListDocument } from '@/generated/graphql';
import type { RebateClaimState, RebateClaimFieldsFragment, Role } from '@/generated/graphql';
import { Instant, Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { ClaimWaiting } from '@/ui/words/ClaimWords';

type Row = RebateClaimFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'number',
    title: msg`Claim`,
    cell: (row) => <Link href={`/rebates/claims/${row.id}`}>{row.number}</Link>,
    text: (row) => row.number,
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
          <Period start={row.ratedFrom} end={row.ratedUntil} />
        </span>
      </>
    ),
    text: (row) => `${row.planName} ${row.termCode} ${row.ratedFrom}`,
  },
  {
    key: 'amount',
    title: msg`Claimed`,
    align: 'right',
    cell: (row) => <Money value={row.amount} />,
    text: (row) => row.amount.amount,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => (
      <>
        <StateTag kind="rebateClaim" state={row.state} />
        <span className="t-soft t-block">
          <ClaimWaiting waitsFor={row.waitsFor} dueOn={row.dueOn} overdueAt={row.overdueAt} />
        </span>
      </>
    ),
    text: (row) => row.state,
  },
  {
    key: 'claimed',
    title: msg`Claimed at`,
    cell: (row) => <Instant value={row.claimedAt} />,
    text: (row) => row.claimedAt,
  },
];

/** Claims of rebates: what waits for whom, and what became of the others. */
export function ClaimList() {
  const { t } = useLingui();
  const filters: readonly Filter[] = [
    useStateFilter('rebateClaim'),
    {
      kind: 'choice',
      name: 'waits',
      label: msg`Waits for`,
      options: [
        { value: 'SALES_MANAGER', label: t`Sales manager` },
        { value: 'ACCOUNTANT', label: t`Accountant` },
        { value: 'FINANCE_DIRECTOR', label: t`Finance director` },
        { value: 'OWNER', label: t`Owner` },
      ],
    },
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
  ];
  return (
    <ListPage
      name="rebate-claims"
      title={<Trans>Rebate claims</Trans>}
      actions={
        <Link href="/rebates/claims/settings">
          <Trans>Who agrees, and who stands in</Trans>
        </Link>
      }
      document={RebateClaimListDocument}
      variables={(state) => {
        const states = state.values('state') as RebateClaimState[];
        const waits = state.values('waits') as Role[];
        const parties = state.values('distributor');
        return {
          sort: 'NEWEST' as const,
          filter: {
            ...(states.length > 0 && { states }),
            ...(waits.length > 0 && { waitingFor: waits }),
            ...(parties.length > 0 && { distributors: [...parties] }),
          },
        };
      }}
      connection={(answer) => answer.rebateClaims}
      columns={COLUMNS}
      filters={filters}
      rowHref={(row) => `/rebates/claims/${row.id}`}
      empty={{
        title: <Trans>No rebate was claimed yet.</Trans>,
        hint: <Trans>Distributors claim in the portal what a plan asks to be claimed.</Trans>,
      }}
    />
  );
}
