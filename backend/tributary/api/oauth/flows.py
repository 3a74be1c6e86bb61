"""The ways to tokens: by a code with PKCE, by refreshing, for oneself, from a device."""

# mypy: disable-error-code="misc,import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUntypedBaseClass=false, reportIncompatibleMethodOverride=false
# pyright: reportIncompatibleVariableOverride=false, reportMissingSuperCall=false
# Authlib has no types.

# ruff: noqa: ANN401  What Authlib hands over has any type.

import hmac
import re
from typing import Any, Final

from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.errors import (
    AccessDeniedError,
    InvalidGrantError,
    InvalidRequestError,
    UnauthorizedClientError,
)
from authlib.oauth2.rfc7636 import CodeChallenge, create_s256_code_challenge
from authlib.oauth2.rfc8628 import (
    AuthorizationPendingError,
    DeviceCodeGrant,
    ExpiredTokenError,
    SlowDownError,
)
from authlib.oidc.core import OpenIDCode, UserInfo
from authlib.oidc.core.grants.code import OpenIDToken

from tributary import identity
from tributary.api.oauth.core import CLIENT_AUTH_METHODS, SECRET_METHODS, Client, Server
from tributary.api.oauth.keyring import ALGORITHM
from tributary.identity import Allowed, Flow, SignedIn, Taken
from tributary.kernel import UserId

ID_TOKEN_SECONDS: Final = 3600

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}", re.ASCII)


class Exchanged:
    """A code or a token that was taken, as the core reads it."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.code_challenge = taken.code_challenge

    def get_redirect_uri(self) -> str:
        """Return where the code was sent."""
        return self.taken.redirect_uri

    def get_scope(self) -> str:
        """Return what was allowed."""
        return self.taken.scope

    def get_nonce(self) -> str | None:
        """Return what the ID token repeats."""
        return self.taken.nonce

    def get_auth_time(self) -> int:
        """Return when the person signed in."""
        return int(self.taken.signed_in_at.timestamp())

    def get_acr(self) -> None:
        """Say nothing about how."""

    def get_amr(self) -> None:
        """Say nothing about how."""

    def check_client(self, client: Client) -> bool:
        """Say yes: it was looked for among the client's own."""
        del client
        return True


class S256(CodeChallenge):
    """PKCE always, and by S256 alone (OAuth 2.1, 4.1.1); the core would do without."""

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Refuse a request for a code without a challenge."""
        del redirect_uri
        given = grant.request.payload.data
        if given.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE is required: send code_challenge_method S256.")
        if not _CHALLENGE.fullmatch(given.get("code_challenge", "")):
            raise InvalidRequestError("PKCE is required: send a code_challenge.")

    def validate_code_verifier(self, grant: Any, result: Any) -> None:
        """Refuse an exchange without the right verifier; the code is used up all the same."""
        del result
        verifier = grant.request.form.get("code_verifier", "")
        challenge = grant.request.authorization_code.code_challenge
        if not _VERIFIER.fullmatch(verifier) or not hmac.compare_digest(
            create_s256_code_challenge(verifier), challenge
        ):
            raise InvalidGrantError("The code_verifier is missing or wrong.")


class CodeGrant(grants.AuthorizationCodeGrant):
    """A code, sent by the browser of a person who agreed, exchanged by the client."""

    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH_METHODS
    server: Server
    request: Any

    def generate_authorization_code(self) -> str:
        """Keep what the person allows, and return the code that stands for it."""
        request, server = self.request, self.server
        visitor: SignedIn = request.user
        given = request.payload.data
        allowed = Allowed(
            program_id=request.client.program.id,
            scope=request.scope,
            user_id=visitor.user_id,
            party_id=visitor.party_id,
            session_id=visitor.session_id,
            signed_in_at=visitor.began_at,
        )
        return server.run(
            identity.issue_code,
            server.work,
            grant_id=server.run(identity.begin_grant, server.work, allowed),
            redirect_uri=given["redirect_uri"],
            code_challenge=given["code_challenge"],
            nonce=given.get("nonce"),
        )

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Do no more: the code was kept when it was made."""

    def query_authorization_code(self, code: str, client: Client) -> Exchanged | None:
        """Use the code up; whatever is wrong with the rest, it is not taken again."""
        taken = self.server.run(
            identity.take_code, self.server.work, code=code, program_id=client.program.id
        )
        return None if taken is None else Exchanged(taken)

    def delete_authorization_code(self, authorization_code: Exchanged) -> None:
        """Do no more: the code was used up when it was found."""

    def authenticate_user(self, authorization_code: Exchanged) -> UserId:
        """Return who allowed it."""
        return authorization_code.taken.user_id


class RefreshGrant(grants.RefreshTokenGrant):
    """A refresh token for the next pair; a second use ends the family."""

    INCLUDE_NEW_REFRESH_TOKEN = True
    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH_METHODS
    server: Server
    request: Any

    def authenticate_refresh_token(self, refresh_token: str) -> Exchanged | None:
        """Return what a refresh token of this client stands for, held until we are done."""
        taken = self.server.run(
            identity.hold_refresh,
            self.server.work,
            token=refresh_token,
            program_id=self.request.client.program.id,
        )
        return None if taken is None else Exchanged(taken)

    def authenticate_user(self, refresh_token: Exchanged) -> UserId:
        """Return who allowed it."""
        return refresh_token.taken.user_id

    def revoke_old_credential(self, refresh_token: Exchanged) -> None:
        """Use the token up."""
        del refresh_token
        token = self.request.form["refresh_token"]
        self.server.run(identity.use_refresh, self.server.work, token=token)


class OwnGrant(grants.ClientCredentialsGrant):
    """A client that acts for nobody but itself."""

    TOKEN_ENDPOINT_AUTH_METHODS = SECRET_METHODS


class DeviceGrant(DeviceCodeGrant):
    """A device that asks whether it was allowed."""

    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH_METHODS
    server: Server
    request: Any

    def validate_token_request(self) -> None:
        """Take the code if it was allowed, and say otherwise how it stands."""
        code = self.request.payload.data.get("device_code")
        if not code:
            raise InvalidRequestError("Missing 'device_code' in payload")
        client: Any = self.authenticate_token_endpoint_client()
        if not client.check_grant_type(Flow.DEVICE_CODE):
            raise UnauthorizedClientError
        poll = self.server.run(
            identity.poll_device, self.server.work, code=code, program_id=client.program.id
        )
        if poll is None:
            raise InvalidGrantError("Invalid 'device_code' in payload")
        waits = {
            "pending": AuthorizationPendingError,
            "slow_down": SlowDownError,
            "expired": ExpiredTokenError,
            "denied": AccessDeniedError,
        }
        if poll.taken is None:
            raise waits[poll.state]
        self.request.client = client
        self.request.user = poll.taken.user_id
        self.request.credential = Exchanged(poll.taken)


class _Identifying:
    """What every ID token of ours says, by our clock and with our key."""

    server: Server

    def resolve_client_private_key(self, client: Client) -> Any:
        """Return the key that signs."""
        del client
        if self.server.keys is None:
            raise AssertionError("tokens are issued with the keys at hand")
        return self.server.keys.signing

    def get_encode_header(self, client: Client) -> dict[str, str]:
        """Return the header: which key, which algorithm."""
        return {"alg": ALGORITHM, "kid": str(self.resolve_client_private_key(client).kid)}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        """Return who says it, to whom, when, and until when."""
        now = int(self.server.work.opened_at.timestamp())
        return {
            "iss": self.server.issuer,
            "aud": client.get_client_id(),
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
        }

    def get_compatible_claims(self, request: Any) -> dict[str, Any]:
        """Return the claims of any ID token, with when the person signed in."""
        credential = request.authorization_code or request.refresh_token or request.credential
        return {**self.get_client_claims(request.client), "auth_time": credential.get_auth_time()}

    def subject_of(self, user: UserId, scope: str) -> Any:
        """Return who it is; the rest is told at the endpoint for it."""
        del scope
        return UserInfo(sub=user.hex)

    # What the core calls it.
    generate_user_info = subject_of


class IdToken(_Identifying, OpenIDToken):
    """An ID token with tokens that came without a code."""

    def __init__(self, server: Server) -> None:
        self.server = server


class CodeIdToken(_Identifying, OpenIDCode):
    """An ID token with tokens that came by a code, whose nonce it repeats."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        """Tell whether a client uses a nonce again."""
        found = identity.program_of_name(request.payload.client_id)
        server = self.server
        return found is not None and server.run(
            identity.is_nonce_known,
            server.work.session,
            server.work.brand_id,
            program_id=found[1],
            nonce=nonce,
        )


def with_flows(server: Server) -> Server:
    """Teach a server the ways to tokens; implicit and password are not among them."""
    server.register_grant(CodeGrant, [S256(), CodeIdToken(server)])
    server.register_grant(RefreshGrant, [IdToken(server)])
    server.register_grant(OwnGrant)
    server.register_grant(DeviceGrant, [IdToken(server)])
    return server
