import { FilePdfOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ListPage } from '@/console/list/ListPage';
import { daysOf } from '@/console/list/days';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { useMonthFilter, useStateFilter } from '@/console/parts/filters';
import { StatementListDocument } from '@/generated/graphql';
import type { StatementListQuery, StatementSort, StatementState } from '@/generated/graphql';
import { BusinessDate, Instant, Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import './settlements.css';

type Row = StatementListQuery['statements']['nodes'][number];
type AmountKey =
  'owedOpening' | 'owedMovement' | 'owedClosing' | `earned${'Opening' | 'Movement' | 'Closing'}`;

const amount = (key: AmountKey, title: Column<Row>['title'], isOptional = false): Column<Row> => ({
  key,
  title,
  align: 'right',
  cell: (row) => <Money value={row[key]} />,
  text: (row) => row[key].amount,
  isOptional,
});

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'number',
    title: msg`Number`,
    cell: (row) => row.number,
    text: (row) => row.number,
    sort: 'NUMBER',
  },
  {
    key: 'period',
    title: msg`Period`,
    cell: (row) => <Period start={row.periodStart} end={row.periodEnd} />,
    text: (row) => row.periodStart.slice(0, 7),
  },
  {
    key: 'code',
    title: msg`Code`,
    cell: (row) => row.counterpartyCode,
    text: (row) => row.counterpartyCode,
    isOptional: true,
  },
  {
    key: 'counterparty',
    title: msg`To`,
    cell: (row) => (
      <>
        {row.counterpartyName} <span className="t-soft">{row.counterpartyCode}</span>
      </>
    ),
    text: (row) => row.counterpartyName,
  },
  {
    key: 'creditor',
    title: msg`Issued by`,
    cell: (row) => row.creditorName,
    text: (row) => row.creditorName,
    isOptional: true,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="statement" state={row.state} />,
    text: (row) => row.state,
  },
  amount('owedOpening', msg`Owed, opening`, true),
  amount('owedMovement', msg`Owed, movement`),
  amount('owedClosing', msg`Owed, closing`),
  amount('earnedOpening', msg`Earned, opening`, true),
  amount('earnedMovement', msg`Earned, movement`),
  amount('earnedClosing', msg`Earned, closing`),
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.currency,
    text: (row) => row.currency,
    isOptional: true,
  },
  {
    key: 'issuedOn',
    title: msg`Issued on`,
    cell: (row) => <BusinessDate value={row.issuedOn} />,
    text: (row) => row.issuedOn,
    isOptional: true,
  },
  {
    key: 'answeredAt',
    title: msg`Answered`,
    cell: (row) => (row.answeredAt ? <Instant value={row.answeredAt} /> : '–'),
    text: (row) => row.answeredAt,
    isOptional: true,
  },
  {
    key: 'reason',
    title: msg`What is said to be wrong`,
    cell: (row) => row.disputeReason,
    text: (row) => row.disputeReason,
    isOptional: true,
  },
  { key: 'pdf', title: msg`PDF`, cell: (row) => row.isPrinted && <Pdf row={row} /> },
];

function Pdf({ row }: { row: Row }) {
  const { t } = useLingui();
  return (
    <a
      href={`/files/statements/${row.id}`}
      target="_blank"
      rel="noreferrer"
      aria-label={t`PDF of ${row.number}`}
    >
      <FilePdfOutlined />
    </a>
  );
}

const SORTS: readonly string[] = ['NEWEST', 'NUMBER'] satisfies StatementSort[];

/** Every statement, by month, distributor and what the distributor said to it. */
export function StatementList() {
  const filters: readonly Filter[] = [
    useMonthFilter(),
    useStateFilter('statement'),
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
    { kind: 'text', name: 'number', label: msg`Number` },
    { kind: 'days', name: 'period', label: msg`Period` },
  ];
  return (
    <ListPage
      name="statements"
      title={<Trans>Statements</Trans>}
      document={StatementListDocument}
      variables={(state) => {
        const [periodFrom, periodUntil] = daysOf(state, 'period');
        const states = state.values('state') as StatementState[];
        const parties = state.values('distributor');
        const filter = {
          ...(state.value('run') ? { run: state.value('run') } : {}),
          ...(states.length > 0 ? { states } : {}),
          ...(parties.length > 0 ? { counterparties: [...parties] } : {}),
          ...(state.value('number') ? { number: state.value('number')?.toUpperCase() } : {}),
          ...(periodFrom ? { periodFrom } : {}),
          ...(periodUntil ? { periodUntil } : {}),
        };
        const sort =
          state.sort && SORTS.includes(state.sort) ? (state.sort as StatementSort) : 'NEWEST';
        return { sort, filter };
      }}
      connection={(answer) => answer.statements}
      columns={COLUMNS}
      filters={filters}
      rowHref={(row) => `/statements/${row.id}`}
      empty={{
        title: <Trans>There are no statements yet.</Trans>,
        hint: <Trans>Closing a month writes one for everybody who owes or has earned.</Trans>,
      }}
    />
  );
}
