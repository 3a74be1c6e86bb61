import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { TablePanel } from '@/console/parts/TablePanel';
import type { Column } from '@/console/list/types';
import { isZero, negated } from '@/lib/money';
import { Money } from '@/ui/Money';
import type { OrderDetail } from './OrderPage';

type Line = OrderDetail['lines']['nodes'][number];

const COLUMNS: readonly Column<Line>[] = [
  {
    key: 'product',
    title: msg`Product`,
    cell: (line) => (
      <>
        {line.name}
        <span className="t-block t-soft">{line.sku}</span>
      </>
    ),
  },
  {
    key: 'unitPrice',
    title: msg`Unit price`,
    align: 'right',
    cell: (line) => <Money value={line.unitPrice} trace={line.id} />,
  },
  { key: 'quantity', title: msg`Quantity`, align: 'right', cell: (line) => line.quantity },
  {
    key: 'goods',
    title: msg`Goods`,
    align: 'right',
    cell: (line) => <Money value={line.goods} />,
  },
  {
    key: 'discount',
    title: msg`Discount`,
    align: 'right',
    cell: (line) => (isZero(line.discount) ? '–' : <Money value={negated(line.discount)} />),
  },
  {
    key: 'net',
    title: msg`Net`,
    align: 'right',
    cell: (line) => <Money value={line.net} trace={line.id} />,
  },
  { key: 'tax', title: msg`Tax`, align: 'right', cell: (line) => <Money value={line.tax} /> },
];

/** What was bought; each price opens the ladder of prices it was taken from. */
export function OrderLines({ order }: { order: OrderDetail }) {
  const { t } = useLingui();
  return (
    <div className="panels-wide">
      <TablePanel
        title={<Trans>Lines</Trans>}
        label={t`Lines of the order`}
        rows={order.lines.nodes}
        columns={COLUMNS}
        rowKey={(line) => line.id}
        empty={<Trans>The order has no lines.</Trans>}
      >
        {order.lines.pageInfo.hasNextPage && (
          <p className="panel-none">
            <Trans>The first 100 lines.</Trans>
          </p>
        )}
      </TablePanel>
    </div>
  );
}
