import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import type { Session } from '@/lib/session';
import { Instant } from '@/ui/Dates';
import './masked.css';

/** Says on every screen that an owner looks as somebody else, and ends it. */
export function Masked({ session, onOver }: { session: Session; onOver: () => void }) {
  const [isEnding, setIsEnding] = useState(false);
  const until = session.impersonation?.until;
  useEffect(() => {
    if (!until) return;
    const timer = setTimeout(onOver, new Date(until).getTime() - Date.now() + 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [until, onOver]);
  if (!session.impersonation) return null;
  const { by } = session.impersonation;
  return (
    <aside className="masked" aria-live="polite">
      <p>
        <Trans>
          {by} looks as <strong>{session.name}</strong> until{' '}
          <Instant value={session.impersonation.until} />. Nothing can be changed.
        </Trans>
      </p>
      <button
        type="button"
        className="t-button"
        disabled={isEnding}
        onClick={async () => {
          setIsEnding(true);
          await ask('DELETE', '/impersonation');
          window.location.assign('/console/team');
        }}
      >
        <Trans>End it</Trans>
      </button>
    </aside>
  );
}
