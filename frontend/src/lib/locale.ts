import { readStored } from './stored';

export type Locale = 'zh-CN' | 'en';

export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

/** Name of each language in itself; these are never translated. */
export const LOCALE_NAMES: Record<Locale, string> = { 'zh-CN': '中文', en: 'English' };

export const languageOf = (locale: Locale): 'zh' | 'en' => (locale === 'en' ? 'en' : 'zh');

export const localeOf = (language: string): Locale => (language.startsWith('zh') ? 'zh-CN' : 'en');

/** The language chosen on this device, or else the browser's. */
export function preferredLocale(): Locale {
  const chosen = readStored('locale');
  return localeOf(chosen ?? navigator.language);
}
