"""The mobile sample: signs in with PKCE, reads, pays and sees it, on a phone that Node plays."""

from pathlib import Path

import httpx

from tests.factories.node import told_by
from tests.samples.building import MOBILE, built, foreign_versions
from tests.samples.conftest import Shop
from tests.samples.snippets import scopes_named
from tributary import identity
from tributary.identity import Flow, ProgramDraft

REDIRECT = "com.example.orders:/back"


def test_the_mobile_sample_is_tried_with_the_versions_it_names() -> None:
    assert foreign_versions() == {}


async def test_the_mobile_sample_signs_in_reads_pays_and_sees_it(
    shop: Shop, tmp_path: Path
) -> None:
    program = await shop.let_in(
        ProgramDraft(
            name="Orders",
            flows=frozenset({Flow.AUTHORIZATION_CODE, Flow.REFRESH_TOKEN}),
            scopes=identity.scopes_of(*scopes_named(MOBILE / "README.md")),
            redirect_uris=(REDIRECT,),
            is_public=True,
        )
    )
    browser = await shop.browser_of("SHANGHAI")
    documents: list[httpx.Response] = []

    async def led(address: str) -> str:
        if "/oauth/" in address:
            return await browser.led(address)
        if "/pay/" in address:
            await shop.stage.pay(address)
            await shop.stage.settle_webhooks(shop.brand_id)
        else:
            documents.append(await shop.stage.browser.get(address))
        return ""

    site = shop.stage.site_url
    settings = {"site": site, "clientId": program.name, "redirect": REDIRECT}
    given = {"folder": str(built(tmp_path)), "settings": settings}

    told = await told_by("mobile.mjs", given, led)

    (statement,) = told["statements"]
    assert statement["periodStart"] == shop.month.start.isoformat()
    assert statement["owedClosing"] == {"amount": "1243.00", "currency": "CNY"}
    (document,) = documents
    assert (document.status_code, document.content[:4]) == (200, b"%PDF")
    (item,) = told["openItems"]
    assert item["open"] == {"amount": "1243.00", "currency": "CNY"}
    assert told["left"] == []
    assert told["again"] == {"isSignedIn": True, "statements": 1, "renewed": 1}
    # What is paid cannot be paid again, and the person is told so.
    assert told["trouble"]["code"] == "NOTHING_OPEN"
    assert told["differ"]
    assert told["out"] == [False, None, "SIGNED_OUT", 0]
