import type { Way } from './account';

/** The session lives in a cookie no script can read; this is what the server tells about it. */
export interface Session {
  brand: { slug: string; name: string };
  name: string;
  language: 'zh' | 'en';
  side: 'brand' | 'distributor';
  roles: string[];
  /** Roles that count only once there is a second factor. */
  withheld: string[];
  home: string;
  /** Who looks as this person, if it is not the person. */
  impersonation?: { by: string; until: string };
}

export type SignInResult =
  | { kind: 'signedIn'; session: Session }
  | { kind: 'secondFactor'; token: string; ways: Way[] }
  | { kind: 'declined' }
  | { kind: 'required' }
  | { kind: 'backOff'; seconds: number }
  | { kind: 'failed' };

const HEADERS = { 'content-type': 'application/json', 'x-tributary': '1' };
const SIGNED_IN = 'tributary.signedIn';

const ask = (method: string, body?: unknown, path = '/session'): Promise<Response> =>
  fetch(path, {
    method,
    headers: HEADERS,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** What the server puts behind the address after a sign-in at another site. */
const CAME_IN = '#signed-in';

/** Return the session of this browser; a browser that never signed in need not ask. */
export async function currentSession(): Promise<Session | null> {
  if (window.location.hash === CAME_IN) {
    noteSignedIn();
    window.history.replaceState(null, '', window.location.pathname);
  }
  if (!localStorage.getItem(SIGNED_IN)) return null;
  const response = await ask('GET');
  if (response.status === 200) return (await response.json()) as Session;
  if (response.status === 401 || response.status === 204) {
    localStorage.removeItem(SIGNED_IN);
    return null;
  }
  throw new Error(`The session could not be read: ${String(response.status)}.`);
}

export async function signIn(
  brand: string,
  email: string,
  password: string,
  side: Session['side'],
): Promise<SignInResult> {
  const response = await ask('POST', { brand, email, password, side }).catch(() => null);
  if (response?.status === 200) {
    noteSignedIn();
    return { kind: 'signedIn', session: (await response.json()) as Session };
  }
  if (response?.status === 202) {
    const { token, ways } = (await response.json()) as { token: string; ways: Way[] };
    return { kind: 'secondFactor', token, ways };
  }
  if (response?.status === 401 || response?.status === 400) return { kind: 'declined' };
  if (response?.status === 422) return { kind: 'required' };
  if (response?.status === 429) {
    return { kind: 'backOff', seconds: Number(response.headers.get('retry-after') ?? '30') };
  }
  return { kind: 'failed' };
}

/** Remember that this browser has a session. */
export const noteSignedIn = (): void => {
  localStorage.setItem(SIGNED_IN, '1');
};

export async function signOut(): Promise<void> {
  localStorage.removeItem(SIGNED_IN);
  await ask('DELETE');
}

/** Act for another side from now on; null when that could not be. */
export async function switchSide(party: string): Promise<Session | null> {
  const response = await ask('POST', { party }, '/session/party').catch(() => null);
  return response?.status === 200 ? ((await response.json()) as Session) : null;
}

/** Keep the language with the person, so mails and the next device speak it too. */
export async function keepLanguage(language: Session['language']): Promise<void> {
  // On the sign-in page nobody is there yet whose language it could be.
  if (!localStorage.getItem(SIGNED_IN)) return;
  const response = await ask('PATCH', { language });
  await response.text();
}
