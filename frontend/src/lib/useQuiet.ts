import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Without `requestIdleCallback`, as in Safari, this long after the screen was drawn counts as idle. */
const PAUSE_MS = 1_000;

function whenIdle(act: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const asked = window.requestIdleCallback(act);
    return () => {
      window.cancelIdleCallback(asked);
    };
  }
  const asked = setTimeout(act, PAUSE_MS);
  return () => {
    clearTimeout(asked);
  };
}

/**
 * Whether it is time for what may come later: the page has loaded and the browser has nothing to
 * do, or somebody has scrolled to the place where it belongs.
 */
export function useQuiet(place: RefObject<Element | null>): boolean {
  const [isQuiet, setIsQuiet] = useState(false);

  useEffect(() => {
    const element = place.current;
    if (isQuiet || !element) return undefined;
    const act = (): void => {
      setIsQuiet(true);
    };
    let isFirst = true;
    const observer = new IntersectionObserver((entries) => {
      // The first report says where it stands before anybody has scrolled.
      if (!isFirst && entries.some((entry) => entry.isIntersecting)) act();
      isFirst = false;
    });
    observer.observe(element);
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = whenIdle(act);
    };
    if (document.readyState === 'complete') wait();
    else window.addEventListener('load', wait, { once: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('load', wait);
      cancel();
    };
  }, [isQuiet, place]);

  return isQuiet;
}
