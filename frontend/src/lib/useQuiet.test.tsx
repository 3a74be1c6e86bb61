import { act, cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useQuiet } from './useQuiet';

let idle: () => void;
let seen: (isIntersecting: boolean) => void;

function Later() {
  const place = useRef<HTMLDivElement>(null);
  return <div ref={place}>{useQuiet(place) ? 'drawn' : 'waiting'}</div>;
}

beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    idle = callback;
    return 1;
  });
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(report: (entries: { isIntersecting: boolean }[]) => void) {
        seen = (isIntersecting) => {
          report([{ isIntersecting }]);
        };
      }
      observe() {
        seen(true);
      }
      disconnect() {
        return undefined;
      }
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('what may come later waits, even where it can be seen, until the browser is idle', () => {
  render(<Later />);
  expect(screen.getByText('waiting')).toBeTruthy();

  act(() => {
    idle();
  });

  expect(screen.getByText('drawn')).toBeTruthy();
});

test('whoever scrolls to it does not wait', () => {
  render(<Later />);

  act(() => {
    seen(false);
    seen(true);
  });

  expect(screen.getByText('drawn')).toBeTruthy();
});
