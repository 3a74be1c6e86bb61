// relay-compiler reads our SDL and ./relay; relay-runtime fetches what it compiled.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import compiler from "relay-compiler";
import relay from "relay-runtime";

import { given, tell } from "./told.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(given.folder, "artifacts");

function compiled() {
  cpSync(join(here, "relay"), join(given.folder, "src"), { recursive: true });
  cpSync(given.schema, join(given.folder, "schema.graphql"));
  symlinkSync(join(here, "node_modules"), join(given.folder, "node_modules"));
  mkdirSync(artifacts);
  const config = {
    src: "src",
    schema: "schema.graphql",
    language: "javascript",
    artifactDirectory: "artifacts",
    eagerEsModules: false,
  };
  writeFileSync(join(given.folder, "relay.config.json"), JSON.stringify(config));
  execFileSync(compiler, ["--noWatchman", "relay.config.json"], { cwd: given.folder });
}

const required = createRequire(import.meta.url);
const artifact = (name) => required(join(artifacts, `${name}.graphql.js`));

const costs = [];

async function network({ text }, variables) {
  const answer = await fetch(given.url, {
    method: "POST",
    headers: { authorization: `Bearer ${given.token}`, "content-type": "application/json" },
    body: JSON.stringify({ query: text, variables }),
  });
  const told = await answer.json();
  costs.push(told.extensions?.cost);
  if (told.data) return told;
  throw Object.assign(new Error(told.errors[0].message), { told });
}

compiled();

const environment = new relay.Environment({
  network: relay.Network.create(network),
  store: new relay.Store(new relay.RecordSource()),
});

const asked = (query, variables) =>
  relay.fetchQuery(environment, query, variables, { fetchPolicy: "network-only" }).toPromise();

// What a component of the fragment would show: the pages as the store has put them together.
function shown(query, fragment, variables) {
  const found = relay.createOperationDescriptor(query, variables);
  // Kept, as a mounted component keeps it.
  environment.retain(found);
  const { data } = environment.lookup(found.fragment);
  const selector = relay.getSingularSelector(fragment, data);
  return environment.lookup(selector).data.orders;
}

async function walked(way, isMore, next) {
  const query = artifact(`documents${way}Query`);
  const page = artifact(`documents${way}PageQuery`);
  const fragment = artifact(`documents_${way.toLowerCase()}`);
  const variables = { count: given.size };
  await asked(query, variables);
  const seen = [];
  const pages = [];
  for (;;) {
    const { edges, pageInfo } = shown(query, fragment, variables);
    const numbers = edges.map((each) => each.node.number);
    pages.push(numbers.filter((each) => !seen.includes(each)));
    seen.push(...pages.at(-1));
    if (!isMore(pageInfo)) return { pages, merged: numbers };
    await asked(page, { count: given.size, cursor: next(pageInfo) });
  }
}

const forward = await walked(
  "Forward",
  (page) => page.hasNextPage,
  (page) => page.endCursor,
);
const backward = await walked(
  "Backward",
  (page) => page.hasPreviousPage,
  (page) => page.startCursor,
);

async function number() {
  const query = artifact("documentsOrderQuery");
  const fragment = artifact("documents_order");
  const found = await asked(query, { id: given.order });
  const selector = relay.getSingularSelector(fragment, found.node);
  return environment.lookup(selector).data.number;
}

async function paid(input) {
  const mutation = artifact("documentsPayMutation");
  const done = await new Promise((onCompleted, onError) => {
    relay.commitMutation(environment, { mutation, variables: { input }, onCompleted, onError });
  });
  return done.createPaymentLink;
}

const wrong = await asked(artifact("documentsWrongQuery"), {}).catch((error) => error);

tell({
  forward: forward.pages,
  backward: backward.pages,
  merged: [forward.merged, backward.merged],
  node: await number(),
  refused: (await paid(given.tooMuch)).code,
  done: (await paid(given.enough)).amount.amount,
  code: wrong.told.errors[0].extensions.code,
  cost: costs[0],
});
