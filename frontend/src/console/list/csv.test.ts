import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('a cell that a spreadsheet would compute becomes text', () => {
  expect(csvOf([['=1+1', '@x', '+8613800000000', '-12.50']])).toBe(
    "\uFEFF'=1+1,'@x,'+8613800000000,-12.50\r\n",
  );
});

test('quotes, commas and line ends stay inside their cell', () => {
  expect(csvOf([['a "b", c', 'd\ne']])).toBe('\uFEFF"a ""b"", c","d\ne"\r\n');
});

test('nothing is an empty cell', () => {
  expect(csvOf([[null, undefined, 0]])).toBe('\uFEFF,,0\r\n');
});
