import { useLingui as useRuntime } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useHasRole } from '@/app/SessionContext';
import { Panel } from '@/console/parts/Panel';
import { PROMOTING } from '@/lib/roles';
import { Money } from '@/ui/Money';
import { readGifts, stepsOf } from '@/ui/trace/offerSteps';
import type { OfferStep, OrderGift } from '@/ui/trace/offerSteps';
import { GiftWords } from '@/ui/words/GiftWords';
import { OFFER_REASONS } from '@/ui/words/offers';
import type { OrderDetail } from './OrderPage';
import { ReplayOrder } from './ReplayOrder';

/** How offers priced the order: what applied, what would have, and why the others did not. */
export function OfferPanel({ order }: { order: OrderDetail }) {
  const mayReplay = useHasRole(...PROMOTING);
  if (!order.trace) return null;
  const steps = stepsOf(order.trace.document);
  const gifts = readGifts(order.trace.gifts).filter((gift) => gift.onPayment);
  return (
    <Panel title={<Trans>Offers</Trans>} actions={<Money value={order.trace.discount} />}>
      <ul className="order-offers">
        {steps.map((step) => (
          <StepWords
            key={`${step.code} ${String(step.version)}`}
            step={step}
            gift={gifts.find((gift) => gift.offer === step.code)}
            currency={order.trace?.discount.currency ?? ''}
          />
        ))}
      </ul>
      {mayReplay && <ReplayOrder orderId={order.id} />}
    </Panel>
  );
}

interface StepProps {
  step: OfferStep;
  /** What it gives when the order is paid. */
  gift: OrderGift | undefined;
  currency: string;
}

function StepWords({ step, gift, currency }: StepProps) {
  const { _ } = useRuntime();
  const words = step.reason === null ? undefined : OFFER_REASONS[step.reason];
  return (
    <li>
      <span
        className={`t-tag t-tag-${step.outcome === 'applied' || gift?.isTaken ? 'good' : 'soft'}`}
      >
        {step.outcome === 'applied' || gift?.isTaken ? (
          <Trans>Applied</Trans>
        ) : step.outcome === 'applicable' ? (
          <Trans>Would apply</Trans>
        ) : (
          <Trans>Does not apply</Trans>
        )}
      </span>{' '}
      {step.code} v{step.version}
      {step.outcome === 'applied' && (
        <>
          {': '}
          <Money value={{ amount: step.before, currency }} /> →{' '}
          <Money value={{ amount: step.after, currency }} />
        </>
      )}
      {words && !gift && <> · {_(words)}</>}
      {gift && (
        <>
          {' · '}
          {gift.goods} · <GiftWords gift={gift} />
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
      {step.coupon !== '' && (
        <>
          {' · '}
          <Trans>Coupon {step.coupon}</Trans>
        </>
      )}
      {step.shares.length > 0 && (
        <ul className="order-shares">
          {step.shares.map((share) => (
            <li key={share.position}>
              <Trans>
                Line {share.position}: <Money value={{ amount: share.amount, currency }} /> off
              </Trans>
            </li>
          ))}
        </ul>
      )}
      {step.gifts.map((gift) => (
        <span key={gift}> · {gift}</span>
      ))}
    </li>
  );
}
