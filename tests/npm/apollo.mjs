// Pages by relayStylePagination, a mutation with its refusal, and an error, by @apollo/client.

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom, tap } from "rxjs";

import { NODE, PAY } from "./asked.mjs";
import { given, tell } from "./told.mjs";

// The cost of each answer stands beside its data, which is all that a query returns.
const costs = [];
const counting = new ApolloLink((operation, forward) =>
  forward(operation).pipe(tap(({ extensions }) => costs.push(extensions?.cost))),
);

const freshClient = () =>
  new ApolloClient({
    link: counting.concat(
      new HttpLink({ uri: given.url, headers: { authorization: `Bearer ${given.token}` } }),
    ),
    cache: new InMemoryCache({
      possibleTypes: { UserError: ["Refused"] },
      typePolicies: { Query: { fields: { orders: relayStylePagination() } } },
    }),
  });

const PAGE = gql`
  query Orders($first: Int, $after: String, $last: Int, $before: String) {
    orders(first: $first, after: $after, last: $last, before: $before) {
      edges {
        cursor
        node {
          id
          number
        }
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

const numbers = (orders) => orders.edges.map((each) => each.node.number);

// Follows a list as a component would: each page is fetched, and the cache puts them together.
async function walked(start, isMore, next) {
  const client = freshClient();
  const watched = client.watchQuery({ query: PAGE, variables: start });
  const subscription = watched.subscribe({});
  const whole = await firstValueFrom(watched.pipe(filter(({ loading }) => !loading)));
  let page = whole.data.orders;
  const pages = [numbers(page)];
  while (isMore(page.pageInfo)) {
    page = (await watched.fetchMore({ variables: next(page.pageInfo) })).data.orders;
    pages.push(numbers(page));
  }
  subscription.unsubscribe();
  return { pages, merged: numbers(client.readQuery({ query: PAGE, variables: start }).orders) };
}

const forward = await walked(
  { first: given.size },
  (page) => page.hasNextPage,
  (page) => ({ after: page.endCursor }),
);
const backward = await walked(
  { last: given.size },
  (page) => page.hasPreviousPage,
  (page) => ({ before: page.startCursor }),
);

const client = freshClient();

const paid = async (input) =>
  (await client.mutate({ mutation: gql(PAY), variables: { input } })).data.createPaymentLink;

const wrong = await client
  .query({
    query: gql`
      {
        payoutBatches {
          nodes {
            id
          }
        }
      }
    `,
  })
  .catch((error) => error);

const { node } = (await client.query({ query: gql(NODE), variables: { id: given.order } })).data;

tell({
  forward: forward.pages,
  backward: backward.pages,
  merged: [forward.merged, backward.merged],
  node: node.number,
  refused: (await paid(given.tooMuch)).code,
  done: (await paid(given.enough)).amount.amount,
  code: wrong.errors[0].extensions.code,
  cost: costs[0],
});
