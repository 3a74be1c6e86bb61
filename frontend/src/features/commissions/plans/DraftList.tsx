import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { PlanDraftListDocument } from '@/generated/graphql';
import type { PlanDraftFieldsFragment } from '@/generated/graphql';
import { BusinessDate, Instant } from '@/ui/Dates';
import { NewPlanLink } from './NewPlanLink';

type Row = PlanDraftFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: msg`Plan`,
    cell: (row) => (
      <span>
        {row.name} <span className="t-soft">{row.code}</span>
      </span>
    ),
    text: (row) => `${row.name} (${row.code})`,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) =>
      row.submittedAt ? (
        <span className="t-tag t-tag-warn">
          <Trans>Waits for approval</Trans>
        </span>
      ) : (
        <span className="t-tag t-tag-soft">
          <Trans>Draft</Trans>
        </span>
      ),
    text: (row) => (row.submittedAt ? 'submitted' : 'draft'),
  },
  {
    key: 'from',
    title: msg`Holds from`,
    cell: (row) => <BusinessDate value={row.validFrom} />,
    text: (row) => row.validFrom,
  },
  {
    key: 'changed',
    title: msg`Changed last`,
    cell: (row) => (
      <span>
        <Instant value={row.changedAt} /> <span className="t-soft">{row.changedBy?.name}</span>
      </span>
    ),
    text: (row) => row.changedAt,
  },
];

/** Plans that nobody earns by yet. */
export function DraftList() {
  return (
    <>
      <Link href="/commissions/plans" className="panel-back">
        ‹ <Trans>Plans and rates</Trans>
      </Link>
      <ListPage
        name="plan-drafts"
        title={<Trans>Drafts of plans</Trans>}
        actions={<NewPlanLink />}
        document={PlanDraftListDocument}
        variables={() => ({ sort: 'NEWEST' as const })}
        connection={(answer) => answer.commissionPlanDrafts}
        columns={COLUMNS}
        rowHref={(row) => `/commissions/plans/drafts/${row.id}`}
        empty={{
          title: <Trans>There is no draft.</Trans>,
          hint: <Trans>A draft is gone once it was put in force.</Trans>,
        }}
      />
    </>
  );
}
