// The good path of npm's openid-client. Asks on its standard output for what a person does in a
// browser, and reads on its standard input where that led.

import * as oidc from "openid-client";
import { given, led, tell } from "./told.mjs";

const { issuer, clientId, clientSecret, redirect, scope, graph } = given;

const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
  execute: [oidc.allowInsecureRequests],
});
const verifier = oidc.randomPKCECodeVerifier();
const state = oidc.randomState();
const nonce = oidc.randomNonce();
const asked = {
  redirect_uri: redirect,
  scope,
  state,
  nonce,
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
};
const back = await led(await oidc.buildAuthorizationUrlWithPAR(config, asked));
const tokens = await oidc.authorizationCodeGrant(config, new URL(back), {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
const person = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
const answer = await oidc.fetchProtectedResource(
  config,
  tokens.access_token,
  new URL(graph),
  "POST",
  JSON.stringify({ query: "{ orders { totalCount } }" }),
  new Headers({ "content-type": "application/json" }),
);
const newer = await oidc.refreshTokenGrant(config, tokens.refresh_token);
const before = await oidc.tokenIntrospection(config, newer.access_token);
await oidc.tokenRevocation(config, newer.refresh_token);
const after = await oidc.tokenIntrospection(config, newer.access_token);
const leaving = oidc.buildEndSessionUrl(config, { id_token_hint: newer.id_token });
tell({
  email: person.email,
  found: await answer.json(),
  scope: newer.scope,
  active: [before.active, after.active],
  leaving: leaving.href,
});
