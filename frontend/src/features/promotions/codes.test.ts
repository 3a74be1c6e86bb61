import { describe, expect, it } from 'vitest';
import { codesOf, madeCodes } from './codes';

describe('codes of coupons', () => {
  it('are taken from lines, commas and blanks, each once', () => {
    expect(codesOf(' A1\nB2, A1；C3、\tD4\n\n')).toEqual(['A1', 'B2', 'C3', 'D4']);
    expect(codesOf(' \n ')).toEqual([]);
  });

  it('are long, plain and different when they are made up', () => {
    const made = madeCodes(100);
    expect(new Set(made).size).toBe(100);
    expect(made.every((code) => /^[A-HJ-NP-Z2-9]{10}$/.test(code))).toBe(true);
  });
});
