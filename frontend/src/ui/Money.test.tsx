import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Money } from './Money';
import { TraceContext } from './trace/TraceContext';

const amount = { amount: '1234.50', currency: 'CNY' };

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});
afterEach(cleanup);

test('an amount that was computed opens its calculation', () => {
  const opened: string[] = [];
  render(
    <I18nProvider i18n={i18n}>
      <TraceContext value={{ open: (id) => opened.push(id) }}>
        <Money value={amount} trace="CommissionLine:1" />
      </TraceContext>
    </I18nProvider>,
  );

  fireEvent.click(screen.getByRole('button'));

  expect(opened).toEqual(['CommissionLine:1']);
});

test('an amount that was not computed is plain text', () => {
  render(
    <I18nProvider i18n={i18n}>
      <Money value={amount} />
    </I18nProvider>,
  );

  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('CN¥1,234.50')).toBeTruthy();
});
