"""The GraphQL API: a module of types for each package, the read engine, and the HTTP endpoint.

`schema` puts the types together, `engine` answers queries with one SQL statement each, and
`graphql_endpoint(engine, authenticate)` is the ASGI application. The whole is made by

    pool = ReadPool(url)
    engine = Engine(Library(catalogue()), pool)
    Mount("/graphql", app=graphql_endpoint(engine, authenticate))
"""

from tributary.api.graphql.endpoint import Authenticate, Recall, graphql_endpoint
from tributary.api.graphql.engine import (
    Engine,
    Known,
    Library,
    Limits,
    Pacer,
    ReadPool,
    Room,
    Viewer,
)
from tributary.api.graphql.schema import catalogue, schema, sdl
from tributary.api.graphql.subscription import followed_subjects
from tributary.api.graphql.trusted import Documents, trusted

__all__ = [
    "Authenticate",
    "Documents",
    "Engine",
    "Known",
    "Library",
    "Limits",
    "Pacer",
    "ReadPool",
    "Recall",
    "Room",
    "Viewer",
    "catalogue",
    "followed_subjects",
    "graphql_endpoint",
    "schema",
    "sdl",
    "trusted",
]
