import { describe, expect, it } from 'vitest';
import { checksOf, cyclesOf, monthAfter, nextOf } from './cycles';

const closed = (month: string) => ({
  id: `run ${month}`,
  periodStart: `${month}-01`,
  state: 'CLOSED' as const,
});

describe('cyclesOf', () => {
  it('begins with the first month that was ever closed', () => {
    const cycles = cyclesOf('2026-11-22', [closed('2026-10'), closed('2026-09')]);
    expect(cycles.map(({ month, state }) => [month, state])).toEqual([
      ['2026-09', 'closed'],
      ['2026-10', 'closed'],
      ['2026-11', 'running'],
    ]);
  });

  it('lets only the first open month be closed', () => {
    const cycles = cyclesOf('2026-12-02', [closed('2026-09')]);
    expect(cycles.map(({ state }) => state)).toEqual(['closed', 'due', 'later', 'running']);
    expect(nextOf(cycles)).toBe('2026-10');
  });

  it('lets a brand that never closed a month choose where it begins', () => {
    const cycles = cyclesOf('2026-02-10', []);
    expect(cycles[0]).toEqual({ month: '2025-09', state: 'due', runId: null });
    expect(cycles.filter(({ state }) => state === 'due')).toHaveLength(5);
  });

  it('offers the running month for a look when nothing is due', () => {
    expect(nextOf(cyclesOf('2026-11-22', [closed('2026-10')]))).toBe('2026-11');
  });
});

it('counts months over the end of a year', () => {
  expect(monthAfter('2026-12')).toBe('2027-01');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
});

it('asks for both sides of every currency to be ticked', () => {
  expect(checksOf(['CNY', 'USD'])).toEqual([
    'ready',
    'count',
    'owed.CNY',
    'earned.CNY',
    'owed.USD',
    'earned.USD',
  ]);
});
