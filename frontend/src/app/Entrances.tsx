import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { Answer, Entrance } from '@/lib/account';
import { entrancesOf, leave } from '@/lib/outside';
import type { Session } from '@/lib/session';
import { AnswerText } from './AnswerText';

/** Nobody is asked for at every letter of a brand. */
const QUIET_MS = 300;

/** The sign-ins of companies that a brand offers, asked for once its name is typed. */
export function useEntrances(brand: string, side: Session['side']): Entrance[] {
  const [found, setFound] = useState<{ brand: string; entrances: Entrance[] }>();
  useEffect(() => {
    if (!brand) return undefined;
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      void entrancesOf(brand, side).then((entrances) => {
        if (isCurrent) setFound({ brand, entrances });
      });
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [brand, side]);
  return found?.brand === brand ? found.entrances : [];
}

interface Props {
  entrances: readonly Entrance[];
  path: string;
  /** What is sent beside the provider. */
  body: Readonly<Record<string, string>>;
  isMain?: boolean;
}

/** One button for each company's sign-in. */
export function Entrances({ entrances, path, body, isMain = false }: Props) {
  const [fault, setFault] = useState<Answer<unknown> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  if (entrances.length === 0) return null;
  return (
    <div className="entrances">
      {entrances.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={isMain ? 't-button t-button-primary' : 't-button'}
          disabled={isBusy}
          onClick={() => {
            setFault(null);
            setIsBusy(true);
            void leave(path, { ...body, provider: id }).then((answer) => {
              setFault(answer);
              setIsBusy(answer.ok);
            });
          }}
        >
          <Trans>Sign in with {name}</Trans>
        </button>
      ))}
      {fault && !fault.ok && (
        <div role="alert" className="sign-in-fault">
          <AnswerText {...fault} />
        </div>
      )}
    </div>
  );
}
