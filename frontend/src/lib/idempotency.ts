import { useCallback, useState } from 'react';

const newKey = (): string => crypto.randomUUID();

/**
 * A key for one intention of the user.
 *
 * It stays the same while the same thing is tried again, so a lost answer cannot move money twice;
 * `renew` it when the thing is done or the user changes what is asked for.
 */
export function useIdempotencyKey(): [key: string, renew: () => void] {
  const [key, setKey] = useState(newKey);
  const renew = useCallback(() => {
    setKey(newKey());
  }, []);
  return [key, renew];
}
