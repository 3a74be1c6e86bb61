"""What can be done by GraphQL: inputs, payloads and deeds, one module per package.

A deed reads its input, calls one operation and names what changed by id; `engine.writing` opens
its work, keeps its idempotency key, and shows the rows after the work has committed.
"""

from tributary.api.graphql.mutations.root import Mutation

__all__ = ["Mutation"]
