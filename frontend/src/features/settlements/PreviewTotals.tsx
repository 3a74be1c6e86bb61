import { Trans, useLingui } from '@lingui/react/macro';
import { CheckOutlined, WarningOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Scroll } from '@/console/parts/Scroll';
import type { MoneyValue } from '@/lib/money';
import { Money } from '@/ui/Money';
import type { Preview } from './RunWizard';

interface Props {
  preview: Preview;
  /** The period before as it was closed. */
  before: Preview | null;
  ticked: ReadonlySet<string>;
  /** None when there is nothing to close. */
  onTick: ((name: string, isTicked: boolean) => void) | null;
}

/** What the period comes to in each currency, beside the period before, to be ticked off. */
export function PreviewTotals({ preview, before, ticked, onTick }: Props) {
  const { t } = useLingui();
  const { statements, commissionLines } = preview;
  return (
    <>
      <p className="run-count">
        <Trans>
          <strong>{statements}</strong> statements, <strong>{commissionLines}</strong> new
          commission lines
        </Trans>
      </p>
      {preview.totals.map((total) => {
        const last = before?.totals.find((one) => one.currency === total.currency);
        return (
          <Scroll key={total.currency} label={total.currency}>
            <table className="run-totals">
              <caption>{total.currency}</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="t-soft">{total.currency}</span>
                  </th>
                  <th scope="col">
                    <Trans>Opening</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Movement</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Closing</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Movement of the period before</Trans>
                  </th>
                  {onTick && (
                    <th scope="col">
                      <Trans>Checked</Trans>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                <Side
                  label={<Trans>Owed to the brand</Trans>}
                  opening={total.owedOpening}
                  movement={total.owedMovement}
                  closing={total.owedClosing}
                  last={last && { movement: last.owedMovement, closing: last.owedClosing }}
                  check={
                    onTick && {
                      label: t`Owed in ${total.currency} is checked`,
                      isTicked: ticked.has(`owed.${total.currency}`),
                      onTick: (is) => {
                        onTick(`owed.${total.currency}`, is);
                      },
                    }
                  }
                />
                <Side
                  label={<Trans>Commission earned</Trans>}
                  opening={total.earnedOpening}
                  movement={total.earnedMovement}
                  closing={total.earnedClosing}
                  last={last && { movement: last.earnedMovement, closing: last.earnedClosing }}
                  check={
                    onTick && {
                      label: t`Commission in ${total.currency} is checked`,
                      isTicked: ticked.has(`earned.${total.currency}`),
                      onTick: (is) => {
                        onTick(`earned.${total.currency}`, is);
                      },
                    }
                  }
                />
              </tbody>
            </table>
          </Scroll>
        );
      })}
    </>
  );
}

interface SideProps {
  label: ReactNode;
  opening: MoneyValue;
  movement: MoneyValue;
  closing: MoneyValue;
  last: { movement: MoneyValue; closing: MoneyValue } | undefined;
  check: { label: string; isTicked: boolean; onTick: (is: boolean) => void } | null;
}

function Side({ label, opening, movement, closing, last, check }: SideProps) {
  const { t } = useLingui();
  const fits = last?.closing.amount === opening.amount;
  return (
    <tr className={check?.isTicked ? 'is-ticked' : undefined}>
      <th scope="row">{label}</th>
      <td data-label={t`Opening`}>
        <Money value={opening} />
        {fits && (
          <CheckOutlined
            className="t-tone-good run-fits"
            title={t`The closing of the period before`}
            aria-label={t`The closing of the period before`}
          />
        )}
        {last && !fits && (
          <WarningOutlined
            className="t-tone-bad run-fits"
            title={t`Not the closing of the period before`}
            aria-label={t`Not the closing of the period before`}
          />
        )}
      </td>
      <td data-label={t`Movement`}>
        <Money value={movement} />
      </td>
      <td data-label={t`Closing`}>
        <strong>
          <Money value={closing} />
        </strong>
      </td>
      <td className="t-soft" data-label={t`Movement of the period before`}>
        {last ? <Money value={last.movement} /> : '–'}
      </td>
      {check && (
        <td data-label={t`Checked`}>
          <Checkbox
            aria-label={check.label}
            checked={check.isTicked}
            onChange={(event) => {
              check.onTick(event.target.checked);
            }}
          />
        </td>
      )}
    </tr>
  );
}
