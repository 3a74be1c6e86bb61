import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Segmented } from 'antd';
import { useState } from 'react';
import type { Column } from '@/console/list/types';
import { DistributorLink } from '@/console/parts/DistributorLink';
import { TablePanel } from '@/console/parts/TablePanel';
import type { PayoutObstacle } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import type { Preview } from './BatchWizard';

type Line = Preview['lines'][number];
type Shown = 'payable' | 'waiting' | 'nothing';

const OBSTACLES: Record<PayoutObstacle, MessageDescriptor> = {
  NOTHING_DUE: msg`Nothing is due`,
  HELD: msg`Earned too recently for its plan to pay it`,
  NEGATIVE_BALANCE: msg`Owes commission back after a return`,
  NO_PAYEE_ACCOUNT: msg`No account to be paid to`,
  CURRENCY_MISMATCH: msg`Is paid in another currency`,
  ON_HOLD: msg`Account is on hold`,
  BELOW_MINIMUM: msg`Less than the least amount`,
};

const COLUMNS: readonly Column<Line>[] = [
  {
    key: 'distributor',
    title: msg`Distributor`,
    cell: ({ distributor }) => distributor && <DistributorLink distributor={distributor} />,
  },
  {
    key: 'amount',
    title: msg`Available`,
    align: 'right',
    cell: (line) => <Money value={line.amount} />,
  },
  { key: 'why', title: msg`Paid now?`, cell: (line) => <Why line={line} /> },
];

function Why({ line }: { line: Line }) {
  const { i18n } = useLingui();
  const hold = line.distributor?.payeeAccounts.find((one) => one.holdReason)?.holdReason;
  if (line.isPayable) {
    return (
      <>
        <span className="t-tag t-tag-good">
          <Trans>Is paid</Trans>
        </span>
        <HeldUntil line={line} />
      </>
    );
  }
  return (
    <>
      {line.reasons.map((reason) => (
        <span key={reason} className={reason === 'NOTHING_DUE' ? 't-tag' : 't-tag t-tag-warn'}>
          {i18n._(OBSTACLES[reason])}
        </span>
      ))}
      {hold && <span className="t-soft"> {hold}</span>}
      <HeldUntil line={line} />
    </>
  );
}

function HeldUntil({ line }: { line: Line }) {
  if (!line.heldUntil) return null;
  return (
    <span className="t-soft">
      {' '}
      <Trans>
        more from <BusinessDate value={line.heldUntil} />
      </Trans>
    </span>
  );
}

export function shownOf(line: Pick<Line, 'isPayable' | 'amount' | 'heldUntil'>): Shown {
  if (line.isPayable) return 'payable';
  return isZero(line.amount) && !line.heldUntil ? 'nothing' : 'waiting';
}

/** Everybody who has earned something, and whether a batch would pay them now. */
export function PayableTable({ preview }: { preview: Preview }) {
  const { t } = useLingui();
  const [shown, setShown] = useState<Shown>('payable');
  const count = (of: Shown): number => preview.lines.filter((line) => shownOf(line) === of).length;
  const rows = preview.lines.filter((line) => shownOf(line) === shown);
  const payable = count('payable');
  const waiting = count('waiting');
  const nothing = count('nothing');
  return (
    <TablePanel
      title={
        <Plural
          value={preview.lines.length}
          one="# distributor looked at"
          other="# distributors looked at"
        />
      }
      actions={
        <Segmented<Shown>
          aria-label={t`Which distributors`}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'payable', label: t`Are paid (${payable})` },
            { value: 'waiting', label: t`Not paid (${waiting})` },
            { value: 'nothing', label: t`Nothing due (${nothing})` },
          ]}
        />
      }

      label={t`Which distributors`}
      rows={rows}
      columns={COLUMNS}
      rowKey={(line) => line.distributor?.id ?? ''}
      empty={<Trans>Nobody.</Trans>}
    />
  );
}
