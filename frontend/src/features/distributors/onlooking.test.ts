import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { heldOn } from './onlooking';

const RIGHTS = [
  { name: 'still', sinceAt: '2026-01-05T10:00:00', untilAt: null },
  { name: 'until the fifth', sinceAt: '2026-01-01T00:00:00', untilAt: '2026-01-05T08:00:00' },
  { name: 'until midnight', sinceAt: '2026-01-01T00:00:00', untilAt: '2026-01-05T00:00:00' },
];

const names = (day: string): string[] => heldOn(RIGHTS, dayjs(day)).map(({ name }) => name);

describe('heldOn', () => {
  it('counts a day of which only a part was seen', () => {
    expect(names('2026-01-05')).toEqual(['still', 'until the fifth']);
  });

  it('forgets nobody who could see before, and nobody sees beforehand', () => {
    expect(names('2026-01-04')).toEqual(['until the fifth', 'until midnight']);
    expect(names('2026-01-06')).toEqual(['still']);
    expect(names('2025-12-31')).toEqual([]);
  });
});
