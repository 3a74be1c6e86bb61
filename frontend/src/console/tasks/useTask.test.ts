import { describe, expect, it } from 'vitest';
import { percentOf } from './useTask';

describe('percentOf', () => {
  it('is unknown as long as nobody knows how much there is', () => {
    expect(percentOf({ state: 'QUEUED', done: 0, total: null })).toBeNull();
    expect(percentOf({ state: 'RUNNING', done: 0, total: 0 })).toBeNull();
  });

  it('says 100 only when the task has ended well', () => {
    expect(percentOf({ state: 'RUNNING', done: 59, total: 59 })).toBe(99);
    expect(percentOf({ state: 'DONE', done: 59, total: 59 })).toBe(100);
  });

  it('counts down to whole percents', () => {
    expect(percentOf({ state: 'RUNNING', done: 2, total: 3 })).toBe(66);
  });
});
