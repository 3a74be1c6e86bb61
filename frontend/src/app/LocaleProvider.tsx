import { i18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { languageOf, preferredLocale } from '@/lib/locale';
import type { Locale } from '@/lib/locale';
import { keepLanguage } from '@/lib/session';
import { store } from '@/lib/stored';

export type MessagesLoader = (locale: Locale) => Promise<Messages>;

interface LocaleSwitch {
  locale: Locale;
  /** Show another language without keeping the choice. */
  show: (locale: Locale) => void;
  /** Show another language and keep it, here and with the person. */
  choose: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleSwitch | null>(null);

export function useLocaleSwitch(): LocaleSwitch {
  const state = use(LocaleContext);
  if (!state) throw new Error('There is no language here.');
  return state;
}

export function LocaleProvider({ load, children }: { load: MessagesLoader; children: ReactNode }) {
  const [wanted, setWanted] = useState<Locale>(preferredLocale);
  const [shown, setShown] = useState<Locale | null>(null);
  const loadMessages = useRef(load);

  useEffect(() => {
    let isCurrent = true;
    void loadMessages.current(wanted).then((messages) => {
      if (!isCurrent) return;
      i18n.loadAndActivate({ locale: wanted, messages });
      document.documentElement.lang = wanted;
      setShown(wanted);
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);

  const value = useMemo<LocaleSwitch | null>(
    () =>
      shown && {
        locale: shown,
        show: setWanted,
        choose: (locale) => {
          store('locale', locale);
          setWanted(locale);
          void keepLanguage(languageOf(locale)).catch(() => undefined);
        },
      },
    [shown],
  );
  if (!value) return null;
  return (
    <I18nProvider i18n={i18n}>
      <LocaleContext value={value}>{children}</LocaleContext>
    </I18nProvider>
  );
}
