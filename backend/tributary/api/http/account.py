"""How somebody signs in: second factors, password, devices, and proving again who one is."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tributary import identity
from tributary.api.http.bodies import json_of, text_in
from tributary.api.http.proofs import PASSKEY_BYTES, object_in, origin_of, proof_in
from tributary.api.http.sessions import SESSION_SECONDS, give_cookie
from tributary.api.http.tickets import plainly
from tributary.api.http.visitors import Answering, Visitors, actor_of
from tributary.identity import Account, Device, Impersonation, SignedIn, TicketKind, outside
from tributary.platform import Desk, Seals, Work


class Accounts:
    """What people do with their own account."""

    def __init__(self, desk: Desk, visitors: Visitors) -> None:
        self.desk = desk
        self.visitors = visitors

    def routes(self, guard: Sequence[Middleware]) -> list[BaseRoute]:
        """Return the routes below /account and /session/confirm, each behind a guard."""
        desk = self.desk
        deeds: dict[tuple[str, str], Answering] = {
            ("GET", "/account"): self.show,
            ("POST", "/session/confirm"): self.confirm,
            ("POST", "/session/confirm/passkey"): self.ask_passkey,
            ("PUT", "/account/password"): self.change_password,
            ("POST", "/account/verification"): self.verify,
            ("POST", "/account/totp"): freshly(desk, self.begin_totp),
            ("PUT", "/account/totp"): freshly(desk, self.confirm_totp),
            ("DELETE", "/account/totp"): freshly(desk, self.remove_totp),
            ("POST", "/account/passkeys/options"): freshly(desk, self.begin_passkey),
            ("POST", "/account/passkeys"): freshly(desk, self.keep_passkey),
            ("DELETE", "/account/passkeys/{id}"): freshly(desk, self.remove_passkey),
            ("POST", "/account/recovery-codes"): freshly(desk, self.renew_recovery),
            ("DELETE", "/account/devices"): self.end_others,
            ("DELETE", "/account/devices/{id:uuid}"): self.end_device,
        }
        return [
            Route(path, plainly(self.visitors.only(deed)), methods=[method], middleware=guard)
            for (method, path), deed in deeds.items()
        ]

    async def show(self, request: Request, visitor: SignedIn) -> Response:
        """Tell how somebody signs in, and where it is signed in."""
        del request
        now = self.desk.clock()
        async with self.desk.database.reading(visitor.brand.id) as session:
            account = await identity.account_of(session, visitor.brand.id, visitor.user_id)
            devices = await identity.devices_of(session, visitor.brand.id, visitor.user_id, now=now)
            looked = await identity.impersonations_of(session, visitor.brand.id, visitor.user_id)
            links = await outside.connections_of(
                session,
                visitor.brand.id,
                visitor.user_id,
                is_distributor=visitor.party_id is not None,
            )
        return JSONResponse(
            {
                **body_of(visitor, account, devices),
                "providers": [linked(each) for each in links],
                "impersonations": [seen(each) for each in looked],
            }
        )

    async def confirm(self, request: Request, visitor: SignedIn) -> Response:
        """Take a proof; the session has another token from now on."""
        given = await json_of(request, bytes_max=PASSKEY_BYTES)
        proof = proof_in(given, origin_of(request))
        return with_token(await identity.confirm(self.desk, visitor, proof))

    async def ask_passkey(self, request: Request, visitor: SignedIn) -> Response:
        """Tell what a browser is to be asked to prove."""
        async with self._work(visitor) as work:
            asked = await identity.ask_passkey(
                work, user_id=visitor.user_id, origin=origin_of(request)
            )
        return JSONResponse(asked)

    async def change_password(self, request: Request, visitor: SignedIn) -> Response:
        """Take another password; all other sessions are over."""
        given = await json_of(request)
        token = await identity.change_password(
            self.desk, visitor, current=text_in(given, "current"), new=text_in(given, "new")
        )
        return with_token(token)

    async def verify(self, request: Request, visitor: SignedIn) -> Response:
        """Send a link to the person's address, by which it is verified."""
        del request
        async with self._work(visitor) as work:
            await identity.issue_ticket(
                work, self._seals, kind=TicketKind.VERIFICATION, user_id=visitor.user_id
            )
        return Response(status_code=202)

    async def begin_totp(self, request: Request, visitor: SignedIn) -> Response:
        """Tell the secret of an application that is to show codes."""
        del request
        async with self._work(visitor) as work:
            secret = await identity.begin_totp(work, self._seals, user_id=visitor.user_id)
            account = await identity.account_of(work.session, work.brand_id, visitor.user_id)
        uri = identity.totp_uri(secret, email=account.email, brand=visitor.brand.name)
        return JSONResponse({"secret": secret, "uri": uri})

    async def confirm_totp(self, request: Request, visitor: SignedIn) -> Response:
        """Let the application count; the answer holds recovery codes, if these are the first."""
        code = text_in(await json_of(request), "code")
        async with self._work(visitor) as work:
            await identity.confirm_totp(work, self._seals, user_id=visitor.user_id, code=code)
            return await self._added(work, visitor, identity.Factor.TOTP)

    async def remove_totp(self, request: Request, visitor: SignedIn) -> Response:
        """Let the application count no longer."""
        del request
        async with self._work(visitor) as work:
            await identity.remove_totp(work, user_id=visitor.user_id)
        return Response(status_code=204)

    async def begin_passkey(self, request: Request, visitor: SignedIn) -> Response:
        """Tell what a browser is to be asked for a new passkey."""
        async with self._work(visitor) as work:
            account = await identity.account_of(work.session, work.brand_id, visitor.user_id)
            asked = await identity.ask_passkey(
                work, user_id=visitor.user_id, origin=origin_of(request), email=account.email
            )
        return JSONResponse(asked)

    async def keep_passkey(self, request: Request, visitor: SignedIn) -> Response:
        """Keep the passkey that a device made."""
        given = await json_of(request, bytes_max=PASSKEY_BYTES)
        async with self._work(visitor) as work:
            await identity.keep_passkey(
                work,
                user_id=visitor.user_id,
                origin=origin_of(request),
                name=text_in(given, "name"),
                answer=object_in(given, "passkey"),
            )
            return await self._added(work, visitor, identity.Factor.PASSKEY)

    async def remove_passkey(self, request: Request, visitor: SignedIn) -> Response:
        """Let a passkey count no longer."""
        async with self._work(visitor) as work:
            await identity.remove_passkey(
                work, user_id=visitor.user_id, passkey_id=request.path_params["id"]
            )
        return Response(status_code=204)

    async def renew_recovery(self, request: Request, visitor: SignedIn) -> Response:
        """Tell new recovery codes, this once."""
        del request
        async with self._work(visitor) as work:
            codes = await identity.renew_recovery(work, self._seals, user_id=visitor.user_id)
        return JSONResponse({"recoveryCodes": codes})

    async def end_others(self, request: Request, visitor: SignedIn) -> Response:
        """Sign out everywhere else."""
        del request
        async with self._work(visitor) as work:
            await identity.end_others(work, user_id=visitor.user_id, but=visitor.session_id)
        return Response(status_code=204)

    async def end_device(self, request: Request, visitor: SignedIn) -> Response:
        """Sign out on one device; what is not one's own is answered as if it were not there."""
        async with self._work(visitor) as work:
            await identity.end_session(
                work, user_id=visitor.user_id, session_id=request.path_params["id"]
            )
        return Response(status_code=204)

    async def _added(self, work: Work, visitor: SignedIn, factor: identity.Factor) -> Response:
        """Answer that a factor was added: this session has proven it, all others are over."""
        account = await identity.account_of(work.session, work.brand_id, visitor.user_id)
        codes: list[str] = []
        if not account.recovery_left:
            codes = await identity.renew_recovery(work, self._seals, user_id=visitor.user_id)
        await identity.end_others(work, user_id=visitor.user_id, but=visitor.session_id)
        token = await identity.rotate(work, visitor.session_id, factor)
        return with_token(token, {"recoveryCodes": codes})

    def _work(self, visitor: SignedIn) -> AbstractAsyncContextManager[Work]:
        return self.desk.database.work(actor_of(visitor), now=self.desk.clock())

    @property
    def _seals(self) -> Seals:
        return self.desk.port(Seals)


def freshly(desk: Desk, answering: Answering) -> Answering:
    """Return what only somebody does who proved a moment ago who it is, by a proof of one's own.

    An account is a person's in all brands: what a brand's provider says about somebody who has a
    password or a second factor changes nothing in it.
    """

    async def answer(request: Request, visitor: SignedIn) -> Response:
        identity.require_fresh(visitor.confirmed_at, now=desk.clock())
        if visitor.is_confirmed_outside:
            async with desk.database.reading(visitor.brand.id) as session:
                account = await identity.account_of(session, visitor.brand.id, visitor.user_id)
            if account.ways or account.has_password:
                raise identity.ConfirmationNeeded("Confirm it by a proof of your own.")
        return await answering(request, visitor)

    return answer


def with_token(token: str, body: dict[str, object] | None = None) -> Response:
    """Return an answer that gives the browser the session's new token."""
    answer = JSONResponse(body or {})
    give_cookie(answer, token, SESSION_SECONDS)
    return answer


def body_of(visitor: SignedIn, account: Account, devices: Sequence[Device]) -> dict[str, object]:
    """Return what the page of security shows."""
    return {
        "email": account.email,
        "isVerified": account.is_verified,
        "hasPassword": account.has_password,
        "hasTotp": account.has_totp,
        "ways": sorted(account.ways),
        "recoveryLeft": account.recovery_left,
        "passkeys": [
            {
                "id": each.id,
                "host": each.host,
                "name": each.name,
                "createdAt": each.created_at.isoformat(),
                "usedAt": None if each.used_at is None else each.used_at.isoformat(),
            }
            for each in account.passkeys
        ],
        "devices": [
            {
                "id": str(each.session_id),
                "isThis": each.session_id == visitor.session_id,
                "userAgent": each.user_agent,
                "beganAt": each.began_at.isoformat(),
                "seenAt": each.seen_at.isoformat(),
                "factor": each.factor,
            }
            for each in devices
        ],
    }


def seen(each: Impersonation) -> dict[str, object]:
    """Return that an owner looked as this person."""
    return {
        "by": each.by,
        "reason": each.reason,
        "beganAt": each.began_at.isoformat(),
        "untilAt": each.until_at.isoformat(),
    }


def linked(each: outside.Connection) -> dict[str, object]:
    """Return a provider as the page of security shows it."""
    return {
        "id": str(each.provider_id),
        "name": each.name,
        "label": each.label,
        "linkedAt": None if each.linked_at is None else each.linked_at.isoformat(),
        "usedAt": None if each.used_at is None else each.used_at.isoformat(),
        # Only a signed token says that somebody was asked again who it is.
        "confirms": each.label is not None and each.kind is outside.ProviderKind.OPENID,
    }
