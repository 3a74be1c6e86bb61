"""Documents for people who are signed in: who may see one gets a short-lived link to it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary.api.graphql import Engine, Viewer
from tributary.api.graphql.engine import GraphQLRequest
from tributary.api.http.downloads import STATEMENT
from tributary.api.http.visitors import Visitors, told
from tributary.identity import SignedIn
from tributary.kernel import Outage
from tributary.platform import Capability, Desk, sign_link

LINK_LIFE: Final = timedelta(minutes=10)
"""Long enough for a browser that opens the document in another program."""

_SEEN: Final = "query Seen($id: ID!) { statement(id: $id) { id } }"
_KIND: Final = "Statement"


class StatementFiles:
    """What can be done at /files/statements/{id}."""

    def __init__(self, desk: Desk, visitors: Visitors, engine: Engine, *, secret: str) -> None:
        self.desk = desk
        self.visitors = visitors
        self.engine = engine
        self.secret = secret

    async def answer(self, request: Request) -> Response:
        """Lead to a statement."""
        return await self.visitors.only(self.lead)(request)

    async def lead(self, request: Request, visitor: SignedIn) -> Response:
        """Lead to the download of a statement that the visitor sees in the graph as well."""
        statement_id = key_of(request.path_params["id"])
        viewer = await self.visitors.viewer_of(visitor)
        if statement_id is None or not await self._is_seen(statement_id, viewer):
            return told(404, "NOT_FOUND", "This statement is not there.")
        capability = Capability(viewer.brand_id, STATEMENT, statement_id)
        expires_at = self.desk.clock() + LINK_LIFE
        token = sign_link(capability, secret=self.secret, expires_at=expires_at)
        wish = "?download" if "download" in request.query_params else ""
        return RedirectResponse(f"/statements/{token}{wish}", status_code=303)

    async def _is_seen(self, statement_id: UUID, viewer: Viewer) -> bool:
        # The graph decides: no second rule could come to differ from it.
        asked = GraphQLRequest(_SEEN, "Seen", {"id": f"{_KIND}:{statement_id}"})
        answer = await self.engine.execute(asked, viewer, queries_only=True)
        told_back: Any = orjson.loads(answer.body)
        if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
            # Not being able to look is no reason to say that it is not there.
            raise Outage("the statement cannot be looked up", retryable=True)
        return answer.is_executed and told_back["data"]["statement"] is not None


def key_of(given: str) -> UUID | None:
    """Return the key of a statement by its global id or by the key itself.

    >>> key_of("Statement:0197a1c0-0000-7000-8000-000000000000")
    UUID('0197a1c0-0000-7000-8000-000000000000')
    >>> key_of("Order:0197a1c0-0000-7000-8000-000000000000") is None
    True
    """
    kind, found, key = given.rpartition(":")
    if found and kind != _KIND:
        return None
    try:
        return UUID(key)
    except ValueError:
        return None
