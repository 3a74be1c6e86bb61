import { useLingui as useRuntime } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { isNegative, isZero } from '@/lib/money';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { OFFER_REASONS } from '@/ui/words/offers';
import type { Seen } from './ReturnOrder';

/** What a return gives back before it is booked, what offers take of it, and why. */
export function ReturnWorth({ seen }: { seen: Seen }) {
  return (
    <section className="return-worth" aria-live="polite">
      <Facts>
        <Fact label={<Trans>Paid for these units, net</Trans>}>
          <Money value={seen.share} />
        </Fact>
        {!isZero(seen.taken) && (
          <Fact
            label={
              isNegative(seen.taken) ? (
                <Trans>Kept before, goes back now</Trans>
              ) : (
                <Trans>Discount that what stays loses</Trans>
              )
            }
          >
            <Money value={seen.taken} tone={isNegative(seen.taken) ? 'good' : 'bad'} />
          </Fact>
        )}
        <Fact label={<Trans>Given back, net</Trans>}>
          <Money value={seen.net} />
        </Fact>
        <Fact label={<Trans>VAT</Trans>}>
          <Money value={seen.tax} />
        </Fact>
        <Fact label={<Trans>Given back in all</Trans>}>
          <strong>
            <Money value={seen.total} />
          </strong>
        </Fact>
        {!isZero(seen.charged) && (
          <Fact
            label={
              isNegative(seen.charged) ? (
                <Trans>Charged before, taken back now</Trans>
              ) : (
                <Trans>Charged beside it: the discount that what stays loses</Trans>
              )
            }
          >
            <Money value={seen.charged} tone={isNegative(seen.charged) ? 'good' : 'bad'} />
            {!isZero(seen.chargedTax) && (
              <span className="t-block t-soft">
                <Trans>
                  <Money value={seen.chargedNet} /> net, <Money value={seen.chargedTax} /> VAT
                </Trans>
              </span>
            )}
          </Fact>
        )}
      </Facts>
      {!isZero(seen.charged) && (
        <p>
          {isNegative(seen.charged) ? (
            <Trans>A credit note of its own takes back what was charged.</Trans>
          ) : (
            <Trans>
              The charge is an open item of its own; it is taken back as far as the rest comes back,
              too.
            </Trans>
          )}
        </p>
      )}
      {seen.isRestated ? (
        <>
          <p>
            <Trans>An offer of this order has what stays priced again:</Trans>
          </p>
          <ul className="order-offers">
            {seen.steps.map((step) => (
              <Step key={`${step.rule} ${String(step.version)}`} step={step} />
            ))}
          </ul>
        </>
      ) : (
        <p className="t-soft">
          <Trans>
            Each unit gives back exactly what was paid for it; what stays keeps its price.
          </Trans>
        </p>
      )}
    </section>
  );
}

function Step({ step }: { step: Seen['steps'][number] }) {
  const { _ } = useRuntime();
  const words = step.reason === null ? undefined : OFFER_REASONS[step.reason];
  return (
    <li>
      <span className={`t-tag t-tag-${step.outcome === 'applied' ? 'good' : 'soft'}`}>
        {step.outcome === 'applied' ? (
          <Trans>Still applies</Trans>
        ) : (
          <Trans>Applies no longer</Trans>
        )}
      </span>{' '}
      {step.rule} v{step.version}
      {words && <> · {_(words)}</>}
    </li>
  );
}
