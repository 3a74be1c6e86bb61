import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { useMonthFilter, useStateFilter } from '@/console/parts/filters';
import { DisputeListDocument } from '@/generated/graphql';
import type { DisputeListQuery, DisputeState, StatementDisputeSort } from '@/generated/graphql';
import { BusinessDate, Instant, Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { LineWords } from '@/ui/words/LineWords';
import './statement.css';

type Row = DisputeListQuery['statementDisputes']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'raised',
    title: msg`Said at`,
    cell: (row) => <Instant value={row.raisedAt} />,
    text: (row) => row.raisedAt,
    sort: 'OLDEST',
  },
  {
    key: 'counterparty',
    title: msg`Disputed by`,
    cell: (row) => (
      <>
        {row.statement.counterpartyName}{' '}
        <span className="t-soft">{row.statement.counterpartyCode}</span>
      </>
    ),
    text: (row) => row.statement.counterpartyName,
  },
  {
    key: 'line',
    title: msg`Line`,
    cell: (row) =>
      row.line && (
        <>
          {row.line.reference}{' '}
          <span className="t-soft">
            <LineWords section={row.line.section} detail={row.line.detail} />
          </span>
        </>
      ),
    text: (row) => row.line?.reference,
  },
  {
    key: 'amount',
    title: msg`Amount`,
    align: 'right',
    cell: (row) => row.line && <Money value={row.line.amount} trace={row.line.subject?.id} />,
    text: (row) => row.line?.amount.amount,
  },
  {
    key: 'currency',
    title: msg`Currency`,
    cell: (row) => row.statement.currency,
    text: (row) => row.statement.currency,
    isOptional: true,
    isExported: true,
  },
  {
    key: 'reason',
    title: msg`What is said to be wrong`,
    cell: (row) => <span className="dispute-reason">{row.reason}</span>,
    text: (row) => row.reason,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="dispute" state={row.state} />,
    text: (row) => row.state,
  },
  {
    key: 'statement',
    title: msg`Statement`,
    cell: (row) => <Link href={`/statements/${row.statement.id}`}>{row.statement.number}</Link>,
    text: (row) => row.statement.number,
  },
  {
    key: 'period',
    title: msg`Period`,
    cell: (row) => <Period start={row.statement.periodStart} end={row.statement.periodEnd} />,
    text: (row) => row.statement.periodStart,
    isOptional: true,
  },
  {
    key: 'answerBy',
    title: msg`To be disputed by`,
    cell: (row) => (row.statement.answerBy ? <BusinessDate value={row.statement.answerBy} /> : '–'),
    text: (row) => row.statement.answerBy,
  },
  {
    key: 'answer',
    title: msg`Answer`,
    cell: (row) => row.answer,
    text: (row) => row.answer,
    isOptional: true,
  },
];

const SORTS: readonly string[] = ['NEWEST', 'OLDEST'] satisfies StatementDisputeSort[];

/** Every line of any statement that a distributor says is wrong: what finance has to look at. */
export function DisputeList() {
  const filters: readonly Filter[] = [
    useStateFilter('dispute'),
    useMonthFilter(),
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
  ];
  return (
    <ListPage
      name="disputes"
      title={<Trans>Disputed lines</Trans>}
      document={DisputeListDocument}
      variables={(state) => {
        const states = state.values('state') as DisputeState[];
        const parties = state.values('distributor');
        const filter = {
          ...(state.value('run') ? { run: state.value('run') } : {}),
          ...(states.length > 0 ? { states } : {}),
          ...(parties.length > 0 ? { counterparties: [...parties] } : {}),
        };
        const sort =
          state.sort && SORTS.includes(state.sort)
            ? (state.sort as StatementDisputeSort)
            : 'NEWEST';
        return { sort, filter };
      }}
      connection={(answer) => answer.statementDisputes}
      columns={COLUMNS}
      filters={filters}
      rowHref={(row) => `/statements/${row.statement.id}`}
      empty={{
        title: <Trans>Nobody disputes a line.</Trans>,
        hint: <Trans>What distributors find wrong with a statement comes here.</Trans>,
      }}
    />
  );
}
