import { Trans, useLingui } from '@lingui/react/macro';
import { ChoiceField, TextField, TickField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { wordsAt } from './FaultWords';
import type { Faults } from './faults';
import { MODES } from './form';
import type { PlanForm } from './form';

interface Props {
  form: PlanForm;
  faults: Faults;
  /** A draft keeps its code: another code is another plan. */
  isKept: boolean;
  onChange: (change: Partial<PlanForm>) => void;
}

/** What a plan is called, from when it holds, and what all of it is about. */
export function PlanFields({ form, faults, isKept, onChange }: Props) {
  const { t } = useLingui();
  const modes = { direct: t`Direct`, agency: t`Agency`, cascade: t`Cascade` };
  const set = (name: keyof PlanForm) => (value: string | boolean) => {
    onChange({ [name]: value });
  };
  return (
    <Panel title={<Trans>The plan</Trans>}>
      <div className="fields">
        {!isKept && (
          <TextField
            label={<Trans>Code</Trans>}
            hint={<Trans>Of an existing plan for its next version, or a new one.</Trans>}
            fault={wordsAt(faults, 'code')}
            value={form.code}
            onChange={set('code')}
          />
        )}
        <TextField
          label={<Trans>Name of the plan</Trans>}
          fault={wordsAt(faults, 'name')}
          value={form.name}
          onChange={set('name')}
        />
        <TextField
          type="date"
          label={<Trans>Holds from</Trans>}
          fault={wordsAt(faults, 'validFrom')}
          value={form.validFrom}
          onChange={set('validFrom')}
        />
        <TextField
          type="date"
          label={<Trans>No longer holds on</Trans>}
          hint={<Trans>Until further notice if empty.</Trans>}
          fault={wordsAt(faults, 'validUntil')}
          value={form.validUntil}
          onChange={set('validUntil')}
        />
        <ChoiceField
          label={t`Rates are taken of`}
          value={form.base}
          options={[
            { value: 'net', label: t`The line after discount, without tax` },
            { value: 'gross', label: t`The line after discount, with tax` },
            { value: 'margin', label: t`The margin: the line without tax, less one's own price` },
          ]}
          onChange={set('base')}
        />
        <ChoiceField
          label={t`Is earned by`}
          value={form.rest.earned_on === 'cash' ? 'cash' : 'invoice'}
          options={[
            { value: 'invoice', label: t`The bill` },
            { value: 'cash', label: t`The money, in the part an order is paid for` },
          ]}
          onChange={(earned) => {
            onChange({ rest: { ...form.rest, earned_on: earned } });
          }}
        />
        <TextField
          label={<Trans>Days it is held before it is paid out</Trans>}
          fault={wordsAt(faults, 'hold_days')}
          value={JSON.stringify(form.rest.hold_days ?? 0).replaceAll('"', '')}
          onChange={(days) => {
            const isCount = /^\d{1,4}$/.test(days);
            onChange({ rest: { ...form.rest, hold_days: isCount ? Number(days) : days } });
          }}
        />
      </div>
      <fieldset className="plan-ticks">
        <legend>
          <Trans>Orders that earn under it</Trans>
        </legend>
        {MODES.map((mode) => (
          <TickField
            key={mode}
            label={modes[mode]}
            value={form.modes.includes(mode)}
            onChange={(isOn) => {
              const others = form.modes.filter((each) => each !== mode);
              onChange({ modes: isOn ? [...others, mode] : others });
            }}
          />
        ))}
        {faults.has('modes') && <span className="field-fault">{wordsAt(faults, 'modes')}</span>}
      </fieldset>
      <div className="plan-ticks">
        <TickField
          label={<Trans>Those above earn the price gap</Trans>}
          value={form.paysPriceGap}
          onChange={set('paysPriceGap')}
        />
        <TickField
          label={<Trans>Overrides are paid beside a price gap</Trans>}
          value={form.paysBoth}
          onChange={set('paysBoth')}
        />
      </div>
    </Panel>
  );
}
