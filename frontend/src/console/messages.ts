import type { Messages } from '@lingui/core';
import type { Locale } from '@/lib/locale';

/** All words of the console in one language; a new feature's catalog is found by its place. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { messages } =
    locale === 'en' ? await import('./messages.en') : await import('./messages.zh-CN');
  return messages;
}
