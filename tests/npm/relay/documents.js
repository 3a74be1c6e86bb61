// What relay-compiler reads; what it writes is what relay.mjs runs.

import { graphql } from "relay-runtime";

export const forward = graphql`
  fragment documents_forward on Query
  @refetchable(queryName: "documentsForwardPageQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
    orders(first: $count, after: $cursor) @connection(key: "documents_forward_orders") {
      edges {
        node {
          number
        }
      }
    }
  }
`;

export const forwardQuery = graphql`
  query documentsForwardQuery($count: Int) {
    ...documents_forward @arguments(count: $count)
  }
`;

export const backward = graphql`
  fragment documents_backward on Query
  @refetchable(queryName: "documentsBackwardPageQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
    orders(last: $count, before: $cursor) @connection(key: "documents_backward_orders") {
      edges {
        node {
          number
        }
      }
    }
  }
`;

export const backwardQuery = graphql`
  query documentsBackwardQuery($count: Int) {
    ...documents_backward @arguments(count: $count)
  }
`;

// Refetchable, because an order is a Node: the compiler makes a query of node(id:) of it.
export const order = graphql`
  fragment documents_order on Order @refetchable(queryName: "documentsOrderQuery") {
    number
  }
`;

export const pay = graphql`
  mutation documentsPayMutation($input: CreatePaymentLinkInput!) {
    createPaymentLink(input: $input) {
      ... on CreatedPaymentLink {
        amount {
          amount
        }
      }
      ... on UserError {
        code
      }
    }
  }
`;

export const wrong = graphql`
  query documentsWrongQuery {
    payoutBatches {
      nodes {
        number
      }
    }
  }
`;
