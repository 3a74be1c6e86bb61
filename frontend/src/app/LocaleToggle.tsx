import { LOCALES, LOCALE_NAMES } from '@/lib/locale';
import { useLocaleSwitch } from './LocaleProvider';

/** Both languages, each in its own words. */
export function LocaleToggle() {
  const { locale, choose } = useLocaleSwitch();
  return (
    <div className="t-segments">
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === locale}
          onClick={() => {
            choose(one);
          }}
        >
          {LOCALE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
