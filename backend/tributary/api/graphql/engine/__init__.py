"""The read engine: types declare where their rows come from, operations become one SQL each.

`declare` has the words for types, `catalogue` reads them and refuses gaps, `documents` keeps what
was parsed, validated and planned, `compiler` writes the SQL, `pool` runs it as the right brand,
`execution` puts it together. Always true: each table reference compares `brand_id` with the
viewer's brand, and for a distributor's people holds the scope of its type.
"""

from tributary.api.graphql.engine.catalogue import Catalogue, SchemaIncomplete, catalogue_of
from tributary.api.graphql.engine.documents import Library
from tributary.api.graphql.engine.execution import Answer, Engine, GraphQLRequest
from tributary.api.graphql.engine.knowing import Known
from tributary.api.graphql.engine.limits import Limits
from tributary.api.graphql.engine.pacing import Pacer, Room
from tributary.api.graphql.engine.pool import ReadPool
from tributary.api.graphql.engine.viewers import Policy, Viewer

__all__ = [
    "Answer",
    "Catalogue",
    "Engine",
    "GraphQLRequest",
    "Known",
    "Library",
    "Limits",
    "Pacer",
    "Policy",
    "ReadPool",
    "Room",
    "SchemaIncomplete",
    "Viewer",
    "catalogue_of",
]
