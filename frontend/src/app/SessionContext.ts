import { createContext, use } from 'react';
import type { Session } from '@/lib/session';

export interface SessionState {
  session: Session;
  signOut: () => void;
}

export const SessionContext = createContext<SessionState | null>(null);

/** The signed-in person; only for what is shown behind the sign-in. */
export function useSession(): SessionState {
  const state = use(SessionContext);
  if (!state) throw new Error('There is no session here.');
  return state;
}

export function useHasRole(...roles: string[]): boolean {
  const { session } = useSession();
  return session.roles.some((role) => roles.includes(role));
}
