"""The outer edge: HTTP routes, and later the GraphQL schema and OAuth; no business in here."""
