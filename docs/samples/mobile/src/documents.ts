// What we ask for. Types follow from the text and from schema/tributary.graphql.

import { type ResultOf, initGraphQLTada } from "gql.tada";

import type { introspection } from "./graphql-env.js";

const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { CurrencyCode: string; Date: string; DateTime: string; Decimal: string };
}>();

export const HOME = graphql(`
  query Home($after: String) {
    statements(first: 20, after: $after) {
      nodes {
        id
        number
        state
        periodStart
        periodEnd
        isPrinted
        owedClosing {
          amount
          currency
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const OPEN_ITEMS = graphql(`
  subscription OpenItems {
    receivablesChanged(first: 50, filter: { isOpen: true }) {
      nodes {
        id
        number
        dueOn
        isOverdue
        open {
          amount
          currency
        }
      }
    }
  }
`);

export const PAY = graphql(`
  mutation Pay($input: CreatePaymentLinkInput!) {
    createPaymentLink(input: $input) {
      __typename
      ... on CreatedPaymentLink {
        payUrl
        amount {
          amount
          currency
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`);

export type StatementPage = ResultOf<typeof HOME>["statements"];
export type StatementRow = StatementPage["nodes"][number];
export type OpenItem = ResultOf<typeof OPEN_ITEMS>["receivablesChanged"]["nodes"][number];
