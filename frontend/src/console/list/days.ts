import type { ListState } from './useListState';

/** The day after a business date: filters of the API exclude their end, people mean to include it. */
export function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** The half-open bounds of a filter of days, as the API wants them. */
export function daysOf(state: ListState, name: string): [from?: string, until?: string] {
  const until = state.value(`${name}Until`);
  return [state.value(`${name}From`), until ? dayAfter(until) : undefined];
}
