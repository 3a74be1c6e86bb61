import { useLayoutEffect } from 'react';

let locks = 0;

/**
 * Keep the page behind a dialog where it is, in the place of the module antd brings along.
 *
 * Theirs writes a style element without the nonce of the page, which our policy refuses.
 */
export default function useScrollLocker(isLocked?: boolean): void {
  useLayoutEffect(() => {
    if (!isLocked) return undefined;
    const { style } = document.body;
    if (locks === 0) {
      const bar = window.innerWidth - document.documentElement.clientWidth;
      style.overflowY = 'hidden';
      if (bar > 0) style.width = `calc(100% - ${String(bar)}px)`;
    }
    locks += 1;
    return () => {
      locks -= 1;
      if (locks === 0) {
        style.removeProperty('overflow-y');
        style.removeProperty('width');
      }
    };
  }, [isLocked]);
}
