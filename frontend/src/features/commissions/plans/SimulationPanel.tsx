import { msg } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import type { Column } from '@/console/list/types';
import { TextField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { SimulatePlanDocument } from '@/generated/graphql';
import type { SimulatePlanMutation } from '@/generated/graphql';
import { isNegative, isZero } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';

type Seen = Extract<SimulatePlanMutation['simulatePlan'], { __typename: 'SimulatedPlan' }>;
type Earner = Seen['earners'][number];

const PAUSE_MS = 800;

const COLUMNS: readonly Column<Earner>[] = [
  {
    key: 'party',
    title: msg`Beneficiary`,
    cell: (row) => (
      <span>
        {row.party?.name} <span className="t-soft">{row.party?.code}</span>
      </span>
    ),
    text: (row) => row.party?.name ?? '',
  },
  {
    key: 'difference',
    title: msg`Difference`,
    cell: (row) => (
      <span className="plan-amounts">
        <span>
          <Difference value={row.difference} />
        </span>
        <span className="t-soft">
          <Money value={row.now} tone="soft" /> → <Money value={row.then} tone="soft" />
        </span>
      </span>
    ),
    text: (row) => row.difference.amount,
    align: 'right',
  },
];

interface Props {
  code: string;
  /** The document as it is being written; none while something in it is wrong. */
  document: string | null;
}

/** What the plan would have given on the orders of a month, while it is being written. */
export function SimulationPanel({ code, document }: Props) {
  const { t } = useLingui();
  const [month, setMonth] = useState('');
  const [seen, setSeen] = useState<Seen | null>(null);
  const trying = useDeed(SimulatePlanDocument, (data) => data.simulatePlan);
  const { run } = trying;
  useEffect(() => {
    if (document === null) return;
    let isWanted = true;
    const later = setTimeout(() => {
      const input = { code, document, month: month === '' ? null : month };
      void run({ input }).then((found) => {
        if (isWanted && found) setSeen(found);
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(later);
    };
    // `run` is another one at each turn and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [code, document, month]);
  return (
    <Panel title={<Trans>Tried on the orders of a month</Trans>}>
      <div className="plan-tried" aria-live="polite" aria-busy={trying.isBusy}>
        <TextField
          type="month"
          label={<Trans>Month</Trans>}
          value={month === '' ? (seen?.month ?? '') : month}
          onChange={setMonth}
        />
        {document === null ? (
          <p className="t-soft">
            <Trans>Mend what is marked, and the plan is tried again.</Trans>
          </p>
        ) : (
          <DeedFault fault={trying.fault} />
        )}
        {!seen && !trying.fault && document !== null && <Skeleton lines={4} />}
        {seen && <Outcome seen={seen} label={t`Who gains and who loses`} />}
      </div>
    </Panel>
  );
}

function Outcome({ seen, label }: { seen: Seen; label: string }) {
  return (
    <>
      <Facts>
        {seen.totals.map((total) => (
          <Fact key={total.now.currency} label={<Trans>Commissions in all</Trans>}>
            <Money value={total.now} /> → <Money value={total.then} />{' '}
            <Difference value={total.difference} />
          </Fact>
        ))}
        <Fact label={<Trans>Order lines billed</Trans>}>{seen.orderLines}</Fact>
        <Fact label={<Trans>Beneficiaries</Trans>}>
          <Plural value={seen.gaining} one="# gains" other="# gain" />,{' '}
          <Plural value={seen.losing} one="# loses" other="# lose" />,{' '}
          <Plural value={seen.same} one="# as before" other="# as before" />
        </Fact>
      </Facts>
      <PlainTable
        label={label}
        rows={seen.earners}
        columns={COLUMNS}
        rowKey={(row) => `${row.party?.id ?? ''} ${row.now.currency}`}
        empty={<Trans>Nothing changes for anybody.</Trans>}
      />
    </>
  );
}

function Difference({ value }: { value: MoneyValue }) {
  return (
    <>
      {!isZero(value) && !isNegative(value) && '+'}
      <Money value={value} tone={isZero(value) ? 'soft' : isNegative(value) ? 'bad' : 'good'} />
    </>
  );
}
