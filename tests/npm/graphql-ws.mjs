// A subscription by the client of graphql-ws: tells what came, and has something changed in between.

import { createClient } from "graphql-ws";
import WebSocket from "ws";

import { given, led, tell } from "./told.mjs";

class Socket extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { headers: given.headers });
  }
}

const closed = [];
const client = createClient({
  url: given.url,
  webSocketImpl: Socket,
  connectionParams: given.connectionParams,
  retryAttempts: 0,
  on: { closed: ({ code }) => closed.push(code) },
});

const told = [];
try {
  for await (const result of client.iterate(given.asked)) {
    told.push(result);
    if (told.length === 1) await led("changed");
    if (told.length === 2) await led("over");
  }
} catch {
  // How it was closed is told.
}

tell({ told, closed });
