import { useEffect, useSyncExternalStore } from 'react';
import { useStored } from './stored';

export type ThemeChoice = 'system' | 'light' | 'dark';

const dark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const query = dark();
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

export interface ThemeState {
  choice: ThemeChoice;
  isDark: boolean;
  choose: (choice: ThemeChoice) => void;
}

/** Light or dark: as the system says until somebody chooses. */
export function useTheme(): ThemeState {
  const [stored, keep] = useStored('theme');
  const systemIsDark = useSyncExternalStore(subscribe, () => dark().matches);
  const choice: ThemeChoice = stored === 'light' || stored === 'dark' ? stored : 'system';
  const isDark = choice === 'dark' || (choice === 'system' && systemIsDark);
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return {
    choice,
    isDark,
    choose: (next) => {
      keep(next === 'system' ? null : next);
    },
  };
}
