import { act, cleanup, renderHook } from '@testing-library/react';
import { Provider } from 'urql';
import type { Client, TypedDocumentNode } from 'urql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from './useLive';

interface Told {
  error?: Error;
  hasNext: boolean;
}

const document_ = {} as TypedDocumentNode<unknown, { id: string }>;
const again = { hasNext: true };

/** The streams that were opened, each with what tells its reader something. */
let open: { tell: (told: Told) => void; isOver: boolean }[] = [];

const client = {
  subscription: () => ({
    subscribe: (tell: (told: Told) => void) => {
      const stream = { tell, isOver: false };
      open.push(stream);
      return {
        unsubscribe: () => {
          stream.isOver = true;
        },
      };
    },
  }),
} as unknown as Client;

function follow(isActive = true) {
  const onChange = vi.fn();
  const hook = renderHook(
    ({ isActive }) => useLive(document_, 'PayoutBatch:1', isActive, onChange),
    {
      initialProps: { isActive },
      wrapper: ({ children }) => <Provider value={client}>{children}</Provider>,
    },
  );
  const tell = (told: Told): void => {
    act(() => {
      open.at(-1)?.tell(told);
    });
  };
  return { ...hook, onChange, tell };
}

const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

describe('useLive', () => {
  beforeEach(() => {
    open = [];
    vi.useFakeTimers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('says that something may have changed, at first when the stream has begun', () => {
    const { result, onChange, tell } = follow();
    expect(result.current).toBe(false);
    tell(again);
    expect(result.current).toBe(true);
    tell(again);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('leaves asking to the page when it is refused, and comes again, later each time', () => {
    const { result, tell } = follow();
    tell({ error: new Error('429'), hasNext: true });
    expect(result.current).toBe(false);
    expect(open).toMatchObject([{ isOver: true }]);
    pass(1_000);
    expect(open).toHaveLength(2);
    tell({ error: new Error('429'), hasNext: true });
    pass(1_000);
    expect(open).toHaveLength(2);
    pass(1_000);
    expect(open).toHaveLength(3);
  });

  it('comes again when the stream is over', () => {
    const { result, tell } = follow();
    tell(again);
    tell({ hasNext: false });
    expect(result.current).toBe(false);
    pass(1_000);
    tell(again);
    expect(result.current).toBe(true);
  });

  it('holds no stream for a page that nobody looks at, or that is finished', () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const { rerender } = follow();
    expect(open).toHaveLength(0);
    hidden.mockReturnValue(false);
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(open).toMatchObject([{ isOver: false }]);
    rerender({ isActive: false });
    expect(open).toMatchObject([{ isOver: true }]);
    hidden.mockRestore();
  });
});
