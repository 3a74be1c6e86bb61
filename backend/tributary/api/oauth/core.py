"""What joins Authlib's core to us: requests, answers, clients, and the way back to the loop."""

# mypy: disable-error-code="misc,import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUntypedBaseClass=false, reportIncompatibleMethodOverride=false
# pyright: reportIncompatibleVariableOverride=false, reportMissingSuperCall=false
# Authlib has no types.

# ruff: noqa: ANN401  What Authlib hands over has any type.

import logging
import secrets
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, Final, TypeVar
from uuid import UUID

from anyio import from_thread, to_thread
from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc9207 import IssuerParameter
from starlette.responses import JSONResponse, Response

from tributary import identity
from tributary.api.oauth.asking import Parameters
from tributary.api.oauth.keyring import ALGORITHM, Keys
from tributary.identity import Allowed, Flow, Program, TokenSeen
from tributary.platform import Work

T = TypeVar("T")

# At the level of debugging the core writes down every token that it issues.
logging.getLogger("authlib").setLevel(logging.WARNING)

CLIENT_AUTH_METHODS: Final = ["client_secret_basic", "client_secret_post", "none"]
SECRET_METHODS: Final = ["client_secret_basic", "client_secret_post"]


class Asked(OAuth2Request):
    """A request as the core reads it."""

    def __init__(self, method: str, given: Parameters, headers: Mapping[str, str]) -> None:
        # Whether we are reached by TLS is a matter of the settings, which refuse less in
        # production; the core would refuse a laptop.
        super().__init__(method, "https://provider.invalid/", headers=headers)
        self.given = given
        self.payload = BasicOAuth2Payload(given)

    @property
    def args(self) -> Parameters:
        """The parameters of a query."""
        return self.given

    @property
    def form(self) -> Parameters:
        """The parameters of a form."""
        return self.given


class _Located:
    """The extension of RFC 9207 reads and writes where an answer leads."""

    headers: Any

    @property
    def location(self) -> str | None:
        """Where the answer leads."""
        return self.headers.get("location")

    @location.setter
    def location(self, value: str) -> None:
        self.headers["location"] = value


class PlainAnswer(_Located, Response):
    """An answer without a body to speak of."""


class JsonAnswer(_Located, JSONResponse):
    """An answer in JSON."""


class Client(ClientMixin):
    """A program as the core sees it."""

    id_token_signed_response_alg = ALGORITHM

    def __init__(self, program: Program) -> None:
        self.program = program

    def get_client_id(self) -> str:
        """Return what the client calls itself by."""
        return self.program.full_name

    def get_default_redirect_uri(self) -> None:
        """Say that there is none: every request names where it returns to."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Return a scope if all of it was granted to the client; None refuses it."""
        if not scope:
            return " ".join(sorted(self.program.scopes))
        wanted = identity.scopes_of(scope)
        return " ".join(sorted(wanted)) if wanted and wanted <= self.program.scopes else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Tell whether browsers may return there."""
        return identity.is_registered(redirect_uri, self.program.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        """Tell whether a secret is the client's."""
        return self.program.knows(client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Tell whether the client proves itself in a way."""
        del endpoint
        return (method == "none") is self.program.is_public

    def check_response_type(self, response_type: str) -> bool:
        """Tell whether the client may be sent codes."""
        return response_type == "code" and Flow.AUTHORIZATION_CODE in self.program.flows

    def check_grant_type(self, grant_type: str) -> bool:
        """Tell whether the client comes to tokens in a way."""
        return grant_type in self.program.flows


class Token(TokenMixin):
    """A token as revocation and introspection see it."""

    def __init__(self, seen: TokenSeen) -> None:
        self.seen = seen

    def check_client(self, client: Client) -> bool:
        """Tell whether it was issued to a client."""
        return self.seen.program_id == client.program.id

    def is_expired(self) -> bool:
        """Tell whether it is good no more, for whatever reason."""
        return not self.seen.is_live

    def is_revoked(self) -> bool:
        """Tell whether it is good no more, for whatever reason."""
        return not self.seen.is_live


class _Issuer(IssuerParameter):
    """Says in each answer to a browser who answers (RFC 9207)."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def get_issuer(self) -> str:
        """Return who answers."""
        return self.issuer


class Server(AuthorizationServer):
    """Authlib's server for one request, inside one work.

    All its methods run in a thread; `run` goes back to the loop for what is asynchronous.
    """

    def __init__(self, work: Work, *, issuer: str, keys: Keys | None = None) -> None:
        super().__init__(scopes_supported=sorted(identity.SCOPES))
        self.work = work
        self.issuer = issuer
        self.keys = keys
        self.register_token_generator(
            "default", BearerTokenGenerator(self._made, self._made, _seconds_of_access)
        )
        self.register_extension(_Issuer(issuer))

    def run(self, function: Callable[..., Coroutine[Any, Any, T]], *args: Any, **kwargs: Any) -> T:
        """Wait in this thread for what is done in the loop."""
        return from_thread.run(partial(function, *args, **kwargs))

    def query_client(self, client_id: str) -> Client | None:
        """Return a client of the brand that this request is about."""
        found = identity.program_of_name(client_id)
        if found is None or found[0] != self.work.brand_id:
            return None
        program = self.run(
            identity.program_of,
            self.work.session,
            self.work.brand_id,
            found[1],
            now=self.work.opened_at,
        )
        return None if program is None else Client(program)

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Keep the hashes of tokens that are handed out."""
        program: Program = request.client.program
        self.run(
            identity.keep_tokens,
            self.work,
            grant_id=self._grant_of(request, program, token["scope"]),
            program_id=program.id,
            scope=token["scope"],
            access=token["access_token"],
            refresh=token.get("refresh_token"),
        )

    def create_oauth2_request(self, request: Asked) -> Asked:
        """Return the request, which is made already."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        """Return an answer as Starlette sends it."""
        # 303: whoever posted a form must not post it again to where it is led (RFC 9700, 4.12).
        status = 303 if status == 302 else status  # noqa: PLR2004
        if isinstance(body, (dict, list)):
            return JsonAnswer(body, status, dict(headers))
        return PlainAnswer(body, status, dict(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: what happens is in the audit."""

    def _made(self, **_: Any) -> str:
        return identity.token_of(self.work.brand_id, secrets.token_urlsafe(32))

    def _grant_of(self, request: Any, program: Program, scope: str) -> UUID:
        credential = request.authorization_code or request.refresh_token or request.credential
        if credential is not None:
            return credential.taken.grant_id
        allowed = Allowed(program.id, scope, party_id=program.party_id)
        return self.run(identity.begin_grant, self.work, allowed)


def _seconds_of_access(client: ClientMixin, grant_type: str) -> int:
    del client, grant_type
    return int(identity.ACCESS_LIFE.total_seconds())


async def in_thread(function: Callable[[], T]) -> T:
    """Run what waits for the loop in a thread."""
    return await to_thread.run_sync(function)
