import { ask } from './account';
import type { Answer, Entrance } from './account';
import type { Session } from './session';

/** What is told to the windows of this browser when a proof was given in another one. */
const CONFIRMED = 'tributary.confirmed';

/** By which companies' sign-ins people of a brand come in; none for a brand that is none. */
export async function entrancesOf(brand: string, side: Session['side']): Promise<Entrance[]> {
  const query = new URLSearchParams({ brand, side }).toString();
  const answer = await ask<{ providers: Entrance[] }>('GET', `/session/providers?${query}`);
  return answer.ok ? answer.body.providers : [];
}

/** Go to a company's sign-in; only what kept the browser here comes back. */
export async function leave(path: string, body: unknown): Promise<Answer<unknown>> {
  const answer = await ask<{ location: string }>('POST', path, body);
  if (answer.ok) window.location.assign(answer.body.location);
  return answer;
}

/** Have a company ask again who one is, in a window beside this one; true once it did. */
export async function confirmOutside(provider: string): Promise<Answer<unknown>> {
  // Opened before anything is awaited: later the browser would take it for an advertisement.
  const beside = window.open('', '_blank');
  const answer = await ask<{ location: string }>('POST', '/session/confirm/provider', { provider });
  if (!answer.ok || !beside) {
    beside?.close();
    return answer.ok ? { ok: false, code: 'POPUP_BLOCKED', message: '', seconds: 0 } : answer;
  }
  beside.location.replace(answer.body.location);
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CONFIRMED);
    channel.onmessage = () => {
      channel.close();
      resolve(answer);
    };
  });
}

/** Tell the other windows that the proof was given. */
export function tellConfirmed(): void {
  const channel = new BroadcastChannel(CONFIRMED);
  channel.postMessage(true);
  channel.close();
}
