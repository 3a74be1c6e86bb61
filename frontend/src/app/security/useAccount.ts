import { useCallback, useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import type { Account, Answer } from '@/lib/account';
import { CONFIRMATION_NEEDED, askConfirmation } from '@/lib/confirmation';

interface Held {
  value: Account | null;
  hasFailed: boolean;
  load: () => void;
}

/** How the person signs in, read anew by `load`. */
export function useAccount(): Held {
  const [value, setValue] = useState<Account | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void ask<Account>('GET', '/account').then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setValue(answer.body);
      setHasFailed(!answer.ok);
    });
    return () => {
      isCurrent = false;
    };
  }, [turn]);
  const load = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { value, hasFailed, load };
}

/** Do something about the account; where it needs a fresh proof, ask for one and do it again. */
export async function change<Body = Record<string, never>>(
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const answer = await ask<Body>(method, path, body);
  if (answer.ok || answer.code !== CONFIRMATION_NEEDED) return answer;
  return (await askConfirmation()) ? ask<Body>(method, path, body) : answer;
}
