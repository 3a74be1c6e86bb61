import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { BOOKKEEPING } from '@/console/roles';
import { BrandCycleDocument, SetSettlementCycleDocument } from '@/generated/graphql';
import type { BrandCycleQuery, SettlementCycle } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate } from '@/ui/Dates';
import { daysIn } from './days';

type Terms = BrandCycleQuery['brand']['settlementCycles'][number];

/** How often the books are closed. */
export function CyclePanel() {
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = useHasRole(...BOOKKEEPING);
  const [{ data }] = useQuery({ query: BrandCycleDocument });
  if (!data) return null;
  const [terms] = data.brand.settlementCycles;
  return (
    <Panel
      title={<Trans>Closing of the books</Trans>}
      actions={
        mayChange && (
          <Button
            size="small"
            onClick={() => {
              setIsOpen(true);
            }}
          >
            <Trans>Change…</Trans>
          </Button>
        )
      }
    >
      <Words terms={terms} />
      {isOpen && (
        <Form
          cycle={terms?.cycle ?? 'MONTHLY'}
          today={data.viewer.today}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </Panel>
  );
}

function Words({ terms }: { terms: Terms | undefined }) {
  if (!terms) return <Trans>By calendar months.</Trans>;
  const from = <BusinessDate value={terms.validFrom} />;
  if (terms.cycle === 'WEEKLY')
    return <Trans>By weeks from Monday to Sunday, from {from} on.</Trans>;
  if (terms.cycle === 'MONTHLY') return <Trans>By calendar months, from {from} on.</Trans>;
  if (terms.cycle === 'QUARTERLY') return <Trans>By calendar quarters, from {from} on.</Trans>;
  const days = terms.lastDays.split(' ');
  const last = <BusinessDate value={days.at(-1) ?? terms.validFrom} />;
  return (
    <Trans>
      By a calendar of one&apos;s own from {from} on: {days.length} periods, the last of them ends
      on {last}.
    </Trans>
  );
}

interface FormProps {
  cycle: SettlementCycle;
  today: string;
  onClose: () => void;
}

function Form({ cycle, today, onClose }: FormProps) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [kind, setKind] = useState(cycle);
  const [from, setFrom] = useState(today);
  const [typed, setTyped] = useState('');
  const setting = useDeed(SetSettlementCycleDocument, (data) => data.setSettlementCycle);
  const days = daysIn(typed);
  const isReady = from !== '' && (kind !== 'CUSTOM' || (days !== null && days.length > 0));

  const save = async (): Promise<void> => {
    const lastDays = kind === 'CUSTOM' ? { lastDays: days } : {};
    const done = await setting.run({ input: { cycle: kind, validFrom: from, ...lastDays } });
    if (!done) return;
    onClose();
    void message.success(t`It holds from its first day on.`);
  };

  return (
    <Modal
      open
      title={t`Closing of the books`}
      okText={t`Save`}
      okButtonProps={{ disabled: !isReady, loading: setting.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void save();
      }}
      onCancel={onClose}
    >
      <DeedFault fault={setting.fault} />
      <ChoiceField<SettlementCycle>
        label={t`How often`}
        value={kind}
        options={[
          { value: 'WEEKLY', label: t`By weeks from Monday to Sunday` },
          { value: 'MONTHLY', label: t`By calendar months` },
          { value: 'QUARTERLY', label: t`By calendar quarters` },
          { value: 'CUSTOM', label: t`By a calendar of one's own` },
        ]}
        onChange={setKind}
      />
      <TextField
        label={<Trans>The first day of its first period</Trans>}
        hint={
          <Trans>
            The period in which that day lies ends the day before: nothing is left out, and nothing
            counted twice. Bonuses and rebates keep their own months and quarters.
          </Trans>
        }
        type="date"
        value={from}
        onChange={setFrom}
      />
      {kind === 'CUSTOM' && (
        <TextField
          label={<Trans>The last day of each period</Trans>}
          hint={<Trans>Days such as 2027-01-25, with blanks or commas between them.</Trans>}
          fault={days === null && <Trans>One of these is no day: write it as 2027-01-25.</Trans>}
          value={typed}
          onChange={setTyped}
        />
      )}
    </Modal>
  );
}
