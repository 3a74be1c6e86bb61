import type { CombinedError } from 'urql';

/** What went wrong, in the few kinds a person can do something about. */
export type Problem =
  | { kind: 'offline' }
  | { kind: 'busy' }
  | { kind: 'forbidden' }
  | { kind: 'signedOut' }
  | { kind: 'outdated' }
  | { kind: 'unexpected'; requestId: string | null };

export function problemOf(error: CombinedError): Problem {
  const response = error.response as Response | undefined;
  const extensions = error.graphQLErrors[0]?.extensions;
  const code = typeof extensions?.code === 'string' ? extensions.code : '';
  if (code === 'FORBIDDEN' || response?.status === 403) return { kind: 'forbidden' };
  if (code === 'UNAUTHENTICATED' || response?.status === 401) return { kind: 'signedOut' };
  // The page was open while the program behind it became another one.
  if (code === 'PERSISTED_DOCUMENT_NOT_FOUND') return { kind: 'outdated' };
  if (
    ['DEADLINE_EXCEEDED', 'OVERLOADED', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE'].includes(code) ||
    response?.status === 429 ||
    response?.status === 503
  ) {
    return { kind: 'busy' };
  }
  if (error.networkError && !response) return { kind: 'offline' };
  const told = extensions?.requestId ?? response?.headers.get('x-request-id');
  return { kind: 'unexpected', requestId: typeof told === 'string' ? told : null };
}
