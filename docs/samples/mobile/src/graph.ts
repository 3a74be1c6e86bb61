// Asking the graph: with a good token, again when the site is busy, typed by the document.

import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import { type Client, createClient } from "graphql-ws";

import type { Session } from "./session.js";

const ATTEMPTS = 4;
const FORBIDDEN = 4403;

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** The graph declined as a whole; `code` is one of docs/graphql.md. */
export class GraphError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const pause = (seconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, seconds * 1000));

/**
 * Asks, and asks again when the line broke or the site is busy. Give a mutation an idempotency key:
 * then it is done once however often it is sent.
 */
export async function asked<Result, Variables>(
  session: Session,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const body = JSON.stringify({ query: print(document), variables });
  for (let attempt = 1; ; attempt += 1) {
    const token = await session.token();
    const answer = await sent(session, token, body);
    const isLast = attempt === ATTEMPTS;
    if (answer?.status === 401 && !isLast) {
      session.declined(token);
    } else if ((answer === null || answer.status === 429 || answer.status === 503) && !isLast) {
      await pause(Number(answer?.headers.get("retry-after") ?? attempt));
    } else if (answer === null) {
      throw new GraphError("OFFLINE", "The site cannot be reached.");
    } else {
      return dataOf((await answer.json()) as Answer<Result>);
    }
  }
}

async function sent(session: Session, token: string, body: string): Promise<Response | null> {
  const headers = {
    accept: "application/graphql-response+json",
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
  };
  try {
    return await fetch(`${session.settings.site}/graphql`, { method: "POST", headers, body });
  } catch {
    return null;
  }
}

function dataOf<Result>({ data, errors }: Answer<Result>): Result {
  const first = errors?.[0];
  if (first) throw new GraphError(first.extensions?.code ?? "UNEXPECTED", first.message);
  if (data === undefined || data === null) throw new GraphError("UNEXPECTED", "No data.");
  return data;
}

/** One socket for everything that is followed; it comes back by itself, with a fresh token. */
function following(session: Session): Client {
  let shown = "";
  return createClient({
    url: `${session.settings.site.replace("http", "ws")}/graphql`,
    webSocketImpl: session.phone.webSocket,
    retryAttempts: Infinity,
    connectionParams: async () => {
      shown = await session.token();
      return { authorization: `Bearer ${shown}` };
    },
    on: {
      closed: (event) => {
        if ((event as { code: number }).code === FORBIDDEN) session.declined(shown);
      },
    },
  });
}

/**
 * Calls back with every answer until it is told to stop; the first comes at once. After that nothing
 * is told any more, and the socket closes, also one that was just opening.
 */
export function followed<Result>(
  session: Session,
  document: TadaDocumentNode<Result, Record<string, never>>,
  onNext: (result: Result) => void,
  onError: (error: unknown) => void,
): () => void {
  const client = following(session);
  let isStopped = false;
  const failed = (error: unknown): void => {
    if (!isStopped) onError(error);
  };
  const complete = client.subscribe<Result>(
    { query: print(document) },
    {
      next: (answer) => {
        try {
          onNext(dataOf(answer as Answer<Result>));
        } catch (error) {
          failed(error);
        }
      },
      error: failed,
      complete: () => undefined,
    },
  );
  return () => {
    isStopped = true;
    complete();
    // A socket that was still opening fails for want of a token: there is nothing to close then.
    Promise.resolve(client.dispose()).catch(() => undefined);
  };
}
