import { expect, test } from 'vitest';
import { formatMoney, formatRate, isNegative, isZero, negated, totalOf } from './money';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

test('an amount beyond what a number holds keeps every digit', () => {
  expect(formatMoney(cny('12345678901234567.89'), 'zh-CN')).toBe('¥12,345,678,901,234,567.89');
});

test('a currency without decimals shows none', () => {
  expect(formatMoney({ amount: '1235', currency: 'JPY' }, 'en')).toBe('¥1,235');
});

test('nought is neither positive nor negative', () => {
  expect(isZero(cny('-0.00'))).toBe(true);
  expect(isNegative(cny('-0.00'))).toBe(false);
  expect(isNegative(cny('-0.01'))).toBe(true);
});

test('taking the sign twice gives the amount back', () => {
  expect(negated(negated(cny('5.00')))).toEqual(cny('5.00'));
});

test('a preview adds exactly', () => {
  expect(totalOf([cny('0.10'), cny('0.20'), cny('-0.35')])).toEqual(cny('-0.05'));
  expect(totalOf([])).toBeNull();
});

test('two currencies have no total', () => {
  expect(() => totalOf([cny('1.00'), { amount: '1.00', currency: 'USD' }])).toThrow('no total');
});

test('a rate is a percentage with the decimals it has', () => {
  expect(formatRate('0.052500', 'en')).toBe('5.25%');
});
