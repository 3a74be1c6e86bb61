import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { useTheme } from '@/lib/theme';
import { LocaleProvider } from './LocaleProvider';
import type { MessagesLoader } from './LocaleProvider';
import { SessionGate } from './SessionGate';
import './theme/tokens.css';
import '@/ui/ui.css';

interface Entry {
  /** Where the entry lives, such as `/portal`. */
  base: string;
  load: MessagesLoader;
  children: ReactNode;
}

/** Put an entry on the page: language first, then the session, then its screens. */
export function start(entry: Entry): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  createRoot(root).render(
    <StrictMode>
      <Frame {...entry} />
    </StrictMode>,
  );
}

function Frame({ base, load, children }: Entry) {
  useTheme();
  return (
    <LocaleProvider load={load}>
      <Router base={base}>
        <SessionGate base={base}>{children}</SessionGate>
      </Router>
    </LocaleProvider>
  );
}
