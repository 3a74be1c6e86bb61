import { describe, expect, it } from 'vitest';
import { grouped, progressOf, releaseObstacle, stepOf } from './batch';

const at = '2026-11-22T08:00:00Z';

describe('stepOf', () => {
  it('stops a cancelled batch where it stood', () => {
    expect(stepOf({ state: 'CANCELLED', submittedAt: null, releasedAt: null })).toBe(1);
    expect(stepOf({ state: 'CANCELLED', submittedAt: at, releasedAt: null })).toBe(2);
  });

  it('has no step left when the batch is completed', () => {
    expect(stepOf({ state: 'COMPLETED', submittedAt: at, releasedAt: at })).toBe(4);
  });
});

describe('releaseObstacle', () => {
  it('is having prepared the batch, whatever else one may do', () => {
    expect(releaseObstacle('a', 'a', true)).toBe('maker');
  });

  it('is the role for anybody else without it', () => {
    expect(releaseObstacle('a', 'b', false)).toBe('role');
    expect(releaseObstacle('a', 'b', true)).toBeNull();
  });
});

it('counts a declined payment as ended and an unknown one as open', () => {
  const count = (totalCount: number) => ({ totalCount });
  expect(
    progressOf({
      paid: count(6),
      failed: count(1),
      cancelled: count(1),
      unknown: count(1),
      sending: count(0),
      ready: count(1),
    }),
  ).toEqual({ ended: 8, open: 2, percent: 80 });
});

it('groups a hash so that it can be read aloud', () => {
  expect(grouped('0123456789abcdef01')).toBe('01234567 89abcdef 01');
});
