"""Documents for people and programs: who may see one gets a short-lived link to it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary.api.graphql import Authenticate, Engine, Viewer
from tributary.api.graphql.engine import GraphQLRequest
from tributary.api.http.downloads import STATEMENT
from tributary.api.http.forms import Form, form_of
from tributary.api.http.visitors import Endpoint, actor_of, lacking, signed_out, told
from tributary.kernel import Outage
from tributary.platform import Capability, Desk, sign_link

LINK_LIFE: Final = timedelta(minutes=10)
"""Long enough for a browser that opens the document in another program."""

SCOPE: Final = "settlements:read"
"""What a program needs for it."""

_SEEN: Final = "query Seen($id: ID!) { statement(id: $id) { id } }"
_KIND: Final = "Statement"


def statement_endpoint(
    desk: Desk, engine: Engine, authenticate: Authenticate, *, secret: str
) -> Endpoint:
    """Return the endpoint that leads to the download of a statement.

    Args:
        desk: the clock.
        engine: what tells who sees which statement.
        authenticate: finds out who asks, by a cookie or a token.
        secret: what signs download links.
    """

    async def endpoint(request: Request) -> Response:
        viewer = await authenticate(request)
        if viewer is None:
            return signed_out()
        if not viewer.may(SCOPE):
            return lacking(SCOPE)
        statement_id, form = key_of(request.path_params["id"]), form_of(request)
        if statement_id is None or form is None or not await _is_seen(engine, statement_id, viewer):
            return told(404, "NOT_FOUND", "This statement is not there.")
        if viewer.impersonator_id is not None:
            async with desk.database.work(actor_of(viewer), now=desk.clock()) as work:
                await work.audit("files.fetch", subject="statement", subject_id=statement_id)
        capability = Capability(viewer.brand_id, STATEMENT, statement_id)
        token = sign_link(capability, secret=secret, expires_at=desk.clock() + LINK_LIFE)
        wishes = [] if form is Form.PDF else [f"format={form.value}"]
        wishes += ["download"] if "download" in request.query_params else []
        wish = f"?{'&'.join(wishes)}" if wishes else ""
        return RedirectResponse(f"/statements/{token}{wish}", status_code=303)

    return endpoint


async def _is_seen(engine: Engine, statement_id: UUID, viewer: Viewer) -> bool:
    # The graph decides: no second rule could come to differ from it.
    asked = GraphQLRequest(_SEEN, "Seen", {"id": f"{_KIND}:{statement_id}"})
    answer = await engine.execute(asked, viewer, queries_only=True)
    told_back: Any = orjson.loads(answer.body)
    if answer.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
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
