import { useLingui as useRuntime } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { isZero, negated } from '@/lib/money';
import { Money } from '@/ui/Money';
import { readGifts, readSteps } from '@/ui/trace/offerSteps';
import type { OfferStep, OrderGift } from '@/ui/trace/offerSteps';
import { GiftWords } from '@/ui/words/GiftWords';
import { OFFER_KINDS, OFFER_REASONS } from '@/ui/words/offers';
import { Card } from '../Card';
import { Row, Rows } from '../Rows';
import type { Order } from './OrderPage';

/** What each offer took off the order, one after the other, what it gives beside, and why not. */
export function Offers({ order }: { order: Order }) {
  const { trace } = order;
  const steps = readSteps(trace?.applied);
  const waiting = readGifts(trace?.gifts).filter((gift) => gift.onPayment);
  const missed = readSteps(trace?.missed);
  if (!trace || steps.length + missed.length === 0) return null;
  const { currency } = trace.discount;
  const lines = order.lines.nodes;
  return (
    <Card title={<Trans>Offers</Trans>}>
      <Rows>
        {steps.map((step) => (
          <Row
            key={step.code}
            title={<OfferName step={step} />}
            note={
              <>
                <KindWords kind={step.kind} />
                {!isZero({ amount: step.amount, currency }) && (
                  <span className="t-block">
                    <Money value={{ amount: step.before, currency }} /> →{' '}
                    <Money value={{ amount: step.after, currency }} />
                  </span>
                )}
                {step.shares.map((share) => (
                  <span key={share.position} className="t-block">
                    {lines[share.position - 1]?.name}{' '}
                    <Money value={negated({ amount: share.amount, currency })} />
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
            end={
              isZero({ amount: step.amount, currency }) ? null : (
                <Money value={negated({ amount: step.amount, currency })} />
              )
            }
          />
        ))}
        {missed.map((step) => (
          <Row
            key={`${step.code} missed`}
            title={<OfferName step={step} />}
            note={
              <Missed
                step={step}
                gift={waiting.find((gift) => gift.offer === step.code)}
                currency={currency}
              />
            }
          />
        ))}
      </Rows>
    </Card>
  );
}

function OfferName({ step }: { step: OfferStep }) {
  return (
    <>
      {step.code} v{step.version}
    </>
  );
}

function KindWords({ kind }: { kind: string }) {
  const { _ } = useRuntime();
  const words = Object.entries(OFFER_KINDS).find(([name]) => name.toLowerCase() === kind)?.[1];
  return words ? <span className="t-block">{_(words)}</span> : null;
}

interface MissedProps {
  step: OfferStep;
  /** What it gives when the order is paid. */
  gift: OrderGift | undefined;
  currency: string;
}

/** Why an offer that is for the buyer took nothing off, or what it waits for. */
function Missed({ step, gift, currency }: MissedProps) {
  const { _ } = useRuntime();
  const words = step.reason === null ? undefined : OFFER_REASONS[step.reason];
  return (
    <>
      <KindWords kind={step.kind} />
      <span className="t-block">
        {gift ? (
          <>
            {gift.goods} · <GiftWords gift={gift} />
          </>
        ) : (
          <>
            <Trans>Not applied:</Trans> {words && _(words)}
          </>
        )}
        {step.short !== '' && (
          <>
            {' · '}
            <Trans>
              <Money value={{ amount: step.short, currency }} /> short
            </Trans>
          </>
        )}
      </span>
    </>
  );
}
