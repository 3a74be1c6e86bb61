import { Client, cacheExchange, fetchExchange } from 'urql';

/** Return the one client of a page; `onSignedOut` is called when the session has ended meanwhile. */
export function createGraphqlClient(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    // As server-sent events, over the same path.
    fetchSubscriptions: true,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: {
      credentials: 'same-origin',
      headers: { 'x-tributary': '1' },
    },
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 401) onSignedOut();
      return isStream(response) ? endingQuietly(response, init?.signal) : response;
    },
  });
}

const isStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/** To who lets go of a stream it simply ends: urql leaves the error that it is aborted to nobody. */
function endingQuietly(response: Response, signal: AbortSignal | null | undefined): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (signal?.aborted) controller.close();
        else controller.error(error);
      }
    },
    cancel: async (reason) => {
      await reader.cancel(reason).catch(() => undefined);
    },
  });
  return new Response(body, response);
}
