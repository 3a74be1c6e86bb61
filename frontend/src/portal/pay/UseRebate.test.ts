import { describe, expect, it } from 'vitest';
import { sharesOf } from './UseRebate';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('what a rebate pays of what was chosen', () => {
  const picked = [
    { id: 'a', open: cny('10.00') },
    { id: 'b', open: cny('5.00') },
  ];

  it('pays the first ones first, to the cent', () => {
    expect(sharesOf(picked, cny('10.01'))).toEqual([
      { receivableId: 'a', amount: cny('10.00') },
      { receivableId: 'b', amount: cny('0.01') },
    ]);
    expect(sharesOf(picked, cny('9.99'))).toEqual([{ receivableId: 'a', amount: cny('9.99') }]);
  });

  it('pays no more than is open', () => {
    expect(sharesOf(picked, cny('100.00')).map((one) => one.amount.amount)).toEqual([
      '10.00',
      '5.00',
    ]);
  });
});
