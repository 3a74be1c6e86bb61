import { Trans, useLingui } from '@lingui/react/macro';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { TextField } from '@/console/parts/Fields';
import { wordsAt } from './FaultWords';
import type { Faults } from './faults';
import type { BandForm, TermForm } from './form';
import { bandsOf } from './form';

interface Props {
  term: TermForm;
  at: string;
  faults: Faults;
  onChange: (bands: BandForm[]) => void;
}

/** Bands of a term: each one begins where the one before ends, and the last one is open. */
export function BandFields({ term, at, faults, onChange }: Props) {
  const { t } = useLingui();
  const bands = bandsOf(term);
  const change = (place: number, some: Partial<BandForm>): void => {
    onChange(term.bands.map((band, nth) => (nth === place ? { ...band, ...some } : band)));
  };
  return (
    <div className="plan-bands">
      <h3>
        <Trans>Bands</Trans>
      </h3>
      {bands.map((band, place) => {
        const until = bands[place + 1]?.from;
        const here = `${at}.bands.${String(place)}`;
        return (
          <div key={place} className="plan-row plan-band">
            {place === 0 ? (
              <div className="field">
                <span>
                  <Trans>Volume from</Trans>
                </span>
                <output>0</output>
              </div>
            ) : (
              <TextField
                label={<Trans>Volume from</Trans>}
                fault={wordsAt(faults, `${here}.from`)}
                value={band.from}
                onChange={(from) => {
                  change(place, { from });
                }}
              />
            )}
            <div className="field">
              <span>
                <Trans>below</Trans>
              </span>
              <output>{until ?? <Trans>open</Trans>}</output>
            </div>
            <TextField
              label={<Trans>Rate in %</Trans>}
              fault={wordsAt(faults, `${here}.percent`)}
              value={band.percent}
              onChange={(percent) => {
                change(place, { percent });
              }}
            />
            {term.kind === 'bonus' && (
              <TextField
                label={<Trans>Once, on reaching it</Trans>}
                fault={wordsAt(faults, `${here}.amount`)}
                value={band.amount}
                onChange={(amount) => {
                  change(place, { amount });
                }}
              />
            )}
            {bands.length > 1 && place > 0 && (
              <Button
                aria-label={t`Remove this band`}
                icon={<DeleteOutlined />}
                onClick={() => {
                  onChange(term.bands.filter((_, nth) => nth !== place));
                }}
              />
            )}
          </div>
        );
      })}
      {term.tiers !== 'flat' && (
        <Button
          icon={<PlusOutlined />}
          onClick={() => {
            const last = bands.at(-1);
            const from = last && Number(last.from) > 0 ? String(Number(last.from) * 2) : '10000';
            onChange([...bands, { from, percent: last?.percent ?? '1', amount: '' }]);
          }}
        >
          <Trans>Add a band</Trans>
        </Button>
      )}
    </div>
  );
}
