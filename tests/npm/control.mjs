// Providers of oidc-provider to try our attacks on: one done right, and one for each way to do it
// wrong. An attack that is refused by both, or succeeds with both, shows nothing.
//
// Prints one line of JSON, name to issuer, when all of them listen; ends with its standard input.
// A line there says how many seconds later it is to be, for all of them; the same line is the answer.

import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";
import { MemoryAdapter } from "./memory.mjs";

const REDIRECT = "https://erp.example/cb";
const LEFT = "https://erp.example/left";

const client = (name) => ({
  client_id: name,
  client_secret: `secret-of-${name}`,
  redirect_uris: [REDIRECT],
  post_logout_redirect_uris: [LEFT],
  grant_types: ["authorization_code", "refresh_token", "implicit"],
  response_types: ["code"],
});

// What makes a provider bad: `configure` changes its settings before, `damage` the provider itself.
const WAYS = {
  right: {},
  code_again: { damage: (provider) => forgetUses(provider.AuthorizationCode) },
  code_at_once: { configure: (settings) => (settings.adapter = factory({ isAtomic: false })) },
  code_late: { configure: (settings) => (settings.ttl.AuthorizationCode = 600) },
  code_of_another: {
    damage: (provider) =>
      found(provider.AuthorizationCode, (code) => {
        code.clientId = Provider.ctx.oidc.client.clientId;
      }),
    grants: "anybody",
  },
  code_sent_elsewhere: {
    damage: (provider) =>
      found(provider.AuthorizationCode, (code) => {
        code.redirectUri = Provider.ctx.oidc.params.redirect_uri;
      }),
  },
  no_challenge: { configure: (settings) => (settings.pkce = { required: () => false }) },
  plain_challenge: { before: { "/auth": (given) => given.delete("code_challenge_method") || plain(given) } },
  wrong_verifier: { before: { "/auth": withoutPkce, "/token": withoutPkce }, configure: noPkce },
  no_verifier: { before: { "/auth": withoutPkce, "/token": withoutPkce }, configure: noPkce },
  challenge_as_verifier: { before: { "/auth": withoutPkce, "/token": withoutPkce }, configure: noPkce },
  refresh_again: { configure: (settings) => (settings.rotateRefreshToken = false) },
  refresh_at_once: { configure: (settings) => (settings.adapter = factory({ isAtomic: false })) },
  refresh_of_another: {
    damage: (provider) =>
      found(provider.RefreshToken, (token) => {
        token.clientId = Provider.ctx.oidc.client.clientId;
      }),
    grants: "anybody",
  },
  refresh_for_more: {
    damage: (provider) => {
      found(provider.RefreshToken, (token) => {
        token.scope = Provider.ctx.oidc.params.scope ?? token.scope;
      });
      provider.Grant.prototype.getOIDCScopeFiltered = (scopes) => [...scopes].join(" ");
    },
  },
  redirect_elsewhere: { damage: (provider) => (provider.Client.prototype.redirectUriAllowed = () => true) },
  no_secret: { damage: (provider) => (provider.Client.prototype.compareClientSecret = () => true) },
  no_issuer: { after: (headers) => withoutParameter(headers, "iss") },
  no_state: { after: (headers) => withoutParameter(headers, "state") },
  implicit: { before: { "/auth": (given) => given.set("response_type", "id_token") }, implicit: true },
  password: { damage: passwordGrant },
  id_token_as_access: { damage: anySigned },
  after_revoking: { ignores: "/token/revocation" },
  after_logout: { configure: unbound },
  logout_elsewhere: {
    damage: (provider) => (provider.Client.prototype.postLogoutRedirectUriAllowed = () => true),
  },
  forged_hint: { damage: (provider) => (provider.IdToken.validate = async () => ({})) },
  hint_of_another: { before: { "/session/end": (given) => given.delete("client_id") } },
  other_nonce: { before: { "/auth": (given) => given.set("nonce", "of another") } },
  framed: { isFramed: true },
  forged_sign_in: { isForged: true },
  fixed_session: { damage: (provider) => (provider.Session.prototype.resetIdentifier = () => {}) },
};

function factory(how) {
  const store = new Map();
  return (model) => new MemoryAdapter(model, store, how);
}

function found(model, change) {
  const find = model.find;
  model.find = async function (...asked) {
    const one = await find.apply(this, asked);
    if (one) change(one);
    return one;
  };
}

function forgetUses(model) {
  found(model, (one) => {
    one.consumed = undefined;
  });
  model.prototype.consume = async () => {};
}

function noPkce(settings) {
  settings.pkce = { required: () => false };
}

function withoutPkce(given) {
  for (const name of ["code_challenge", "code_challenge_method", "code_verifier"]) given.delete(name);
}

function plain(given) {
  // A server that takes any challenge for one made by the right method.
  given.set("code_challenge_method", "S256");
}

function unbound(settings) {
  settings.adapter = factory({ isAtomic: true, keepsGrants: true });
  settings.expiresWithSession = () => false;
}

function withoutParameter(headers, name) {
  if (!headers.location?.startsWith(REDIRECT)) return;
  const url = new URL(headers.location);
  url.searchParams.delete(name);
  headers.location = url.href;
}

function passwordGrant(provider) {
  provider.registerGrantType(
    "password",
    async (ctx) => {
      const { client } = ctx.oidc;
      const grant = new provider.Grant({ accountId: "ann", clientId: client.clientId });
      grant.addOIDCScope("openid");
      const token = new provider.AccessToken({
        accountId: "ann",
        client,
        grantId: await grant.save(),
        gty: "password",
        scope: "openid",
      });
      ctx.body = { access_token: await token.save(), token_type: "Bearer", expires_in: 600 };
    },
    ["username", "password"],
  );
}

function anySigned(provider) {
  let latest;
  provider.on("access_token.saved", (token) => (latest = token.jti));
  const { find } = provider.AccessToken;
  provider.AccessToken.find = function (value, ...more) {
    return find.call(this, value.split(".").length === 3 ? latest : value, ...more);
  };
}

const SETTINGS = {
  scopes: ["openid", "offline_access", "orders:read", "orders:write"],
  responseTypes: ["code", "id_token"],
  claims: { openid: ["sub"] },
  cookies: { keys: ["for this test alone"] },
  features: {
    devInteractions: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  pkce: { required: () => true },
};

function provided(issuer, name, way) {
  const settings = {
    ...SETTINGS,
    adapter: factory({ isAtomic: true }),
    clients: ["program", "thief"].map((each) => withWay(client(each), name, way)),
    ttl: { AuthorizationCode: 5, AccessToken: 600, Session: 3600, Grant: 3600, Interaction: 600, IdToken: 600, RefreshToken: 3600 },
  };
  way.configure?.(settings);
  const provider = new Provider(issuer, settings);
  way.damage?.(provider);
  if (way.grants === "anybody") {
    found(provider.Grant, (grant) => {
      grant.clientId = Provider.ctx.oidc.client?.clientId ?? grant.clientId;
    });
  }
  return provider;
}

function withWay(metadata, name, way) {
  if (way.implicit) metadata.response_types = ["code", "id_token"];
  if (name === "password") metadata.grant_types = [...metadata.grant_types, "password"];
  return metadata;
}

async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return new URLSearchParams(Buffer.concat(pieces).toString());
}

// What stands before a provider: what is right about headers and forms, and what is to go wrong.
function fronted(provider, issuer, way) {
  const answer = provider.callback();
  return async (request, response) => {
    const url = new URL(request.url, issuer);
    const isPost = request.method === "POST";
    const given = isPost ? await bodyOf(request) : url.searchParams;
    if (isPost && !way.isForged && url.pathname.startsWith("/interaction/")) {
      if (request.headers.origin !== issuer || request.headers["sec-fetch-site"] !== "same-origin") {
        response.writeHead(403).end();
        return;
      }
    }
    if (url.pathname === way.ignores) {
      response.writeHead(200).end();
      return;
    }
    way.before?.[url.pathname]?.(given);
    if (isPost) request.body = Object.fromEntries(given);
    else request.url = `${url.pathname}${url.search}`;
    const { writeHead } = response;
    response.writeHead = function (status, ...more) {
      const location = { location: response.getHeader("location") };
      if (location.location) {
        way.after?.(location);
        response.setHeader("location", location.location);
      }
      if (way.isFramed) response.removeHeader("content-security-policy");
      else response.setHeader("content-security-policy", "frame-ancestors 'none'");
      return writeHead.call(this, status, ...more);
    };
    answer(request, response);
  };
}

async function listening(name) {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on("request", fronted(provided(issuer, name, WAYS[name]), issuer, WAYS[name]));
  return [name, issuer];
}

// It warns of much that is meant here.
console.warn = console.info = () => {};
const issuers = Object.fromEntries(await Promise.all(Object.keys(WAYS).map(listening)));
process.stdout.write(`${JSON.stringify(issuers)}\n`);
let later = 0;
const { now } = Date;
Date.now = () => now() + later;
createInterface({ input: process.stdin })
  .on("line", (seconds) => {
    later += 1000 * Number(seconds);
    process.stdout.write(`${seconds}\n`);
  })
  .on("close", () => process.exit(0));
