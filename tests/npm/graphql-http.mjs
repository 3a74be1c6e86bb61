// The audits of the GraphQL-over-HTTP specification, as its reference implementation makes them.

import { serverAudits } from "graphql-http";

import { given, tell } from "./told.mjs";

const audits = serverAudits({
  url: given.url,
  fetchFn: (address, asked) =>
    fetch(address, { ...asked, headers: { ...asked?.headers, ...given.headers } }),
});

const told = [];
for (const audit of audits) {
  const { status, reason } = await audit.fn();
  told.push({ name: `${audit.id} ${audit.name}`, status, reason: String(reason ?? "") });
}

tell(told);
