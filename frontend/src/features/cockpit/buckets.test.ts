import { describe, expect, it } from 'vitest';
import { BUCKETS, daysBefore, hrefOf } from './buckets';

const query = (place: number): URLSearchParams => {
  const bucket = BUCKETS[place];
  if (!bucket) throw new Error('There is no such bucket.');
  return new URLSearchParams(hrefOf(bucket, '2026-11-22', 'CNY').split('?')[1]);
};

describe('hrefOf', () => {
  it('means the days on which the items of a bucket are due', () => {
    expect(query(0).get('dueFrom')).toBe('2026-11-22');
    expect(query(0).has('dueUntil')).toBe(false);
    expect(query(1).get('dueFrom')).toBe('2026-10-23');
    expect(query(1).get('dueUntil')).toBe('2026-11-21');
    expect(query(4).has('dueFrom')).toBe(false);
    expect(query(4).get('dueUntil')).toBe('2026-08-23');
  });

  it('leaves no day between two buckets', () => {
    for (const place of [1, 2, 3]) {
      const next = query(place + 1).get('dueUntil') ?? '';
      expect(daysBefore(query(place).get('dueFrom') ?? '', 1)).toBe(next);
    }
  });
});
