"""The graph over HTTP, as the makers of the specification audit it."""

from typing import Any

from tests.factories.node import told_by
from tests.factories.web import COOKIE, Web
from tributary.cli.hosting import listen, running


async def test_every_audit_of_graphql_over_http_passes_without_a_warning(web: Web) -> None:
    browser = await web.signed_in(1)
    listener = listen("127.0.0.1", 0, advice="")
    port: int = listener.getsockname()[1]
    headers = {"cookie": f"{COOKIE}={browser.cookies[COOKIE]}", "x-tributary": "1"}
    given: dict[str, Any] = {"url": f"http://127.0.0.1:{port}/graphql", "headers": headers}

    async with running(web.app, listener):
        audits = await told_by("graphql-http.mjs", given)

    assert len(audits) == 61
    assert [each for each in audits if each["status"] != "ok"] == []
