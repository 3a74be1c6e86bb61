import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Input } from 'antd-mobile';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Choices } from '../Choices';

export interface Supposed {
  more: { amount: string; currency: string };
  units: number;
}

interface Props {
  label: string;
  hint: ReactNode;
  currencies: readonly string[];
  /** Whether anything is decided by how many units there are. */
  countsUnits?: boolean;
  isBusy: boolean;
  onSuppose: (supposed: Supposed) => void;
}

const AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;
const UNITS = /^\d{0,7}$/;

/** "What would I earn if": an amount that comes on top of what there is. */
export function SupposeForm({ label, hint, currencies, countsUnits, isBusy, onSuppose }: Props) {
  const { t } = useLingui();
  const [amount, setAmount] = useState('');
  const [units, setUnits] = useState('');
  const [chosen, setChosen] = useState(currencies[0] ?? '');
  const isWritten = AMOUNT.test(amount) && UNITS.test(units);
  return (
    <form
      className="suppose"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWritten) return;
        onSuppose({ more: { amount, currency: chosen }, units: Number(units || '0') });
      }}
    >
      <p className="suppose-label">{label}</p>
      {currencies.length > 1 && (
        <Choices
          label={t`Currency`}
          value={chosen}
          choices={currencies.map((each) => [each, each])}
          onChange={setChosen}
        />
      )}
      <div className="suppose-fields">
        <div className="suppose-field">
          <span className="t-soft">{chosen}</span>
          <Input
            aria-label={label}
            inputMode="decimal"
            placeholder="10000"
            value={amount}
            onChange={(value) => {
              setAmount(value.replaceAll(',', '').trim());
            }}
          />
        </div>
        {countsUnits && (
          <div className="suppose-field">
            <span className="t-soft">
              <Trans>Units</Trans>
            </span>
            <Input
              aria-label={t`Units`}
              inputMode="numeric"
              placeholder="0"
              value={units}
              onChange={setUnits}
            />
          </div>
        )}
        <Button type="submit" color="primary" disabled={!isWritten} loading={isBusy}>
          <Trans>Estimate</Trans>
        </Button>
      </div>
      <p className="t-soft">{hint}</p>
    </form>
  );
}
