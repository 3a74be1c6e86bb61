import { describe, expect, it } from 'vitest';
import type { CalendarPeriodFragment } from '@/generated/graphql';
import { checksOf, closedBefore, nextOf, shownOf } from './cycles';

type Standing = CalendarPeriodFragment['standing'];

const weeks = (...standings: Standing[]): CalendarPeriodFragment[] =>
  standings.map((standing, index) => {
    const [day, next] = [String(index + 10), String(index + 11)];
    return {
      __typename: 'CalendarPeriod',
      name: `2026-W${day}`,
      periodStart: `2026-04-${day}`,
      periodEnd: `2026-04-${next}`,
      standing,
    };
  });
const namesOf = (periods: readonly CalendarPeriodFragment[]): string[] =>
  periods.map((period) => period.name.slice(-2));

describe('shownOf', () => {
  it('shows what is due with the one before it and what follows', () => {
    const periods = weeks('CLOSED', 'CLOSED', 'DUE', 'LATER', 'LATER', 'LATER', 'LATER', 'RUNNING');
    expect(namesOf(shownOf(periods))).toEqual(['11', '12', '13', '14', '15', '16']);
  });

  it('ends with the running one where little is due', () => {
    const closed: Standing[] = ['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED', 'CLOSED', 'CLOSED'];
    expect(namesOf(shownOf(weeks(...closed, 'RUNNING')))).toEqual([
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
    ]);
  });

  it('shows all there is of a calendar that is at its end', () => {
    expect(namesOf(shownOf(weeks('CLOSED', 'CLOSED')))).toEqual(['10', '11']);
  });
});

it('chooses what is due, or else the running one', () => {
  expect(nextOf(weeks('CLOSED', 'DUE', 'LATER'))?.name).toBe('2026-W11');
  expect(nextOf(weeks('CLOSED', 'RUNNING'))?.name).toBe('2026-W11');
  expect(nextOf([])).toBeNull();
});

it('compares with the period before only where that is closed', () => {
  const periods = weeks('CLOSED', 'DUE', 'LATER');
  expect(closedBefore(periods, '2026-04-11')?.name).toBe('2026-W10');
  expect(closedBefore(periods, '2026-04-12')).toBeNull();
  expect(closedBefore(periods, '2026-04-10')).toBeNull();
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
