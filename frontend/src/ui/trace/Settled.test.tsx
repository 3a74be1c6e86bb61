import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReceivableTraceFragment } from '@/generated/graphql';
import { ReceivableTrace } from './ReceivableTrace';
import { Settled } from './Settled';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

const show = (what: ReactNode) => {
  render(<I18nProvider i18n={i18n}>{what}</I18nProvider>);
};

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});
afterEach(cleanup);

test('what was taken back of a payment is said, and stands below zero', () => {
  const receivable = { id: 'Receivable:1', number: 'AR-1' };
  show(
    <Settled
      applications={[
        { id: 'a', appliedOn: '2026-01-05', amount: cny('80.00'), receivable },
        { id: 'b', appliedOn: '2026-01-09', amount: cny('-80.00'), receivable },
      ]}
    />,
  );

  const [used, back] = screen.getAllByRole('listitem').map((item) => item.textContent);

  expect(used).toContain('CN¥80.00');
  expect(used).not.toContain('-CN¥');
  expect(back).toContain('-CN¥80.00');
  expect(used).not.toContain('taken back');
  expect(back).toContain('taken back');
});

test('an open item adds up: what was taken back is owed again', () => {
  const item: ReceivableTraceFragment = {
    number: 'AR-1',
    instalment: 1,
    dueOn: '2026-01-31',
    issuedOn: '2026-01-01',
    isOverdue: false,
    total: cny('80.00'),
    open: cny('80.00'),
    order: null,
    chargedBy: null,
    settledBy: {
      nodes: [
        { id: 'a', appliedOn: '2026-01-05', amount: cny('80.00') },
        { id: 'b', appliedOn: '2026-01-09', amount: cny('-80.00') },
      ].map((one) => ({ ...one, source: 'RECEIPT' as const, receipt: null, creditNote: null })),
    },
  };
  show(<ReceivableTrace item={item} onLeave={() => undefined} />);

  const amounts = [...document.querySelectorAll('.t-formula .t-money')].map(
    (one) => one.textContent,
  );

  expect(amounts).toEqual(['CN¥80.00', '-CN¥80.00', 'CN¥80.00', 'CN¥80.00']);
});
