import { useLingui } from '@lingui/react/macro';
import { formatDate, formatInstant, formatPeriod } from '@/lib/dates';

/** A day of the books: the same day for every reader. */
export function BusinessDate({ value }: { value: string }) {
  const { i18n } = useLingui();
  return <time dateTime={value}>{formatDate(value, i18n.locale)}</time>;
}

/** A moment, in the reader's own time. */
export function Instant({ value }: { value: string }) {
  const { i18n } = useLingui();
  return <time dateTime={value}>{formatInstant(value, i18n.locale)}</time>;
}

/** A period `[start, end)`: its month, or its first and last day. */
export function Period({ start, end }: { start: string; end: string }) {
  const { i18n } = useLingui();
  return <>{formatPeriod(start, end, i18n.locale)}</>;
}
