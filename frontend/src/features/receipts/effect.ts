import { isNegative, isZero, negated, totalOf } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';

/** What giving money back would do; `fromItems` is what open items would get open again. */
export interface Effect {
  back: MoneyValue;
  fromUnused: MoneyValue;
  fromItems: MoneyValue;
  left: MoneyValue;
}

export type Unusable = 'unreadable' | 'notPositive' | 'tooMuch';

/** Write what was typed with the decimals of the currency; null when it is no amount of it. */
export function typedAmount(typed: string, like: MoneyValue): MoneyValue | null {
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(typed.trim().replaceAll(',', ''));
  const decimals = like.amount.split('.')[1]?.length ?? 0;
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > decimals) return null;
  const whole = (match[1] ?? '0').replace(/^0+(?=\d)/, '');
  return {
    amount: decimals > 0 ? `${whole}.${fraction.padEnd(decimals, '0')}` : whole,
    currency: like.currency,
  };
}

const less = (from: MoneyValue, what: MoneyValue): MoneyValue =>
  totalOf([from, negated(what)]) ?? from;

/** Work out what a refund would do: what is not used yet goes first, then items open again. */
export function effectOf(
  typed: string,
  left: MoneyValue,
  unapplied: MoneyValue,
): Effect | Unusable {
  const back = typedAmount(typed, left);
  if (!back) return 'unreadable';
  if (isZero(back)) return 'notPositive';
  const rest = less(left, back);
  if (isNegative(rest)) return 'tooMuch';
  const beyond = less(back, unapplied);
  const none = less(back, back);
  const fromItems = isNegative(beyond) ? none : beyond;
  return { back, fromItems, fromUnused: less(back, fromItems), left: rest };
}
