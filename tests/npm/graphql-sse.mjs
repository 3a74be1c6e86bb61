// A subscription by the client of graphql-sse: tells what came, and has something changed in between.

import { createClient } from "graphql-sse";

import { given, led, tell } from "./told.mjs";

const client = createClient({ url: given.url, headers: given.headers, retryAttempts: 0 });

const told = [];
for await (const result of client.iterate(given.asked)) {
  told.push(result);
  if (told.length === 1) await led("changed");
  if (told.length === 2) await led("over");
}

tell(told);
