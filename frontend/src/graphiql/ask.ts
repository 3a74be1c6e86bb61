import type { Fetcher } from '@graphiql/toolkit';
import { OperationTypeNode, getOperationAST } from 'graphql';

const HEADERS = { 'content-type': 'application/json', 'x-tributary': '1' };

type Answer = Record<string, unknown>;

/** Ask our graph: a subscription as a stream of events, anything else once. */
export const ask: Fetcher = (request, options) => {
  const chosen = options?.documentAST
    ? getOperationAST(options.documentAST, request.operationName)
    : null;
  return chosen?.operation === OperationTypeNode.SUBSCRIPTION ? follow(request) : once(request);
};

async function post(request: object, accept: string, signal?: AbortSignal): Promise<Response> {
  return await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { ...HEADERS, accept },
    body: JSON.stringify(request),
    signal: signal ?? null,
  });
}

async function once(request: object): Promise<Answer> {
  const response = await post(request, 'application/json');
  return (await response.json()) as Answer;
}

async function* follow(request: object): AsyncGenerator<Answer> {
  const leaving = new AbortController();
  try {
    const response = await post(request, 'text/event-stream', leaving.signal);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      yield (await response.json()) as Answer;
      return;
    }
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = '';
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return;
      const events = (waiting + value).split('\n\n');
      waiting = events.pop() ?? '';
      for (const event of events) {
        const told = /^event: next\ndata: (.*)$/.exec(event)?.[1];
        if (told) yield JSON.parse(told) as Answer;
      }
    }
  } finally {
    leaving.abort();
  }
}
