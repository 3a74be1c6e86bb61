import { Trans } from '@lingui/react/macro';
import { negated } from '@/lib/money';
import { Money } from '@/ui/Money';
import { readSteps } from '@/ui/trace/offerSteps';
import { Card } from '../Card';
import { Row, Rows } from '../Rows';
import type { Order } from './OrderPage';

/** What each offer took off the order, one after the other, and what it promised. */
export function Offers({ order }: { order: Order }) {
  const { trace } = order;
  const steps = readSteps(trace?.applied);
  if (!trace || steps.length === 0) return null;
  const { currency } = trace.discount;
  return (
    <Card title={<Trans>Offers</Trans>}>
      <Rows>
        {steps.map((step) => (
          <Row
            key={step.code}
            title={
              <>
                {step.code} v{step.version}
              </>
            }
            note={
              <>
                <Money value={{ amount: step.before, currency }} /> →{' '}
                <Money value={{ amount: step.after, currency }} />
                {step.shares.map((share) => (
                  <span key={share.position} className="t-block">
                    <Trans>
                      Line {share.position}: <Money value={{ amount: share.amount, currency }} />{' '}
                      off
                    </Trans>
                  </span>
                ))}
                {step.coupon !== '' && (
                  <span className="t-block">
                    <Trans>Coupon {step.coupon}</Trans>
                  </span>
                )}
                {step.gifts.map((gift) => (
                  <span key={gift} className="t-block">
                    {gift}
                  </span>
                ))}
              </>
            }
            end={<Money value={negated({ amount: step.amount, currency })} />}
          />
        ))}
      </Rows>
    </Card>
  );
}
