import { expect, test } from 'vitest';
import { grantsOf } from './grants';

test('a buyer orders and sees no books', () => {
  expect(grantsOf(['distributor_buyer'])).toEqual({ money: false, finance: false, banking: false });
});

test('the owner of a distributor sees its own books and account, not those of the brand', () => {
  expect(grantsOf(['distributor_owner'])).toEqual({ money: true, finance: false, banking: true });
});

test('an accountant keeps books without seeing where people are paid', () => {
  expect(grantsOf(['accountant'])).toEqual({ money: true, finance: true, banking: false });
});
