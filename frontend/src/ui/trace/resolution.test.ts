import { expect, test } from 'vitest';
import { resolutionOf } from './resolution';

test('each term is read with why it is not the one', () => {
  const found = resolutionOf({
    facts: { productGroup: 'tea', product: 'TEA-1', channel: 'mall', grade: null },
    terms: [
      { place: 1, code: null, outcome: 'does_not_fit', misses: ['channels', 'grades'] },
      { place: 2, code: 'all', outcome: 'covers', misses: [] },
      { place: 3, code: 'late', outcome: 'fits_later', misses: [] },
    ],
  });

  expect([found.productGroup, found.product, found.channel, found.grade]).toEqual([
    'tea',
    'TEA-1',
    'mall',
    '',
  ]);
  expect(found.terms.map((term) => [term.code, term.outcome, term.misses])).toEqual([
    ['', 'does_not_fit', ['channels', 'grades']],
    ['all', 'covers', []],
    ['late', 'fits_later', []],
  ]);
});

test('what is no resolution has no terms', () => {
  expect(resolutionOf(null).terms).toEqual([]);
});
