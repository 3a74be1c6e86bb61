import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Client, Provider, fetchExchange, gql } from 'urql';
import type { TypedDocumentNode } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Endless } from './Endless';

interface Answer {
  rows: { nodes: string[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

interface Asked {
  first?: number | null;
  after?: string | null;
}

const ROWS: TypedDocumentNode<Answer, Asked> = gql`
  query Rows($first: Int, $after: String) {
    rows(first: $first, after: $after)
  }
`;

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => `row ${String(from + place)}`);

/** What the other side holds; each row is the cursor of what comes after it. */
let held: string[] = [];

function pageOf({ first, after }: Asked): Answer {
  const begin = after ? held.indexOf(after) + 1 : 0;
  const nodes = held.slice(begin, begin + (first ?? 0));
  const end = begin + nodes.length;
  return {
    rows: {
      nodes,
      pageInfo: { hasNextPage: end < held.length, endCursor: nodes.at(-1) ?? null },
    },
  };
}

const client = new Client({
  url: 'http://localhost/graphql',
  preferGetMethod: false,
  exchanges: [fetchExchange],
  fetch: (_, init) => {
    const { variables } = JSON.parse(init?.body as string) as { variables: Asked };
    return Promise.resolve(Response.json({ data: pageOf(variables) }));
  },
});

const list = (changes: number) => (
  <I18nProvider i18n={i18n}>
    <Provider value={client}>
      <Endless
        document={ROWS}
        variables={{}}
        changes={changes}
        connection={(answer) => answer.rows}
        row={(row) => <li key={row}>{row}</li>}
        empty="nothing"
      />
    </Provider>
  </I18nProvider>
);

const shown = (): (string | null)[] =>
  screen.queryAllByRole('listitem').map((item) => item.textContent);

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a row that is new at the top pushes none off between two pages', async () => {
  held = numbered(1, 60);
  const { rerender } = render(list(0));
  await waitFor(() => {
    expect(shown()).toEqual(numbered(1, 20));
  });
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => {
    expect(shown()).toEqual(numbered(1, 40));
  });

  held = numbered(0, 60);
  rerender(list(1));

  await waitFor(() => {
    expect(shown()).toEqual(numbered(0, 39));
  });
});
