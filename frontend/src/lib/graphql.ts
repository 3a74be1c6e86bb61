import { Client, cacheExchange, fetchExchange } from 'urql';

/** Return the one client of a page; `onSignedOut` is called when the session has ended meanwhile. */
export function createGraphqlClient(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: {
      credentials: 'same-origin',
      headers: { 'x-tributary': '1', accept: 'application/graphql-response+json' },
    },
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 401) onSignedOut();
      return response;
    },
  });
}
