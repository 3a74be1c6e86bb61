import { Trans } from '@lingui/react/macro';
import { negated } from '@/lib/money';
import { Money } from '@/ui/Money';
import { readGifts, readSteps } from '@/ui/trace/offerSteps';
import { GiftWords } from '@/ui/words/GiftWords';
import { Card } from '../Card';
import { Row, Rows } from '../Rows';
import type { Order } from './OrderPage';

/** What each offer took off the order, one after the other, and what it promised. */
export function Offers({ order }: { order: Order }) {
  const { trace } = order;
  const steps = readSteps(trace?.applied);
  const waiting = readGifts(trace?.gifts).filter((gift) => gift.onPayment);
  if (!trace || steps.length + waiting.length === 0) return null;
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
        {waiting.map((gift) => (
          <Row
            key={`${gift.offer} gift`}
            title={gift.goods}
            note={
              <>
                {gift.offer} · <GiftWords gift={gift} />
              </>
            }
          />
        ))}
      </Rows>
    </Card>
  );
}
