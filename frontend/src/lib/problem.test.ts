import { CombinedError } from 'urql';
import { expect, test } from 'vitest';
import { problemOf } from './problem';

const told = (code: string, status = 200) =>
  new CombinedError({
    graphQLErrors: [{ message: 'x', extensions: { code, requestId: 'r-1' } }],
    response: new Response(null, { status }),
  });

test('no answer at all means no connection', () => {
  expect(problemOf(new CombinedError({ networkError: new Error('x') }))).toEqual({
    kind: 'offline',
  });
});

test('what passes by itself is told apart from what does not', () => {
  expect(problemOf(told('DEADLINE_EXCEEDED'))).toEqual({ kind: 'busy' });
  expect(problemOf(told('FORBIDDEN'))).toEqual({ kind: 'forbidden' });
  expect(problemOf(told('UNAUTHENTICATED', 401))).toEqual({ kind: 'signedOut' });
});

test('a page that is older than the server is told apart from a fault', () => {
  expect(problemOf(told('PERSISTED_DOCUMENT_NOT_FOUND', 400))).toEqual({ kind: 'outdated' });
});

test('a fault of ours carries the number to tell us', () => {
  expect(problemOf(told('UNEXPECTED', 500))).toEqual({ kind: 'unexpected', requestId: 'r-1' });
});
