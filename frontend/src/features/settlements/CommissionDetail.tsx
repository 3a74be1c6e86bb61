import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { Column } from '@/console/list/types';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { StatementCommissionDocument } from '@/generated/graphql';
import type { StatementCommissionQuery } from '@/generated/graphql';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { CommissionKindName } from '@/ui/words/CommissionKindName';
import type { Statement } from './StatementPage';

type Row = NonNullable<StatementCommissionQuery['statement']>['commissionLines']['nodes'][number];

const PAGE = 20;
const MAX = 100;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'on', title: msg`Earned on`, cell: (row) => <BusinessDate value={row.earnedOn} /> },
  {
    key: 'order',
    title: msg`Order`,
    cell: (row) => row.order && <Link href={`/orders/${row.order.id}`}>{row.order.number}</Link>,
  },
  { key: 'sku', title: msg`Product`, cell: (row) => row.orderLine?.name },
  { key: 'seller', title: msg`Sold by`, cell: (row) => row.seller?.name },
  { key: 'kind', title: msg`Kind`, cell: (row) => <CommissionKindName kind={row.kind} /> },
  {
    key: 'base',
    title: msg`Base`,
    align: 'right',
    cell: (row) => <Money value={row.unitGap ?? row.base} />,
  },
  {
    key: 'rate',
    title: msg`× rate`,
    align: 'right',
    cell: (row) => (row.rate ? <Rate value={row.rate} /> : `× ${String(row.quantity)}`),
  },
  {
    key: 'amount',
    title: msg`Commission`,
    align: 'right',
    cell: (row) => <Money value={row.amount} trace={row.id} />,
  },
];

/** The commission of a statement line by line, the largest first. */
export function CommissionDetail({ statement }: { statement: Statement }) {
  const { t } = useLingui();
  const [first, setFirst] = useState(PAGE);
  const [{ data, fetching }] = useQuery({
    query: StatementCommissionDocument,
    variables: { id: statement.id, first },
  });
  const found = data?.statement?.commissionLines;
  if (!found || found.totalCount === 0) return null;
  const { totalCount } = found;
  const distributor = statement.counterparty?.distributor?.id;
  const shown = found.nodes.length;
  return (
    <Panel
      title={<Trans>Commission line by line</Trans>}
      actions={
        <>
          <span className="t-soft">
            <Trans>
              {shown} of {totalCount}
            </Trans>
          </span>
          {distributor && (
            <Link href={`/commissions?run=${statement.run.id}&distributor=${distributor}`}>
              <Trans>All of them</Trans>
            </Link>
          )}
        </>
      }
      isFlush
    >
      <PlainTable
        label={t`Commission line by line`}
        rows={found.nodes}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty={null}
      />
      {shown < totalCount && first < MAX && (
        <div className="balance-more">
          <Button
            loading={fetching}
            onClick={() => {
              setFirst(MAX);
            }}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Panel>
  );
}
