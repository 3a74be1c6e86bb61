"""The good paths of the clients that programs in JavaScript use, over real HTTP."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.api.oauth.browsing import Browser
from tests.api.oauth.conftest import OWN, REDIRECT, SCOPE, Served, let_in
from tributary import identity
from tributary.identity import Flow

SCRIPTS = Path(__file__).parent / "npm"


async def result_of(script: str, browser: Browser, given: dict[str, str]) -> dict[str, Any]:
    """Run a script of Node's, opening what it asks for in a browser; return what it tells."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPTS / script), stdin=pipe, stdout=pipe, stderr=pipe
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    said: dict[str, Any] = given
    while True:
        process.stdin.write(json.dumps(said).encode() + b"\n")
        line = await process.stdout.readline()
        assert line, (await process.stderr.read()).decode()
        told = json.loads(line)
        if "result" in told:
            await process.wait()
            return dict(told["result"])
        said = {"led": await browser.led(told["open"])}


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

    told = await result_of("openid-client.mjs", browser, given)

    assert told["email"] == served.who["email"]
    assert told["found"] == {"data": {"orders": {"totalCount": 4}}}
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

    told = await result_of("oauth4webapi.mjs", Browser(served.url, served.who), given)

    assert told == {"byCode": 4, "forItself": 4, "fromTill": 4}
