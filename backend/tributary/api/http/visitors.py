"""Who visits: the cookie, the session behind it, and how the graph sees its holder."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Final

import asyncpg  # type: ignore[import-untyped]
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from tributary import identity
from tributary.api.graphql import Known, ReadPool, Viewer
from tributary.api.graphql.engine.pool import Overloaded
from tributary.api.graphql.engine.viewers import LISTED_MAX, Breadth
from tributary.api.http.recalling import Asked, Recollection, shown_in
from tributary.api.http.webhooks import DATABASE_OUTAGES
from tributary.identity import Question, SignedIn, session_question, signed_in_of
from tributary.kernel import Actor, BrandId, DistributorId, Outage, PartyId, business_date
from tributary.platform import Desk

COOKIE: Final = "__Host-tributary"
"""The prefix makes browsers refuse it from another host, another path, or without Secure."""

MASK: Final = "__Host-tributary-as"
"""Beside the other one, while an owner looks as somebody else."""

BREADTH_FOR: Final = timedelta(minutes=5)
BREADTHS_MAX: Final = 10_000

OUT_OF_REACH: Final = (
    *DATABASE_OUTAGES,
    Outage,
    Overloaded,
    TimeoutError,
    asyncpg.QueryCanceledError,
)
"""What finding out who asks may end with when the database is not there or has no time."""

_BREADTH: Final = f"""
    SELECT CASE WHEN 10 * below.n < every.n THEN 'FEW'
                WHEN below.n <= {LISTED_MAX} THEN 'MANY' ELSE 'MOST' END
    FROM (SELECT count(*) AS n FROM tree_paths t
          WHERE t.brand_id = $1::uuid AND t.ancestor_id = $2::uuid AND t.valid_from <= $3::date
            AND (t.valid_until IS NULL OR t.valid_until > $3::date)) below,
         (SELECT count(*) AS n FROM parties p
          WHERE p.brand_id = $1::uuid AND p.kind = 'distributor') every
"""  # noqa: S608  A number of ours.
"""How many of the distributors of a brand stand below one of them, itself included."""

Endpoint = Callable[[Request], Awaitable[Response]]
Answering = Callable[[Request, SignedIn], Awaitable[Response]]


class Visitors:
    """Finds out who sends a request, by its cookie."""

    def __init__(self, desk: Desk, reads: ReadPool) -> None:
        self.desk = desk
        self.reads = reads
        self._recollection = Recollection()
        self._breadths: OrderedDict[tuple[BrandId, DistributorId], tuple[datetime, Breadth]]
        self._breadths = OrderedDict()

    async def signed_in(self, request: Request) -> SignedIn | None:
        """Return who is signed in, or as whom an owner looks; nobody once that is over."""
        mask, token = request.cookies.get(MASK), request.cookies.get(COOKIE)
        if mask is None:
            return await self.own(request)
        if token is None:
            return None
        return await identity.masked_viewer(self.reads, mask, token, now=self.desk.clock())

    async def own(self, request: Request) -> SignedIn | None:
        """Return whose session it is; that it is used is written down now and then."""
        return (await self._told(self._question(request)))[0]

    def recalled(self, scope: Scope) -> Known | None:
        """Return who asked the graph with these cookies a moment ago; nothing is looked up."""
        return self._recollection.of(shown_in(scope, b"cookie"), now=self.desk.clock())

    async def viewer(self, request: Request) -> Viewer | None:
        """Return who asks the graph."""
        question = None
        told = b""
        if MASK in request.cookies:
            visitor = await self.signed_in(request)
        else:
            question = self._question(request)
            visitor, told = await self._told(question)
        if visitor is None or not visitor.roles:
            # Whoever has to add a second factor first sees nothing until then.
            return None
        viewer = await self.viewer_of(visitor)
        if question is not None and not visitor.is_unseen:
            shown, zone, now = (
                shown_in(request.scope, b"cookie"),
                visitor.brand.time_zone,
                self.desk.clock(),
            )
            self._recollection.keep(shown, Asked(question, told), viewer, time_zone=zone, now=now)
        return viewer

    async def viewer_of(self, visitor: SignedIn) -> Viewer:
        """Return a person as the graph sees it."""
        brand = visitor.brand
        today = business_date(self.desk.clock(), brand.time_zone)
        distributor_id, breadth = await self.side_of(brand.id, visitor.party_id, today)
        return Viewer(
            brand.id,
            visitor.user_id,
            visitor.roles,
            today,
            distributor_id,
            breadth,
            confirmed_at=visitor.confirmed_at,
            impersonator_id=None if visitor.impersonator is None else visitor.impersonator.user_id,
        )

    async def side_of(
        self, brand_id: BrandId, party_id: PartyId | None, today: date
    ) -> tuple[DistributorId | None, Breadth]:
        """Return the distributor somebody acts for, and how much of the brand it sees."""
        if party_id is None:
            return None, Breadth.FEW
        distributor_id = DistributorId(party_id)
        return distributor_id, await self._breadth(brand_id, distributor_id, today)

    def only(self, answering: Answering) -> Endpoint:
        """Return an endpoint that answers people who are signed in."""

        async def endpoint(request: Request) -> Response:
            visitor = await self.signed_in(request)
            return signed_out() if visitor is None else await answering(request, visitor)

        return endpoint

    def _question(self, request: Request) -> Question | None:
        token = request.cookies.get(COOKIE)
        return None if token is None else session_question(token)

    async def _told(self, question: Question | None) -> tuple[SignedIn | None, bytes]:
        """Return whose session it is, and the words in which the database told it."""
        if question is None:
            return None, b""
        arguments = question.arguments(self.desk.clock())
        told = await self.reads.value(question.sql, arguments, question.brand_id)
        visitor = signed_in_of(question.brand_id, told)
        if visitor is not None and visitor.is_unseen:
            now = self.desk.clock()
            async with self.desk.database.work(actor_of(visitor), now=now) as work:
                await identity.note_use(work, session_id=visitor.session_id)
        return visitor, told

    async def _breadth(
        self, brand_id: BrandId, distributor_id: DistributorId, today: date
    ) -> Breadth:
        now = self.desk.clock()
        key = (brand_id, distributor_id)
        known = self._breadths.get(key)
        if known is not None and now < known[0] + BREADTH_FOR:
            return known[1]
        found = await self.reads.value(_BREADTH, (brand_id, distributor_id, today), brand_id)
        self._breadths[key] = (now, Breadth[found.decode()])
        self._breadths.move_to_end(key)
        while len(self._breadths) > BREADTHS_MAX:
            self._breadths.popitem(last=False)
        return self._breadths[key][1]


def actor_of(visitor: SignedIn | Viewer) -> Actor:
    """Return who acts when a person who is signed in, or a program, does something."""
    if isinstance(visitor, SignedIn):
        by = visitor.impersonator
        if by is not None:
            return Actor(visitor.brand.id, by.user_id, "api", on_behalf_of=visitor.user_id)
        return Actor(visitor.brand.id, visitor.user_id, "api")
    if visitor.impersonator_id is not None:
        owner = visitor.impersonator_id
        return Actor(visitor.brand_id, owner, "api", on_behalf_of=visitor.user_id)
    program_id = visitor.program_id
    origin = "api" if program_id is None else f"program:{program_id}"
    return Actor(visitor.brand_id, visitor.user_id, origin, program_id=program_id)


def signed_out() -> JSONResponse:
    """Return that nobody is signed in; the pages then show where to do it."""
    return told(401, "UNAUTHENTICATED", "Sign in first.")


def lacking(scope: str) -> JSONResponse:
    """Return that a program was not allowed this (RFC 6750, 3.1)."""
    answer = told(403, "INSUFFICIENT_SCOPE", f"This needs the scope {scope}.")
    challenge = f'Bearer realm="tributary", error="insufficient_scope", scope="{scope}"'
    answer.headers["www-authenticate"] = challenge
    return answer


def told(status: int, code: str, message: str) -> JSONResponse:
    """Return a refusal as our own pages read it."""
    return JSONResponse({"code": code, "message": message}, status_code=status)
