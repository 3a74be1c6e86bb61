/** Business dates ("2026-10-31") belong to no time zone; instants are shown in the reader's. */

const asUtc = (date: string): Date => new Date(`${date}T00:00:00Z`);

export function formatDate(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    day: 'numeric',
  }).format(asUtc(date));
}

export function formatMonth(firstDay: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(asUtc(firstDay));
}

/** Write `[start, end)` as its month, or as first and last day when it is no whole month. */
export function formatPeriod(start: string, end: string, locale: string): string {
  const next = asUtc(start);
  next.setUTCMonth(next.getUTCMonth() + 1);
  if (start.endsWith('-01') && asUtc(end).getTime() === next.getTime()) {
    return formatMonth(start, locale);
  }
  const quarter = quarterOf(start, end);
  if (quarter !== null) {
    const year = start.slice(0, 4);
    return locale === 'en' ? `Q${quarter} ${year}` : `${year}年第${quarter}季度`;
  }
  return `${formatDate(start, locale)} – ${formatDate(lastDay(end), locale)}`;
}

/** The last day of a period that ends before `end`. */
export const lastDay = (end: string): string =>
  new Date(asUtc(end).getTime() - DAY).toISOString().slice(0, 10);

/** Which calendar quarter `[start, end)` is; null when it is none. */
function quarterOf(start: string, end: string): string | null {
  const first = asUtc(start);
  const month = first.getUTCMonth();
  if (!start.endsWith('-01') || month % 3 !== 0) return null;
  first.setUTCMonth(month + 3);
  return asUtc(end).getTime() === first.getTime() ? String(month / 3 + 1) : null;
}

export function formatInstant(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

const DAY = 86_400_000;

/** Count the days from one business date to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / DAY);

/** The first day of the month `offset` months away from a day. */
export function monthStart(day: string, offset: number): string {
  const start = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + offset);
  return start.toISOString().slice(0, 10);
}
