import { i18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { merged } from '@/lib/messages';
import type { Catalog } from '@/lib/messages';
import type { Session } from '@/lib/session';
import { Masked } from './Masked';

const english = merged(import.meta.glob<Catalog>('../locales/en.po', { eager: true }));
const chinese = merged(import.meta.glob<Catalog>('../locales/zh-CN.po', { eager: true }));

const session: Session = {
  brand: { slug: 'lotus', name: 'Lotus Tea' },
  name: 'Li Wei',
  language: 'en',
  side: 'brand',
  roles: ['accountant'],
  withheld: [],
  home: '/console/',
};

const show = (locale: string, messages: Messages, seen: Session, onOver = () => undefined) => {
  i18n.loadAndActivate({ locale, messages });
  render(
    <I18nProvider i18n={i18n}>
      <Masked session={seen} onOver={onOver} />
    </I18nProvider>,
  );
};

const masked = (until: string): Session => ({
  ...session,
  impersonation: { by: 'Mei Lin', until },
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test.each([
  ['en', english, /^Mei Lin looks as Li Wei until .+\. Nothing can be changed\.$/, 'End it'],
  ['zh-CN', chinese, /^Mei Lin 正在以 Li Wei 的身份查看，至 .+。不能更改任何内容。$/, '结束查看'],
])('in %s it says who looks as whom, until when, and how to end it', (locale, words, said, end) => {
  show(locale, words, masked(new Date(Date.now() + 60_000).toISOString()));

  expect(screen.getByRole('complementary').querySelector('p')?.textContent).toMatch(said);
  expect(screen.getByRole('button', { name: end })).toBeTruthy();
});

test('nothing is said to who looks as nobody else', () => {
  show('en', english, session);

  expect(screen.queryByRole('complementary')).toBeNull();
});

test('when it is over, the page is asked anew who is signed in', () => {
  vi.useFakeTimers();
  const over = vi.fn();
  show('en', english, masked(new Date(Date.now() + 60_000).toISOString()), over);

  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(over).not.toHaveBeenCalled();
  act(() => {
    vi.advanceTimersByTime(1_000);
  });
  expect(over).toHaveBeenCalledOnce();
});
