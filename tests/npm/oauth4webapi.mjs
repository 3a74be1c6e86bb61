// The good paths of npm's oauth4webapi: a program without a secret, an ERP for itself, a till.

import * as oauth from "oauth4webapi";
import { given, led, tell } from "./told.mjs";

const { issuer, redirect, scope, graph, app, erp, erpSecret, till } = given;
const insecure = { [oauth.allowInsecureRequests]: true };
const nobody = oauth.None();

const server = await oauth.processDiscoveryResponse(
  new URL(issuer),
  await oauth.discoveryRequest(new URL(issuer), { algorithm: "oauth2", ...insecure }),
);

async function counted(token) {
  const answer = await oauth.protectedResourceRequest(
    token,
    "POST",
    new URL(graph),
    new Headers({ "content-type": "application/json" }),
    JSON.stringify({ query: "{ orders { totalCount } }" }),
    insecure,
  );
  return (await answer.json()).data.orders.totalCount;
}

async function byCode() {
  const client = { client_id: app };
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(server.authorization_endpoint);
  const asked = {
    client_id: app,
    redirect_uri: redirect,
    response_type: "code",
    scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const back = new URL(await led(url));
  // It throws unless the answer says that it is ours, and repeats the state.
  const parameters = oauth.validateAuthResponse(server, client, back, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    nobody,
    parameters,
    redirect,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  const refreshed = await oauth.processRefreshTokenResponse(
    server,
    client,
    await oauth.refreshTokenGrantRequest(server, client, nobody, tokens.refresh_token, insecure),
  );
  return counted(refreshed.access_token);
}

async function forItself() {
  const client = { client_id: erp };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic(erpSecret),
    new URLSearchParams({ scope: "orders:read" }),
    insecure,
  );
  const tokens = await oauth.processClientCredentialsResponse(server, client, response);
  return counted(tokens.access_token);
}

async function fromTill() {
  const client = { client_id: till };
  const begun = await oauth.processDeviceAuthorizationResponse(
    server,
    client,
    await oauth.deviceAuthorizationRequest(
      server,
      client,
      nobody,
      new URLSearchParams({ scope: "orders:read" }),
      insecure,
    ),
  );
  await led(begun.verification_uri_complete);
  const response = await oauth.deviceCodeGrantRequest(
    server,
    client,
    nobody,
    begun.device_code,
    insecure,
  );
  const tokens = await oauth.processDeviceCodeResponse(server, client, response);
  return counted(tokens.access_token);
}

tell({ byCode: await byCode(), forItself: await forItself(), fromTill: await fromTill() });
