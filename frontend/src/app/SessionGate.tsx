import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Provider as GraphqlProvider } from 'urql';
import { createGraphqlClient } from '@/lib/graphql';
import { languageOf, localeOf } from '@/lib/locale';
import { currentSession, keepLanguage, signOut } from '@/lib/session';
import type { Session } from '@/lib/session';
import { readStored } from '@/lib/stored';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { useLocaleSwitch } from './LocaleProvider';
import { SessionContext } from './SessionContext';
import { ExternalPage } from './ExternalPage';
import { Masked } from './Masked';
import { SignIn } from './SignIn';
import { TicketPage } from './TicketPage';
import { Confirmation } from './security/Confirmation';
import { FactorFirst } from './security/FactorFirst';

type Known =
  { state: 'asking' } | { state: 'failed' } | { state: 'out' } | { state: 'in'; session: Session };

/** Shows the sign-in to whoever is not signed in, and the pages to everybody else. */
export function SessionGate({ base, children }: { base: string; children: ReactNode }) {
  const [known, setKnown] = useState<Known>({ state: 'asking' });
  const [attempt, setAttempt] = useState(0);
  const { show } = useLocaleSwitch();
  const showLocale = useRef(show);

  useEffect(() => {
    let isCurrent = true;
    currentSession().then(
      (session) => {
        if (!isCurrent) return;
        if (session && !readStored('locale')) showLocale.current(localeOf(session.language));
        setKnown(session ? { state: 'in', session } : { state: 'out' });
      },
      () => {
        if (isCurrent) setKnown({ state: 'failed' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [attempt]);

  const session = known.state === 'in' ? known.session : null;
  const client = useMemo(
    () =>
      createGraphqlClient(() => {
        // A cookie that was changed meanwhile is no end of the session: ask before showing the door.
        setAttempt((before) => before + 1);
      }),
    // A new client for each session, which it does not use itself: nothing of one person is ever
    // shown to the next.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [session],
  );
  const value = useMemo(
    () =>
      session && {
        session,
        signOut: () => {
          void signOut();
          setKnown({ state: 'out' });
        },
      },
    [session],
  );

  const again = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);

  if (window.location.pathname === `${base}/ticket`) return <TicketPage />;
  if (window.location.pathname === `${base}/external`) return <ExternalPage base={base} />;
  if (known.state === 'asking') return null;
  if (known.state === 'failed') {
    return (
      <main className="t-alone">
        <ErrorNotice
          problem={{ kind: 'offline' }}
          onRetry={() => {
            setAttempt(attempt + 1);
          }}
        />
      </main>
    );
  }
  if (!session || !value) {
    return (
      <SignIn
        side={base === '/portal' ? 'distributor' : 'brand'}
        onSignedIn={(next) => {
          const chosen = readStored('locale');
          if (!chosen) show(localeOf(next.language));
          else if (localeOf(chosen) !== localeOf(next.language)) {
            void keepLanguage(languageOf(localeOf(chosen))).catch(() => undefined);
          }
          // Each side has an entry of its own.
          if (next.home.startsWith(base)) setKnown({ state: 'in', session: next });
          else window.location.assign(next.home);
        }}
      />
    );
  }
  if (!session.home.startsWith(base)) {
    window.location.replace(session.home);
    return null;
  }
  if (session.roles.length === 0) {
    return (
      <SessionContext value={value}>
        <Confirmation />
        <FactorFirst
          onDone={() => {
            setAttempt(attempt + 1);
          }}
        />
      </SessionContext>
    );
  }
  return (
    <GraphqlProvider value={client}>
      <SessionContext value={value}>
        <Masked session={session} onOver={again} />
        <Confirmation />
        {children}
      </SessionContext>
    </GraphqlProvider>
  );
}
