"""The routes of the provider, and what it tells about itself."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tributary import identity
from tributary.api.oauth.bearers import Bearers
from tributary.api.oauth.consent import authorize_endpoint
from tributary.api.oauth.desk import Endpoint, Provider, guarded
from tributary.api.oauth.devices import device_endpoint
from tributary.api.oauth.keyring import ALGORITHM
from tributary.api.oauth.leaving import logout_endpoint
from tributary.api.oauth.machines import side_endpoint, token_endpoint
from tributary.api.oauth.signing_in import sign_in_endpoint
from tributary.api.oauth.withdrawing import consents_endpoint
from tributary.identity import Flow, Gate

WELL_KNOWN = ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")

MACHINES = {
    "/oauth/revoke": Gate.REVOCATION,
    "/oauth/introspect": Gate.INTROSPECTION,
    "/oauth/par": Gate.PUSHED_REQUEST,
    "/oauth/device_authorization": Gate.DEVICE_START,
}

CLAIMS = (
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "at_hash",
    "name",
    "locale",
    "email",
    "brand",
)


def oauth_routes(provider: Provider) -> list[Route]:
    """Return every route of the provider."""
    user_info = guarded(Bearers(provider.visitors).tell_person)
    both = ["GET", "POST"]
    return [
        Route("/oauth/authorize", authorize_endpoint(provider), methods=both),
        Route("/oauth/sign-in", sign_in_endpoint(provider), methods=["POST"]),
        Route("/oauth/token", token_endpoint(provider), methods=["POST"]),
        *(
            Route(path, side_endpoint(provider, gate), methods=["POST"])
            for path, gate in MACHINES.items()
        ),
        Route("/oauth/device", device_endpoint(provider), methods=both),
        Route("/oauth/consents", consents_endpoint(provider), methods=both),
        Route("/oauth/logout", logout_endpoint(provider), methods=both),
        Route("/oauth/userinfo", user_info, methods=both),
        Route("/oauth/jwks", _keys(provider), methods=["GET"]),
        *(Route(path, _told(provider.issuer), methods=["GET"]) for path in WELL_KNOWN),
    ]


def _keys(provider: Provider) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        del request
        keys = await provider.keyring.keys()
        headers = {"cache-control": "public, max-age=300"}
        return JSONResponse(keys.public, headers=headers)

    return guarded(endpoint)


def _told(issuer: str) -> Endpoint:
    body = metadata_of(issuer)

    async def endpoint(request: Request) -> Response:
        del request
        return JSONResponse(body, headers={"cache-control": "public, max-age=300"})

    return endpoint


def metadata_of(issuer: str) -> dict[str, object]:
    """Return what programs learn about the provider by themselves."""
    at = f"{issuer}/oauth"
    secret = ["client_secret_basic", "client_secret_post"]
    any_client = [*secret, "none"]
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{at}/authorize",
        "token_endpoint": f"{at}/token",
        "revocation_endpoint": f"{at}/revoke",
        "introspection_endpoint": f"{at}/introspect",
        "userinfo_endpoint": f"{at}/userinfo",
        "jwks_uri": f"{at}/jwks",
        "end_session_endpoint": f"{at}/logout",
        "device_authorization_endpoint": f"{at}/device_authorization",
        "pushed_authorization_request_endpoint": f"{at}/par",
        "scopes_supported": sorted(identity.SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [flow.value for flow in Flow],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": any_client,
        "revocation_endpoint_auth_methods_supported": any_client,
        "introspection_endpoint_auth_methods_supported": secret,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "claims_supported": CLAIMS,
        "authorization_response_iss_parameter_supported": True,
        "request_uri_parameter_supported": False,
        "request_parameter_supported": False,
        "claims_parameter_supported": False,
        "ui_locales_supported": ["zh", "en"],
    }
