from datetime import timedelta

import pytest

from tests.factories.parties import make_distributor
from tests.factories.payments import CNY, Till
from tests.factories.receivables import make_receivable
from tributary import payments, receivables
from tributary.kernel import Money, PaymentLinkId, ReceivableId, new_id
from tributary.payments import LinkState


async def made(till: Till, *items: payments.LinkItem) -> payments.CreatedLink:
    async with till.work() as work:
        return await payments.create_link(work, items=items, now=till.clock())


async def test_a_link_takes_any_selection_and_any_parts(till: Till) -> None:
    whole, part = await till.bill("100.00"), await till.bill("50.00")

    link = await made(
        till, payments.LinkItem(whole), payments.LinkItem(part, Money.of("20.00", CNY))
    )

    view = await till.view(link.link_id)
    assert (str(link.amount), str(view.due)) == ("120.00 CNY", "120.00 CNY")
    assert {item.receivable_id: str(item.due) for item in view.items} == {
        whole: "100.00 CNY",
        part: "20.00 CNY",
    }


async def test_items_of_several_debtors_or_currencies_are_refused(till: Till) -> None:
    item = await till.bill()
    async with till.work() as work:
        other = await make_distributor(work, "D2")
        theirs = await make_receivable(work, debtor_id=other)
        dollars = await make_receivable(work, debtor_id=till.shop, currency="USD")

    for foreign in (theirs, dollars):
        with pytest.raises(payments.LinkItemsMixed):
            await till.link(item, foreign)
    with pytest.raises(payments.LinkItemsMixed):
        await made(till, payments.LinkItem(item, Money.of("1.00", "USD")))


async def test_a_link_that_would_have_expired_already_is_refused(till: Till) -> None:
    item = payments.LinkItem(await till.bill())

    for ends_at in (till.clock(), till.clock() - timedelta(days=1)):
        with pytest.raises(payments.ExpiryPassed, match="is over"):
            async with till.work() as work:
                await payments.create_link(work, items=[item], now=till.clock(), expires_at=ends_at)


async def test_nothing_open_and_wrong_amounts_are_refused(till: Till) -> None:
    item, paid_item = await till.bill("100.00"), await till.bill("1.00")
    await till.paid(await till.link(paid_item))
    await till.hear()

    with pytest.raises(payments.NothingOpen):
        await till.link()
    with pytest.raises(payments.NothingOpen):
        await till.link(paid_item)
    with pytest.raises(payments.LinkItemTwice):
        await till.link(item, item)
    with pytest.raises(payments.AmountAboveOpen):
        await till.link(item, amount="100.01")
    with pytest.raises(payments.AmountNotPositive):
        await till.link(item, amount="0.00")
    with pytest.raises(receivables.ReceivableUnknown):
        await till.link(ReceivableId(new_id()))


async def test_only_the_hash_of_a_token_is_kept(till: Till) -> None:
    link = await till.link(await till.bill())

    async with till.work() as work:
        rows = await work.rows(
            "SELECT to_jsonb(l)::text AS row FROM payment_links l WHERE l.brand_id = :brand",
            brand=till.brand_id,
        )
        opened = await payments.link_by_token(work.session, till.brand_id, link.token)
    secret = link.token.partition(".")[2]
    assert opened.link_id == link.link_id
    assert payments.brand_of_token(link.token) == till.brand_id
    assert [row for row in rows if secret in row.row] == []


async def test_a_wrong_token_opens_nothing(till: Till) -> None:
    link = await till.link(await till.bill())

    async with till.work() as work:
        for token in (f"{link.token}x", f"{till.brand_id.hex}.", "none", ""):
            with pytest.raises(payments.LinkUnknown):
                brand_id = payments.brand_of_token(token)
                await payments.link_by_token(work.session, brand_id, token)


async def test_a_cancelled_link_cannot_be_paid_and_its_page_ends(till: Till) -> None:
    link = await till.link(await till.bill())
    page = await till.open(link)
    async with till.work() as work:
        await payments.cancel_link(work, link_id=link.link_id, reason="sent to the wrong person")
    await till.settle()

    assert (await till.view(link.link_id)).state is LinkState.CANCELLED
    assert till.stripe.get(f"/v1/checkout/sessions/{page}")["status"] == "expired"
    with pytest.raises(payments.LinkClosed):
        await till.open(link)
    async with till.work() as work:
        with pytest.raises(payments.LinkNotOpen):
            await payments.cancel_link(work, link_id=link.link_id, reason="again")
        with pytest.raises(payments.LinkUnknown):
            await payments.cancel_link(work, link_id=PaymentLinkId(new_id()), reason="-")


async def test_what_was_paid_otherwise_is_not_asked_for_again(till: Till) -> None:
    item = await till.bill()
    paid, other = await till.link(item), await till.link(item)
    await till.paid(paid)
    await till.hear()

    with pytest.raises(payments.NothingDue):
        await till.open(other)
