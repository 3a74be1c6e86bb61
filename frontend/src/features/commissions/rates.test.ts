import { expect, it } from 'vitest';
import { gridOf } from './rates';

it('lays rates out by group and step, with what holds for all others last', () => {
  const grid = gridOf(
    [
      { kind: 'LEVEL', step: 2, productGroup: '', rate: '0.02' },
      { kind: 'LEVEL', step: 1, productGroup: '', rate: '0.01' },
      { kind: 'LEVEL', step: 1, productGroup: 'tea', rate: '0.05' },
      { kind: 'OVERRIDE', step: 3, productGroup: '', rate: '0.003' },
    ],
    'LEVEL',
  );
  expect(grid.steps).toEqual([1, 2]);
  expect(grid.groups.map(({ group, rates }) => [group, rates.get(1), rates.get(2)])).toEqual([
    ['tea', '0.05', undefined],
    ['', '0.01', '0.02'],
  ]);
});
