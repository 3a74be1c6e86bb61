// Signing in with authorization code and PKCE, and keeping a token that is good.

import { type Phone, type Settings, base64url, randomName } from "./phone.js";

const SCOPE =
  "openid offline_access settlements:read receivables:read payments:read payments:write";
const KEPT = "tributary.refresh";
const EARLY_MS = 30_000;

interface Endpoints {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint: string;
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** Nobody is signed in, or nobody any more: show the button that signs in. */
export class SignedOut extends Error {}

export class Session {
  #access: { readonly token: string; readonly until: number } | null = null;
  #renewing: Promise<string> | null = null;
  #endpoints: Endpoints | null = null;

  constructor(
    readonly settings: Settings,
    readonly phone: Phone,
  ) {}

  /** Tells whether somebody signed in here, also before the application was last closed. */
  async isKept(): Promise<boolean> {
    return (await this.phone.safe.get(KEPT)) !== null;
  }

  async signIn(): Promise<void> {
    const known = await this.#known();
    const { clientId, redirect } = this.settings;
    const verifier = base64url(this.phone.randomBytes(48));
    const state = randomName(this.phone);
    const asked = new URLSearchParams({
      response_type: "code",
      client_id: clientId,
      redirect_uri: redirect,
      scope: SCOPE,
      state,
      code_challenge: base64url(await this.phone.sha256(verifier)),
      code_challenge_method: "S256",
    });
    const back = await this.phone.signInAt(`${known.authorization_endpoint}?${asked}`, redirect);
    if (back === null) throw new SignedOut("The page was closed.");
    const told = new URL(back).searchParams;
    // An answer that we did not ask for, or that is not from this site, is nobody's.
    if (told.get("state") !== state || told.get("iss") !== known.issuer) {
      throw new SignedOut("The answer is not to what was asked.");
    }
    const code = told.get("code");
    if (code === null) throw new SignedOut(told.get("error") ?? "There is no code.");
    await this.#exchange({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    });
  }

  /** Returns a token that is good for a while. */
  async token(): Promise<string> {
    if (this.#access && this.#access.until > Date.now()) return this.#access.token;
    // A refresh token is good once: whoever needs it meanwhile waits for the same answer.
    this.#renewing ??= this.#renewed().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** Says that the site did not take a token, so that the next one is another. */
  declined(token: string): void {
    if (this.#access?.token === token) this.#access = null;
  }

  async signOut(): Promise<void> {
    const kept = await this.phone.safe.get(KEPT);
    await this.#forget();
    if (kept === null) return;
    const { revocation_endpoint } = await this.#known();
    await this.#post(revocation_endpoint, { token: kept });
  }

  async #renewed(): Promise<string> {
    const kept = await this.phone.safe.get(KEPT);
    if (kept === null) throw new SignedOut("Nobody is signed in.");
    return this.#exchange({ grant_type: "refresh_token", refresh_token: kept });
  }

  async #exchange(given: Record<string, string>): Promise<string> {
    const { token_endpoint } = await this.#known();
    const answer = await this.#post(token_endpoint, given);
    if (answer.status === 400) {
      // Used up, withdrawn, or too old.
      await this.#forget();
      throw new SignedOut(((await answer.json()) as { error: string }).error);
    }
    if (!answer.ok) throw new Error(`The site answers ${answer.status}.`);
    const tokens = (await answer.json()) as Tokens;
    // The one before is used up: the new one is kept before anything else happens.
    await this.phone.safe.set(KEPT, tokens.refresh_token);
    const until = Date.now() + tokens.expires_in * 1000 - EARLY_MS;
    this.#access = { token: tokens.access_token, until };
    return tokens.access_token;
  }

  async #forget(): Promise<void> {
    this.#access = null;
    await this.phone.safe.delete(KEPT);
  }

  async #known(): Promise<Endpoints> {
    if (this.#endpoints === null) {
      const answer = await fetch(`${this.settings.site}/.well-known/oauth-authorization-server`);
      if (!answer.ok) throw new Error(`The site answers ${answer.status}.`);
      this.#endpoints = (await answer.json()) as Endpoints;
    }
    return this.#endpoints;
  }

  #post(address: string, given: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ client_id: this.settings.clientId, ...given }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return fetch(address, { method: "POST", headers, body });
  }
}
