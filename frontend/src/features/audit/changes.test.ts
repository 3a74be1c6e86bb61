import { expect, test } from 'vitest';
import { changesOf } from './changes';

test('only what differs is told, each side as text', () => {
  expect(changesOf({ state: 'open', n: 1, same: [1] }, { state: 'paid', n: 2, same: [1] })).toEqual(
    [
      { field: 'state', before: 'open', after: 'paid' },
      { field: 'n', before: '1', after: '2' },
    ],
  );
});

test('what was not there before, and what is not there any more', () => {
  expect(changesOf(null, { name: 'ERP' })).toEqual([{ field: 'name', before: null, after: 'ERP' }]);
  expect(changesOf({ name: 'ERP', gone: null }, null)).toEqual([
    { field: 'name', before: 'ERP', after: null },
  ]);
});
