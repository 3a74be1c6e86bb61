import type { CalendarPeriodFragment } from '@/generated/graphql';

/** Where a period stands, and whether it is being closed at this moment. */
export type CycleState = CalendarPeriodFragment['standing'] | 'CLOSING';

/** How many periods are shown side by side. */
const PERIODS_SHOWN = 6;

/** The periods one most likely wants to look at: the last closed ones, what is due, and what comes after it. */
export function shownOf(
  periods: readonly CalendarPeriodFragment[],
): readonly CalendarPeriodFragment[] {
  const open = periods.findIndex((period) => period.standing !== 'CLOSED');
  if (open < 0) return periods.slice(-PERIODS_SHOWN);
  const start = Math.max(0, Math.min(open - 1, periods.length - PERIODS_SHOWN));
  return periods.slice(start, start + PERIODS_SHOWN);
}

/** The period one most likely wants to close: what is due, or else the running one. */
export const nextOf = (periods: readonly CalendarPeriodFragment[]): CalendarPeriodFragment | null =>
  periods.find((period) => period.standing === 'DUE') ?? periods.at(-1) ?? null;

/** The period before one, when it is closed and shown. */
export function closedBefore(
  periods: readonly CalendarPeriodFragment[],
  start: string,
): CalendarPeriodFragment | null {
  const before = periods.find((period) => period.periodEnd === start);
  return before?.standing === 'CLOSED' ? before : null;
}

/** What has to be ticked off before a period is closed. */
export function checksOf(currencies: readonly string[]): string[] {
  return ['ready', 'count', ...currencies.flatMap((code) => [`owed.${code}`, `earned.${code}`])];
}
