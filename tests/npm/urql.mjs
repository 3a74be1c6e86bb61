// Pages, a mutation with its refusal, and an error, by @urql/core.

import { Client, fetchExchange, gql } from "@urql/core";

import { NODE, PAY } from "./asked.mjs";
import { given, tell } from "./told.mjs";

const client = new Client({
  url: given.url,
  exchanges: [fetchExchange],
  preferGetMethod: false,
  fetchOptions: { headers: { authorization: `Bearer ${given.token}` } },
});

const PAGE = gql`
  query Orders($first: Int, $after: String, $last: Int, $before: String) {
    orders(first: $first, after: $after, last: $last, before: $before) {
      nodes {
        id
        number
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

async function asked(document, variables) {
  const { data, error, extensions } = await client.query(document, variables).toPromise();
  if (error) throw error;
  return { data, extensions };
}

async function forward() {
  const pages = [];
  let after = null;
  do {
    const { orders } = (await asked(PAGE, { first: given.size, after })).data;
    pages.push(orders.nodes.map((each) => each.number));
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  } while (after);
  return pages;
}

async function backward() {
  const pages = [];
  let before = null;
  do {
    const { orders } = (await asked(PAGE, { last: given.size, before })).data;
    pages.push(orders.nodes.map((each) => each.number));
    before = orders.pageInfo.hasPreviousPage ? orders.pageInfo.startCursor : null;
  } while (before);
  return pages;
}

async function paid(input) {
  const { data, error } = await client.mutation(gql(PAY), { input }).toPromise();
  if (error) throw error;
  return data.createPaymentLink;
}

const wrong = await client
  .query(
    gql`
      {
        payoutBatches {
          nodes {
            id
          }
        }
      }
    `,
    {},
  )
  .toPromise();

tell({
  forward: await forward(),
  backward: await backward(),
  node: (await asked(gql(NODE), { id: given.order })).data.node.number,
  refused: (await paid(given.tooMuch)).code,
  done: (await paid(given.enough)).amount.amount,
  code: wrong.error.graphQLErrors[0].extensions.code,
  cost: (await asked(PAGE, { first: given.size })).extensions.cost,
});
