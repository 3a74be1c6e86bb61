from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import faults_of, make_billable, make_receivable, make_return
from tributary import ledger, receivables
from tributary.kernel import Currency, DistributorId, Money, PartyId, ReceivableId, new_id
from tributary.platform import Database, Work
from tributary.receivables import (
    ApplicationAlreadyReversed,
    ApplicationSource,
    ApplicationUnknown,
    AppliedTooMuch,
    OpenAmount,
    ReceivableOfOthers,
    ReceivableUnknown,
    ageing_of,
)

CNY = Currency("CNY")
TODAY = date(2026, 1, 6)
OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


def cny(amount: str) -> Money:
    return Money.of(amount, CNY)


async def credited(
    work: Work, shop: DistributorId, amount: str, *, on: date = date(2026, 1, 5)
) -> None:
    """Give a debtor credit out of nothing but the bank, to have something to apply."""
    bank = ledger.Account(work.brand_id, ledger.AccountKind.BANK, None, CNY)
    kind = ledger.AccountKind.CUSTOMER_CREDIT
    credit = ledger.Account(work.brand_id, kind, shop, CNY)
    await ledger.open_accounts(work, [bank, credit])
    transfer = ledger.Transfer(
        id=new_id(),  # type: ignore[arg-type]
        journal_id=new_id(),  # type: ignore[arg-type]
        debit=bank.id_in(work.brand_id),
        credit=credit.id_in(work.brand_id),
        amount=cny(amount),
        reason=ledger.Reason.ADJUSTMENT,
        booked_on=on,
    )
    await ledger.post(work, [transfer])


async def apply_credit(
    work: Work,
    shop: DistributorId,
    *amounts: tuple[ReceivableId, Money],
    on: date = TODAY,
) -> receivables.Applied:
    return await receivables.apply(
        work,
        source=ApplicationSource.CREDIT,
        source_id=shop,
        creditor_id=PartyId(work.brand_id),
        debtor_id=PartyId(shop),
        currency=CNY,
        amounts=amounts,
        applied_on=on,
    )


async def aged_on(
    work: Work, pair: tuple[PartyId, PartyId, Currency], as_of: date
) -> receivables.Ageing:
    creditor_id, debtor_id, currency = pair
    return await receivables.ageing(
        work.session,
        work.brand_id,
        creditor_id=creditor_id,
        debtor_id=debtor_id,
        currency=currency,
        as_of=as_of,
    )


async def open_of(work: Work, receivable_id: ReceivableId) -> str:
    rows = await receivables.receivables_by_id(work.session, work.brand_id, [receivable_id])
    return str(rows[receivable_id].open)


async def test_credit_closes_items_and_a_reversal_opens_them_again(
    open_work: OpenWork, database: Database
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        item = await make_receivable(work, debtor_id=shop)
        await credited(work, shop, "50.00")
        await apply_credit(work, shop, (item, cny("50.00")))
        assert await open_of(work, item) == "63.00 CNY"
    async with open_work() as work:
        (used,) = await receivables.applications_of(work.session, work.brand_id, receivable_id=item)
        await receivables.reverse_applications(work, [used.application_id], reversed_on=TODAY)

    async with open_work() as work:
        rows = await receivables.applications_of(work.session, work.brand_id, source_id=shop)
        assert await open_of(work, item) == "113.00 CNY"
        assert [str(row.amount) for row in rows] == ["50.00 CNY", "-50.00 CNY"]
        assert await faults_of(database, work) == []
        with pytest.raises(ApplicationAlreadyReversed):
            await receivables.reverse_applications(work, [used.application_id], reversed_on=TODAY)
        with pytest.raises(ApplicationUnknown):
            await receivables.reverse_applications(work, [new_id()], reversed_on=TODAY)


async def test_more_than_is_open_is_refused(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    item = await make_receivable(work, debtor_id=shop)
    await credited(work, shop, "500.00")

    with pytest.raises(AppliedTooMuch):
        await apply_credit(work, shop, (item, cny("113.01")))


async def test_items_of_others_and_unknown_items_are_refused(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    other = await make_distributor(work, "D2")
    item = await make_receivable(work, debtor_id=other)
    await credited(work, shop, "500.00")

    with pytest.raises(ReceivableOfOthers):
        await apply_credit(work, shop, (item, cny("1.00")))
    with pytest.raises(ReceivableUnknown):
        await apply_credit(work, shop, (ReceivableId(new_id()), cny("1.00")))


async def test_ageing_of_any_past_day_equals_the_pure_rule_and_the_ledger(
    open_work: OpenWork,
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1", since=date(2025, 1, 1))
        bills: dict[date, Money] = {}
        for days in (0, 1, 30, 31, 60, 61, 90, 91):
            due_on = TODAY - timedelta(days=days)
            total = cny(f"{days + 1}.00")
            _, batch = await make_billable(
                work, debtor_id=shop, net=total.decimal, tax="0.00", billable_on=due_on
            )
            await receivables.raise_for(work, batch)
            bills[due_on] = total
        items = await receivables.open_items(
            work.session,
            work.brand_id,
            creditor_id=PartyId(work.brand_id),
            debtor_id=PartyId(shop),
            currency=CNY,
        )
        await credited(work, shop, "100.00")
        await apply_credit(work, shop, (items[0].receivable_id, cny("92.00")), on=TODAY)

    pair = (PartyId(work.brand_id), PartyId(shop), CNY)
    async with open_work() as work:
        today = await aged_on(work, pair, TODAY)
        for back in (0, 1, 29, 30, 31, 61, 92, 400):
            as_of = TODAY - timedelta(days=back)
            aged = await aged_on(work, pair, as_of)
            by_pair = await receivables.ageing_by_pair(work.session, work.brand_id, as_of=as_of)
            known = [
                OpenAmount(ReceivableId(new_id()), due_on, total)
                for due_on, total in bills.items()
                if due_on <= as_of and not (back == 0 and due_on == min(bills))
            ]
            unapplied = {0: cny("8.00"), 1: cny("100.00")}.get(back, cny("0.00"))
            assert aged == ageing_of(known, unapplied=unapplied, as_of=as_of)
            assert by_pair.get(pair, aged) == aged
    buckets = (today.not_due, today.days_1_30, today.days_31_60, today.days_61_90)
    assert [str(each) for each in buckets] == [
        "1.00 CNY",
        "33.00 CNY",
        "93.00 CNY",
        "153.00 CNY",
    ]
    assert (str(today.days_over_90), str(today.unapplied)) == ("0.00 CNY", "8.00 CNY")


async def test_the_way_leads_from_the_order_to_its_item_and_back(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    order_id, batch = await make_billable(work, debtor_id=shop, number="SO-77")
    await receivables.raise_for(work, batch)

    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    back = await receivables.receivables_by_id(work.session, work.brand_id, [row.receivable_id])

    assert back[row.receivable_id].order_id == order_id
    assert back[row.receivable_id].order_number == "SO-77"


async def test_a_credit_note_of_one_order_leaves_the_other_alone(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    order_id, batch = await make_billable(work, debtor_id=shop)
    kept_id, _ = await make_billable(work, debtor_id=shop, batch_id=batch)
    await receivables.raise_for(work, batch)

    await receivables.raise_credit_notes(work, await make_return(work, order_id=order_id))

    (kept,) = await receivables.receivables_of_order(work.session, work.brand_id, kept_id)
    (gone,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    assert (str(kept.open), str(gone.open)) == ("113.00 CNY", "0.00 CNY")
