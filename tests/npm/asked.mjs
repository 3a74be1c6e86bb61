// What several samples ask, as text; each makes of it what its client takes.

export const NODE = `
  query Node($id: ID!) {
    node(id: $id) {
      ... on Order {
        number
      }
    }
  }
`;

export const PAY = `
  mutation Pay($input: CreatePaymentLinkInput!) {
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
