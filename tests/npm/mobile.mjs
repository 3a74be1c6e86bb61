// The sample of docs/samples/mobile on a phone that Node stands in for.

import { createHash, randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";

import WebSocket from "ws";

import { given, led, tell } from "./told.mjs";

const { App } = await import(pathToFileURL(`${given.folder}/app.js`));

const kept = new Map();
const writes = [];

const phone = {
  safe: {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, text) => {
      kept.set(name, text);
      writes.push(text);
    },
    delete: async (name) => kept.delete(name),
  },
  signInAt: (address) => led(address),
  open: (address) => led(address),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  sha256: async (text) => new Uint8Array(createHash("sha256").update(text).digest()),
  webSocket: WebSocket,
};

const opened = () => new App(given.settings, phone);

// Waits for a state, as a screen would be drawn again.
const becomes = (app, wanted) =>
  new Promise((done) => {
    const look = () => {
      if (!wanted(app.state)) return;
      stop();
      done(app.state);
    };
    const stop = app.subscribe(look);
    look();
  });

const first = opened();
await first.signIn();
const before = await becomes(first, ({ openItems }) => openItems !== null);
await first.openStatement(before.statements[0]);
await first.pay(before.openItems);
const after = await becomes(first, ({ openItems }) => openItems.length === 0);

// Closed and opened again: nobody signs in, and one token is used up for all who need one.
const second = opened();
const wrote = writes.length;
await Promise.all([second.begin(), second.begin(), second.begin()]);
const again = await becomes(second, ({ openItems }) => openItems !== null);
const renewed = writes.length - wrote;
await second.pay(before.openItems);
const { trouble } = second.state;

// Signed out here while the socket opens, and the other one is shut out as well.
const last = writes.at(-1);
await second.begin();
await second.signOut();
kept.set("tributary.refresh", last);
const third = opened();
await third.begin();

tell({
  isSignedIn: before.isSignedIn,
  statements: before.statements,
  openItems: before.openItems,
  left: after.openItems,
  again: { isSignedIn: again.isSignedIn, statements: again.statements.length, renewed },
  trouble,
  differ: new Set(writes).size === writes.length,
  out: [second.state.isSignedIn, second.state.trouble, third.state.trouble.code, kept.size],
});
