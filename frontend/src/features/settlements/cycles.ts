/** The months a brand settles, and which of them can be closed; a month is written as 2026-10. */

export type CycleState = 'closed' | 'closing' | 'due' | 'later' | 'running';

export interface Cycle {
  month: string;
  state: CycleState;
  /** The run that closed it. */
  runId: string | null;
}

interface Run {
  id: string;
  periodStart: string;
  state: 'OPEN' | 'CLOSED';
}

const MONTHS_SHOWN = 6;

export function monthAfter(month: string, count = 1): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  const date = new Date(Date.UTC(year, index - 1 + count, 1));
  return date.toISOString().slice(0, 7);
}

export const firstDayOf = (month: string): string => `${month}-01`;

export const monthOf = (date: string): string => date.slice(0, 7);

/**
 * Say where each of the last months stands, the running one last.
 *
 * Months are closed one after the other: only the first one that is over and open is due.
 */
export function cyclesOf(today: string, runs: readonly Run[]): Cycle[] {
  const running = monthOf(today);
  const byMonth = new Map(runs.map((run) => [monthOf(run.periodStart), run]));
  const oldest = [...byMonth.keys()].sort()[0];
  const start = monthAfter(running, 1 - MONTHS_SHOWN);
  const cycles: Cycle[] = [];
  let isDueTaken = false;
  for (let month = oldest && oldest > start ? oldest : start; month <= running;) {
    const run = byMonth.get(month);
    let state: CycleState;
    if (run) state = run.state === 'CLOSED' ? 'closed' : 'closing';
    else if (month === running) state = 'running';
    // Before the first closing anybody may choose where the books begin.
    else if (!isDueTaken || !oldest) state = 'due';
    else state = 'later';
    isDueTaken ||= state === 'due' || state === 'closing';
    cycles.push({ month, state, runId: run?.id ?? null });
    month = monthAfter(month);
  }
  return cycles;
}

/** The month one most likely wants to look at: what is due, or else the running one. */
export const nextOf = (cycles: readonly Cycle[]): string | null =>
  (cycles.find((cycle) => cycle.state === 'due') ?? cycles.at(-1))?.month ?? null;

/** What has to be ticked off before a month is closed. */
export function checksOf(currencies: readonly string[]): string[] {
  return ['ready', 'count', ...currencies.flatMap((code) => [`owed.${code}`, `earned.${code}`])];
}
