/** What a person does about signing in: everything goes to the server as JSON, nothing is kept. */
export type Way = 'totp' | 'passkey' | 'recovery';

export interface Passkey {
  id: string;
  host: string;
  name: string;
  createdAt: string;
  usedAt: string | null;
}

export interface Device {
  id: string;
  isThis: boolean;
  userAgent: string;
  beganAt: string;
  seenAt: string;
  factor: Way | 'provider' | null;
}

/** A company's sign-in, and whether one's account there is linked. */
export interface Connection {
  id: string;
  name: string;
  /** How one is called there; null where nothing is linked. */
  label: string | null;
  linkedAt: string | null;
  usedAt: string | null;
  /** Whether it can be asked again who one is. */
  confirms: boolean;
}

/** An owner of the brand looked as this person. */
export interface Looked {
  by: string;
  reason: string;
  beganAt: string;
  untilAt: string;
}

export interface Account {
  email: string;
  isVerified: boolean;
  hasPassword: boolean;
  providers: Connection[];
  hasTotp: boolean;
  ways: Way[];
  recoveryLeft: number;
  passkeys: Passkey[];
  devices: Device[];
  impersonations: Looked[];
}

/** One of these proves who somebody is. */
export interface Proof {
  code?: string;
  recovery?: string;
  password?: string;
  passkey?: unknown;
}

/** A company's sign-in, as it is offered to whoever wants to come in. */
export interface Entrance {
  id: string;
  name: string;
}

/** What a link in a letter opens. */
export interface Ticket {
  kind: 'invitation' | 'reset' | 'verification';
  wantsPassword: boolean;
  /** By which an invitation can be followed without a password. */
  providers?: Entrance[];
  brand: { slug: string; name: string };
  name: string;
  email: string;
  language: 'zh' | 'en';
  home: string;
}

export type Answer<Body> =
  { ok: true; body: Body } | { ok: false; code: string; message: string; seconds: number };

/** Ask the server; a refusal is an answer, too. */
export async function ask<Body = Record<string, never>>(
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-tributary': '1' },
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!response) return { ok: false, code: 'OFFLINE', message: '', seconds: 0 };
  const text = await response.text();
  const found: unknown = text ? JSON.parse(text) : {};
  if (response.ok) return { ok: true, body: found as Body };
  const { code = 'UNEXPECTED', message = '' } = found as { code?: string; message?: string };
  return { ok: false, code, message, seconds: Number(response.headers.get('retry-after') ?? '0') };
}

/** Whether this browser knows passkeys, on a site that may have them. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  !/^[\d.]+$|:/.test(window.location.hostname);

/** Have this device make a passkey; null when the person changed their mind. */
export async function makePasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  return made instanceof PublicKeyCredential ? made.toJSON() : null;
}

/** Have this device show a passkey; null when the person changed their mind. */
export async function showPasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  const shown = await navigator.credentials.get({ publicKey }).catch(() => null);
  return shown instanceof PublicKeyCredential ? shown.toJSON() : null;
}
