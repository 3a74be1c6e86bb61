import { expect, test } from 'vitest';
import { daysBetween, formatDate, formatPeriod, monthStart } from './dates';

test('a business date is the same day in every time zone', () => {
  expect(formatDate('2026-10-31', 'zh-CN')).toBe('2026/10/31');
  expect(formatDate('2026-10-31', 'en')).toBe('Oct 31, 2026');
});

test('a whole month is called by its name', () => {
  expect(formatPeriod('2026-12-01', '2027-01-01', 'zh-CN')).toBe('2026年12月');
});

test('another period shows its last day, not the day after', () => {
  expect(formatPeriod('2026-10-05', '2026-10-12', 'en')).toBe('Oct 5, 2026 – Oct 11, 2026');
});

test('days are counted across a leap day', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
});

test('the month before January is December', () => {
  expect(monthStart('2027-01-31', -1)).toBe('2026-12-01');
  expect(monthStart('2027-01-31', 0)).toBe('2027-01-01');
});
