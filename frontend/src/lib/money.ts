/**
 * Money as the server sends it: a text with the currency's own decimals.
 *
 * It is never turned into a number: `Intl.NumberFormat` takes the text and is exact.
 */
export interface MoneyValue {
  amount: string;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

export function formatMoney(value: MoneyValue, locale: string): string {
  const key = `${locale} ${value.currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency });
    formats.set(key, format);
  }
  return format.format(value.amount as Intl.StringNumericLiteral);
}

export const isNegative = (value: MoneyValue): boolean =>
  value.amount.startsWith('-') && !isZero(value);

export const isZero = (value: MoneyValue): boolean => /^-?0*\.?0*$/.test(value.amount);

export const negated = (value: MoneyValue): MoneyValue => ({
  ...value,
  amount: value.amount.startsWith('-') ? value.amount.slice(1) : `-${value.amount}`,
});

/**
 * Add amounts of one currency for a preview, such as the items ticked so far.
 *
 * What is then paid is the server's own total; this one is exact but decides nothing.
 */
export function totalOf(values: readonly MoneyValue[]): MoneyValue | null {
  const [first] = values;
  if (!first) return null;
  const decimals = first.amount.split('.')[1]?.length ?? 0;
  let minor = 0n;
  for (const { amount, currency } of values) {
    if (currency !== first.currency || (amount.split('.')[1]?.length ?? 0) !== decimals) {
      throw new Error('Amounts of two currencies have no total.');
    }
    minor += BigInt(amount.replace('.', ''));
  }
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = decimals > 0 ? `.${digits.slice(-decimals)}` : '';
  return { amount: `${minor < 0n ? '-' : ''}${whole}${rest}`, currency: first.currency };
}

/** Write a rate such as "0.052500" as a percentage with the decimals it has. */
export function formatRate(rate: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(
    rate as Intl.StringNumericLiteral,
  );
}
