"""The good paths of the clients that programs in JavaScript use, over real HTTP."""

from datetime import UTC, datetime

from tests.api.oauth.browsing import Browser
from tests.api.oauth.conftest import OWN, REDIRECT, SCOPE, Served, let_in
from tests.factories.node import told_by
from tributary import identity
from tributary.identity import Flow


async def test_openid_client_leaves_its_request_signs_in_refreshes_and_revokes(
    served: Served,
) -> None:
    # These clients look at their own clock.
    served.clock.at = datetime.now(UTC)
    browser = Browser(served.url, served.who)
    client_id, secret = served.hub.auth
    given = {
        "issuer": served.url,
        "clientId": client_id,
        "clientSecret": secret,
        "redirect": REDIRECT,
        "scope": SCOPE,
        "graph": f"{served.url}/graphql",
    }

    told = await told_by("openid-client.mjs", given, browser.led)

    assert told["email"] == served.who["email"]
    assert told["found"]["data"] == {"orders": {"totalCount": 4}}
    assert set(told["scope"].split()) == set(SCOPE.split())
    assert told["active"] == [True, False]
    assert await browser.led(told["leaving"]) == ""
    signed_out = await browser.get(f"{served.url}/session")
    assert signed_out.status_code == 401


async def test_oauth4webapi_takes_every_other_way_to_a_token(served: Served) -> None:
    served.clock.at = datetime.now(UTC)
    web = served.hub.web
    app = await let_in(web, is_public=True)
    erp = await let_in(web, **OWN)
    till = await let_in(
        web,
        flows=frozenset({Flow.DEVICE_CODE}),
        scopes=identity.scopes_of("orders:read"),
        redirect_uris=(),
        logout_uris=(),
        is_public=True,
    )
    given = {
        "issuer": served.url,
        "redirect": REDIRECT,
        "scope": SCOPE,
        "graph": f"{served.url}/graphql",
        "app": app.name,
        "erp": erp.name,
        "erpSecret": str(erp.secret),
        "till": till.name,
    }

    told = await told_by("oauth4webapi.mjs", given, Browser(served.url, served.who).led)

    assert told == {"byCode": 4, "forItself": 4, "fromTill": 4}
