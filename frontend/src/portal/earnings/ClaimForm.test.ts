import { expect, test } from 'vitest';
import { linesOf } from './ClaimForm';

const cost = (line: string, amount: string) => ({
  amount: { amount, currency: 'CNY', __typename: 'Money' as const },
  order: { id: 'Order:1', number: 'SO-1', __typename: 'Order' as const },
  orderLine: { id: line, name: line, __typename: 'OrderLine' as const },
});

test('an order line stands once, with what it comes to in all', () => {
  const lines = linesOf([cost('a', '10.00'), cost('b', '5.00'), cost('a', '-2.50')]);

  expect(lines.map(({ id, amount }) => [id, amount.amount])).toEqual([
    ['a', '7.50'],
    ['b', '5.00'],
  ]);
});

test('what came back whole is not offered', () => {
  expect(linesOf([cost('a', '10.00'), cost('a', '-10.00')])).toEqual([]);
});
