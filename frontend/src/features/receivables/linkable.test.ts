import { describe, expect, it } from 'vitest';
import type { ItemFieldsFragment } from '@/generated/graphql';
import { obstacleOf } from './linkable';

const item = (
  debtor: string,
  amount: string,
  currency = 'CNY',
  creditor = 'B',
): ItemFieldsFragment => ({
  id: `${debtor} ${amount}`,
  number: 'AR-1',
  instalment: 1,
  issuedOn: '2026-10-01',
  dueOn: '2026-10-31',
  isOverdue: false,
  total: { amount, currency },
  applied: { amount: '0.00', currency },
  open: { amount, currency },
  order: null,
  chargedBy: null,
  creditor: { id: creditor, name: creditor },
  debtor: { id: debtor, name: debtor, distributor: null },
});

describe('obstacleOf', () => {
  it('lets items of one debtor, creditor and currency through', () => {
    expect(obstacleOf([item('T1', '1.00'), item('T1', '2.00')])).toBeNull();
  });

  it('says what is mixed', () => {
    expect(obstacleOf([item('T1', '1.00'), item('T2', '1.00')])).toBe('mixedDebtors');
    expect(obstacleOf([item('T1', '1.00'), item('T1', '1.00', 'USD')])).toBe('mixedCurrencies');
    expect(obstacleOf([item('T1', '1.00'), item('T1', '1.00', 'CNY', 'T0')])).toBe(
      'mixedCreditors',
    );
  });

  it('wants something open of each', () => {
    expect(obstacleOf([item('T1', '0.00')])).toBe('nothingOpen');
    expect(obstacleOf([])).toBe('nothingOpen');
  });
});
