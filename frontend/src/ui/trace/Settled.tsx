import { Trans } from '@lingui/react/macro';
import type { SettledFragment } from '@/generated/graphql';
import { isNegative } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { BusinessDate } from '../Dates';
import { Money } from '../Money';
import { Step, Steps } from './Steps';

/** What a receipt or a credit settled, and what of it was taken back since. */
export function Settled({ applications }: { applications: readonly SettledFragment[] }) {
  if (applications.length === 0) return null;
  return (
    <>
      <h3 className="t-section-title">
        <Trans>Used for</Trans>
      </h3>
      <Steps>
        {applications.map((one) => (
          <Step key={one.id} id={one.receivable.id}>
            <span className="t-grow">
              {one.receivable.number}
              <span className="t-block t-soft">
                <BusinessDate value={one.appliedOn} /> <TakenBack amount={one.amount} />
              </span>
            </span>
            <Money value={one.amount} />
          </Step>
        ))}
      </Steps>
    </>
  );
}

/** Says of an application that it takes an earlier one back: its amount is below zero. */
export function TakenBack({ amount }: { amount: MoneyValue }) {
  return isNegative(amount) ? <Trans>taken back</Trans> : null;
}
