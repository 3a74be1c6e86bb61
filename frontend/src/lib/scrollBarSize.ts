interface Size {
  width: number;
  height: number;
}

/**
 * Measure what a scroll bar takes, in the place of the module antd's tables bring along.
 *
 * Theirs writes a style element without the nonce of the page, which our policy refuses.
 */
export function getTargetScrollBarSize(target: unknown): Size {
  if (typeof document === 'undefined' || !(target instanceof Element))
    return { width: 0, height: 0 };
  const probe = document.createElement('div');
  const { scrollbarColor, scrollbarWidth } = getComputedStyle(target);
  Object.assign(probe.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    width: '100px',
    height: '100px',
    overflow: 'scroll',
    scrollbarColor,
    scrollbarWidth,
  });
  document.body.appendChild(probe);
  const size = {
    width: probe.offsetWidth - probe.clientWidth,
    height: probe.offsetHeight - probe.clientHeight,
  };
  probe.remove();
  return size;
}

/** The width of a scroll bar of the page itself. */
export const getScrollBarSize = (): number => getTargetScrollBarSize(document.body).width;

// The replaced module has one.
export default getScrollBarSize;
