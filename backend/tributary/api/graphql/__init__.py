"""The GraphQL API: types by package, the read engine below them, the endpoint above."""
