import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from tests.factories.payments import Till, till
from tributary import payments
from tributary.api.http.headers import PAGE_HEADERS
from tributary.api.http.pay import pay_routes
from tributary.platform import Database

__all__ = ["till"]


@pytest.fixture
async def web(till: Till) -> AsyncIterator[httpx.AsyncClient]:
    routes = pay_routes(
        till.desk, public_url="https://pay.test", checkout_origins=[till.stripe.url]
    )
    transport = httpx.ASGITransport(app=Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="https://pay.test") as client:
        yield client


async def show(web: httpx.AsyncClient, link: payments.CreatedLink, query: str = "?lang=en") -> str:
    answer = await web.get(f"/pay/{link.token}{query}")
    assert answer.status_code == 200
    return answer.text


async def state(web: httpx.AsyncClient, link: payments.CreatedLink) -> str:
    answer: str = (await web.get(f"/pay/{link.token}/state")).json()["state"]
    return answer


async def test_the_page_names_payee_items_and_total_in_two_languages(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill("1234.50"), await till.bill("50.00"))
    view = await till.view(link.link_id)

    english = await show(web, link)
    chinese = await web.get(
        f"/pay/{link.token}", headers={"accept-language": "fr-FR,zh-CN;q=0.9,en;q=0.8"}
    )

    assert "Pay CNY 1,284.50" in english
    assert "支付 CNY 1,284.50" in chinese.text
    assert chinese.headers["content-language"] == "zh"
    for item in view.items:
        assert item.number in english
        assert item.order_number is not None
        assert item.order_number in english
    assert "荷叶茶业 Lotus Tea" in english


async def test_the_page_has_a_strict_policy_and_no_script(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill())

    answer = await web.get(f"/pay/{link.token}")

    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"style-src 'nonce-([^']+)'", policy)
    assert nonce is not None
    assert f'<style nonce="{nonce.group(1)}">' in answer.text
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "<script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert PAGE_HEADERS.items() <= dict(answer.headers).items()


async def test_the_button_leads_to_checkout_and_back_to_paid(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill())

    answer = await web.post(f"/pay/{link.token}?lang=en")
    checkout = answer.headers["location"]
    back = till.stripe.submit(checkout.rpartition("/")[2], "pay")
    confirming = await show(web, link, "?lang=en&returned=1")
    await till.hear()

    paid = await show(web, link, "?lang=en&returned=2")
    assert (answer.status_code, checkout.startswith(till.stripe.url)) == (303, True)
    assert back.headers["location"] == f"https://pay.test/pay/{link.token}?returned=1"
    assert 'http-equiv="refresh"' in confirming
    assert "returned=2" in confirming
    assert "Paid, thank you" in paid
    assert "CNY 113.00" in paid
    assert await state(web, link) == "paid"


async def test_the_page_asks_the_provider_when_no_webhook_comes(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill())
    await till.paid(link)

    page = await show(web, link, "?lang=en&returned=2")

    assert "Paid, thank you" in page


async def test_each_end_of_a_link_is_said_clearly(web: httpx.AsyncClient, till: Till) -> None:
    cancelled, pending = await till.link(await till.bill()), await till.link(await till.bill())
    item = await till.bill()
    settled, other = await till.link(item), await till.link(item)
    expiring = await till.link(await till.bill())
    async with till.work() as work:
        await payments.cancel_link(work, link_id=cancelled.link_id, reason="-")
    await till.paid(pending, "pending_succeeds")
    await till.paid(other)
    await till.hear()

    said = [await state(web, link) for link in (cancelled, pending, settled, expiring)]
    pages = [await show(web, link) for link in (cancelled, pending, settled)]
    till.clock.move(days=91)

    assert said == ["cancelled", "pending", "nothing_due", "payable"]
    assert await state(web, expiring) == "expired"
    assert "was withdrawn" in pages[0]
    assert "on its way" in pages[1]
    assert "Nothing to pay" in pages[2]
    assert not any("<button" in page for page in pages)


async def test_paying_what_cannot_be_paid_leads_back_to_the_page(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill())
    async with till.work() as work:
        await payments.cancel_link(work, link_id=link.link_id, reason="-")

    answer = await web.post(f"/pay/{link.token}?lang=en")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/pay/{link.token}?lang=en"


async def test_a_provider_that_is_out_is_said_and_charges_nothing(
    web: httpx.AsyncClient, till: Till
) -> None:
    link = await till.link(await till.bill())
    till.stripe.fault("drop_before", "/v1/checkout/sessions")

    answer = await web.post(f"/pay/{link.token}?lang=en")

    assert answer.status_code == 503
    assert "Not available right now" in answer.text
    assert (await web.post(f"/pay/{link.token}")).status_code == 303


@pytest.mark.parametrize("token", ["x", "0" * 32 + ".secret", "%00", "a" * 300])
async def test_an_unknown_link_is_absent_in_every_form(
    web: httpx.AsyncClient, till: Till, token: str
) -> None:
    del till
    answers = [
        await web.get(f"/pay/{token}"),
        await web.post(f"/pay/{token}"),
        await web.get(f"/pay/{token}/state"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_names_are_escaped(web: httpx.AsyncClient, till: Till) -> None:
    link = await till.link(await till.bill())
    async with till.work() as work:
        await work.run(
            "UPDATE parties SET name = :name WHERE brand_id = :brand AND id = :shop",
            name='<img src=x onerror="alert(1)">',
            brand=till.brand_id,
            shop=till.shop,
        )

    page = await show(web, link)

    assert "<img" not in page
    assert "&lt;img src=x" in page


async def test_a_refunded_payment_is_not_shown_as_paid(web: httpx.AsyncClient, till: Till) -> None:
    dear, cheap = await till.bill("100.00"), await till.bill("20.00")
    link = await till.link(dear, cheap)
    await till.paid(link)
    await till.hear()
    (receipt,) = await till.receipts(link)

    await till.refund(receipt, "40.00")
    await till.settle()
    partly = (await state(web, link), await show(web, link))
    await till.refund(receipt, "80.00")
    await till.settle()
    wholly = (await state(web, link), await show(web, link))

    assert (partly[0], wholly[0]) == ("paid", "refunded")
    assert "CNY 80.00" in partly[1]
    assert "Payment refunded" in wholly[1]
    assert "CNY 120.00" in wholly[1]
    assert "CNY 0.00" not in partly[1] + wholly[1]


async def test_what_a_credit_note_settled_is_not_listed_as_paid(
    web: httpx.AsyncClient, till: Till
) -> None:
    first, second = await till.bill("100.00"), await till.bill("20.00")
    link = await till.link(first, second)
    other = await till.link(second)
    await till.paid(other)
    await till.hear()
    await till.paid(link)
    await till.hear()

    page = await show(web, link)

    assert "CNY 100.00" in page
    assert "CNY 0.00" not in page


@pytest.mark.parametrize("returned", ["9" * 5000, "-1", "x", "²"])
async def test_a_joke_for_a_number_of_looks_is_harmless(
    web: httpx.AsyncClient, till: Till, returned: str
) -> None:
    link = await till.link(await till.bill())

    page = await show(web, link, f"?lang=en&returned={returned}")

    assert "Pay CNY 113.00" in page


async def test_a_database_that_is_out_is_said_without_claiming_that_nothing_was_charged(
    till: Till,
) -> None:
    link = await till.link(await till.bill())
    nobody = Database("postgresql://nobody@127.0.0.1:9/none", connections_max=1)
    routes = pay_routes(replace(till.desk, database=nobody), public_url="https://pay.test")
    transport = httpx.ASGITransport(app=Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="https://pay.test") as client:
        page = await client.get(f"/pay/{link.token}?lang=en&returned=1")
        pressed = await client.post(f"/pay/{link.token}?lang=en")
        told = await client.get(f"/pay/{link.token}/state")
    await nobody.close()

    assert [each.status_code for each in (page, pressed, told)] == [503, 503, 503]
    assert "is not lost" in page.text
    assert "Nothing was charged" not in page.text
