"""What clients ask beside tokens: revoke, look at one, leave a request, let a device wait."""

# mypy: disable-error-code="misc,import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUntypedBaseClass=false, reportIncompatibleMethodOverride=false
# pyright: reportIncompatibleVariableOverride=false, reportMissingSuperCall=false
# Authlib has no types.

import json
from typing import Any, Final

from authlib.consts import default_json_headers
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import (
    InvalidRequestError,
    InvalidScopeError,
    UnauthorizedClientError,
)
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint
from authlib.oidc.rpinitiated import EndSessionEndpoint

from tributary import identity, platform
from tributary.api.oauth.core import (
    CLIENT_AUTH_METHODS,
    SECRET_METHODS,
    Asked,
    Client,
    Server,
    Token,
)
from tributary.api.oauth.keyring import ALGORITHM
from tributary.identity import Flow

REQUEST_URI: Final = "urn:ietf:params:oauth:request_uri:"

Answered = tuple[int, dict[str, Any], Any]


class _Finding:
    """Finds a token among those of the brand."""

    server: Server

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
        """Return a token of either kind; a hint changes nothing."""
        del token_type_hint
        server = self.server
        seen = server.run(
            identity.token_seen,
            server.work.session,
            server.work.brand_id,
            token_string,
            now=server.work.opened_at,
        )
        return None if seen is None else Token(seen)


class Revocation(_Finding, RevocationEndpoint):
    """A client gives a token back (RFC 7009)."""

    CLIENT_AUTH_METHODS = CLIENT_AUTH_METHODS

    def revoke_token(self, token: Token, request: Asked) -> None:
        """End an access token alone, or with a refresh token the whole family."""
        server = self.server
        if token.seen.is_refresh:
            grant_id = token.seen.grant_id
            server.run(
                identity.revoke_grant,
                server.work,
                grant_id=grant_id,
                why=platform.Cause.TOKEN_GIVEN_BACK,
            )
        else:
            server.run(identity.revoke_access, server.work, token=request.form["token"])


class Introspection(_Finding, IntrospectionEndpoint):
    """A client asks what a token of its own is still good for (RFC 7662)."""

    CLIENT_AUTH_METHODS = SECRET_METHODS

    def check_permission(self, token: Token, client: Client, request: Asked) -> bool:
        """Tell a client about nobody's tokens but its own."""
        del request
        return token.check_client(client)

    def introspect_token(self, token: Token) -> dict[str, Any]:
        """Return what a token that is good is good for."""
        seen = token.seen
        name = identity.program_name(self.server.work.brand_id, seen.program_id)
        return {
            "active": True,
            "client_id": name,
            "token_type": "refresh_token" if seen.is_refresh else "Bearer",
            "scope": seen.scope,
            "sub": name if seen.user_id is None else seen.user_id.hex,
            "aud": self.server.issuer,
            "iss": self.server.issuer,
            "iat": int(seen.created_at.timestamp()),
            "exp": int(seen.expires_at.timestamp()),
        }


class Pushing(_Finding, RevocationEndpoint):
    """A client leaves its request with us before it sends the browser (RFC 9126)."""

    ENDPOINT_NAME = "pushed_authorization_request"
    CLIENT_AUTH_METHODS = CLIENT_AUTH_METHODS

    def create_endpoint_response(self, request: Asked) -> Answered:
        """Check the request as if the browser had brought it, and keep it."""
        client: Client = self.authenticate_endpoint_client(request)
        given = {name: each for name, each in request.given.items() if name != "client_secret"}
        if given.setdefault("client_id", client.get_client_id()) != client.get_client_id():
            raise InvalidRequestError("The client_id is another client's.")
        if "request_uri" in given or "request" in given:
            raise InvalidRequestError("A pushed request holds its parameters itself.")
        try:
            self.server.get_consent_grant(Asked("GET", given, {}), end_user=None)
        except OAuth2Error as error:
            # No browser is here that could be led anywhere.
            error.redirect_uri = None
            if error.error != "login_required":
                raise
        token = self.server.run(
            identity.push_request,
            self.server.work,
            program_id=client.program.id,
            parameters=json.dumps(given),
        )
        seconds = int(identity.PUSHED_LIFE.total_seconds())
        body = {"request_uri": f"{REQUEST_URI}{token}", "expires_in": seconds}
        return 201, body, default_json_headers


class DeviceStart(DeviceAuthorizationEndpoint):
    """A device asks for a code to show (RFC 8628)."""

    CLIENT_AUTH_METHODS = CLIENT_AUTH_METHODS
    server: Server

    def create_endpoint_response(self, request: Asked) -> Answered:
        """Let a device wait."""
        client: Client = self.authenticate_client(request)
        if not client.check_grant_type(Flow.DEVICE_CODE):
            raise UnauthorizedClientError
        scope = client.get_allowed_scope(request.given.get("scope"))
        if scope is None:
            raise InvalidScopeError
        device_code, user_code = self.server.run(
            identity.begin_device, self.server.work, program_id=client.program.id, scope=scope
        )
        page = f"{self.server.issuer}/oauth/device"
        body = {
            "device_code": device_code,
            "user_code": user_code,
            "verification_uri": page,
            "verification_uri_complete": f"{page}?user_code={user_code}",
            "expires_in": int(identity.DEVICE_LIFE.total_seconds()),
            "interval": int(identity.POLL_EVERY.total_seconds()),
        }
        return 200, body, default_json_headers


class Leaving(EndSessionEndpoint):
    """A client asks that its person be signed out here as well."""

    server: Server

    def get_server_jwks(self) -> Any:  # noqa: ANN401  A set of keys, as the core takes it.
        """Return what hints are verified with: our keys and nobody else's."""
        if self.server.keys is None:
            raise AssertionError("hints are verified with the keys at hand")
        return self.server.keys.shown

    def get_algorithms(self) -> list[str]:
        """Return the one algorithm that we sign with."""
        return [ALGORITHM]

    def _is_valid_post_logout_redirect_uri(
        self, client: Client, post_logout_redirect_uri: str
    ) -> bool:
        return post_logout_redirect_uri in client.program.logout_uris

    def end_session(self, end_session_request: Any) -> None:  # noqa: ANN401
        """Do no more: the session is ended where its cookie is known."""


def with_endpoints(server: Server) -> Server:
    """Teach a server what clients ask beside tokens."""
    for endpoint in (Revocation, Introspection, Pushing, DeviceStart, Leaving):
        server.register_endpoint(endpoint)
    return server
