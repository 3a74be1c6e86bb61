import { describe, expect, it } from 'vitest';
import { effectOf, typedAmount } from './effect';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('typedAmount', () => {
  it('takes digits with at most the decimals of the currency', () => {
    expect(typedAmount('1,234.5', cny('0.00'))).toEqual(cny('1234.50'));
    expect(typedAmount('007', cny('0.00'))).toEqual(cny('7.00'));
    expect(typedAmount('5.5', { amount: '1', currency: 'JPY' })).toBeNull();
    expect(typedAmount('-1', cny('0.00'))).toBeNull();
    expect(typedAmount('', cny('0.00'))).toBeNull();
  });
});

describe('effectOf', () => {
  it('takes what is not used first, then opens items again', () => {
    expect(effectOf('30', cny('100.00'), cny('20.00'))).toEqual({
      back: cny('30.00'),
      fromUnused: cny('20.00'),
      fromItems: cny('10.00'),
      left: cny('70.00'),
    });
  });

  it('leaves the items alone when enough is unused', () => {
    expect(effectOf('5', cny('100.00'), cny('20.00'))).toMatchObject({
      fromUnused: cny('5.00'),
      fromItems: cny('0.00'),
    });
  });

  it('declines what cannot be given back', () => {
    expect(effectOf('100.01', cny('100.00'), cny('0.00'))).toBe('tooMuch');
    expect(effectOf('0', cny('100.00'), cny('0.00'))).toBe('notPositive');
    expect(effectOf('abc', cny('100.00'), cny('0.00'))).toBe('unreadable');
  });
});
