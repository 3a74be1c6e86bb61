import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { TypedDocumentNode } from 'urql';

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/**
 * Follow one thing by a subscription and say so when it may have changed, at first when the stream
 * has begun: what happened before that would be told to nobody.
 *
 * @returns whether changes are told. While they are not (the stream was refused, or the way to the
 * server is interrupted) the page has to ask by itself; the stream is tried again meanwhile.
 */
export function useLive(
  subscription: TypedDocumentNode<unknown, { id: string }>,
  id: string,
  isActive: boolean,
  onChange: () => void,
): boolean {
  const client = useClient();
  const [isLive, setIsLive] = useState(false);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (!isActive) return undefined;
    let stream: { unsubscribe: () => void } | null = null;
    let timer = 0;
    let wait = RETRY_MS;
    const close = (): void => {
      window.clearTimeout(timer);
      stream?.unsubscribe();
      stream = null;
      setIsLive(false);
    };
    const open = (): void => {
      let isFirst = true;
      stream = client.subscription(subscription, { id }).subscribe(({ error, hasNext }) => {
        if (error || !hasNext) {
          close();
          timer = window.setTimeout(open, wait);
          wait = Math.min(2 * wait, RETRY_MAX_MS);
          return;
        }
        if (!isFirst) wait = RETRY_MS;
        isFirst = false;
        setIsLive(true);
        latest.current();
      });
    };
    // A browser opens few connections to a site; a page that nobody looks at holds none.
    const turn = (): void => {
      close();
      if (!document.hidden) open();
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      close();
    };
  }, [client, subscription, id, isActive]);
  return isLive;
}
