import { Trans, useLingui } from '@lingui/react/macro';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { wordsAt } from './FaultWords';
import type { Faults } from './faults';
import type { RateForm } from './form';

interface Props {
  rates: readonly RateForm[];
  faults: Faults;
  onChange: (rates: RateForm[]) => void;
}

/** Rates that follow from a line alone: of the seller's level, and of those above. */
export function RateFields({ rates, faults, onChange }: Props) {
  const { t } = useLingui();
  const change = (place: number, some: Partial<RateForm>): void => {
    onChange(rates.map((rate, nth) => (nth === place ? { ...rate, ...some } : rate)));
  };
  return (
    <Panel title={<Trans>Rates of each line</Trans>}>
      {faults.has('rates') && <p className="field-fault">{wordsAt(faults, 'rates')}</p>}
      {rates.map((rate, place) => (
        <div key={place} className="plan-row plan-rate">
          <ChoiceField
            label={t`Earned by`}
            value={rate.kind}
            options={[
              { value: 'level', label: t`The seller, by level` },
              { value: 'override', label: t`Those above, by distance` },
            ]}
            onChange={(kind) => {
              change(place, { kind });
            }}
          />
          <TextField
            label={rate.kind === 'level' ? <Trans>Seller's level</Trans> : <Trans>Levels up</Trans>}
            fault={wordsAt(faults, `rates.${String(place)}.step`)}
            value={rate.step}
            onChange={(step) => {
              change(place, { step });
            }}
          />
          <TextField
            label={<Trans>Product group</Trans>}
            value={rate.productGroup}
            onChange={(productGroup) => {
              change(place, { productGroup });
            }}
          />
          <TextField
            label={<Trans>Rate in %</Trans>}
            fault={wordsAt(faults, `rates.${String(place)}.percent`)}
            value={rate.percent}
            onChange={(percent) => {
              change(place, { percent });
            }}
          />
          <Button
            aria-label={t`Remove this rate`}
            icon={<DeleteOutlined />}
            onClick={() => {
              onChange(rates.filter((_, nth) => nth !== place));
            }}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => {
          const last = rates.at(-1) ?? {
            kind: 'level' as const,
            step: '0',
            productGroup: '',
            percent: '1',
          };
          const step = /^\d{1,2}$/.test(last.step) ? String(Number(last.step) + 1) : '1';
          onChange([...rates, { ...last, step }]);
        }}
      >
        <Trans>Add a rate</Trans>
      </Button>
      <p className="t-soft">
        <Trans>Without a product group a rate is for all groups that have none of their own.</Trans>
      </p>
    </Panel>
  );
}
