import { useMemo } from 'react';
import { useSession } from '@/app/SessionContext';
import { grantsOf } from '@/lib/grants';
import type { Grants } from '@/lib/grants';

export function useGrants(): Grants {
  const { session } = useSession();
  return useMemo(() => grantsOf(session.roles), [session.roles]);
}
