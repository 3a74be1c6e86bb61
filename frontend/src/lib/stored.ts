import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

export const readStored = (key: string): string | null => localStorage.getItem(`tributary.${key}`);

export function store(key: string, value: string | null): void {
  if (value === null) localStorage.removeItem(`tributary.${key}`);
  else localStorage.setItem(`tributary.${key}`, value);
  for (const listener of listeners) listener();
}

/** A choice this browser remembers, the same in every part of the page and in every tab. */
export function useStored(key: string): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(subscribe, () => readStored(key));
  return [
    value,
    (next) => {
      store(key, next);
    },
  ];
}
