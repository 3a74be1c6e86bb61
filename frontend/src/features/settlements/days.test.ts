import { expect, it } from 'vitest';
import { daysIn } from './days';

it('reads days with whatever is between them', () => {
  expect(daysIn(' 2027-01-25，2027-02-28, 2027-03-31\n')).toEqual([
    '2027-01-25',
    '2027-02-28',
    '2027-03-31',
  ]);
  expect(daysIn('')).toEqual([]);
});

it.each(['2027-02-30', '2027-13-01', '27-01-01', 'tomorrow', '2027-01-25 x'])(
  'says that %s is no list of days',
  (text) => {
    expect(daysIn(text)).toBeNull();
  },
);
