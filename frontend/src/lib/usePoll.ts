import { useEffect, useRef } from 'react';

/** Ask again every so often while something is going on; a page that nobody looks at does not ask. */
export function usePoll(isActive: boolean, ms: number, ask: () => void): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!isActive) return undefined;
    const askUnlessHidden = (): void => {
      if (!document.hidden) latest.current();
    };
    const timer = window.setInterval(askUnlessHidden, ms);
    // Whoever comes back from another tab wants to see what happened there at once.
    document.addEventListener('visibilitychange', askUnlessHidden);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', askUnlessHidden);
    };
  }, [isActive, ms]);
}
