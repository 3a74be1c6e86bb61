"""The chapter in which distributors pay: by link, by several, twice by mistake, and in vain."""

import asyncio
from collections.abc import Sequence
from typing import Final

from tributary import ledger, payments
from tributary.cli.demo.goods import CURRENCY
from tributary.cli.demo.paying import Counter
from tributary.cli.demo.people import DISTRIBUTORS
from tributary.cli.demo.telling import chapter, counted, shown, told
from tributary.kernel import Money, PartyId, currency, total_of
from tributary.ledger import Account, AccountKind
from tributary.parties import party_id_of
from tributary.payments import CreatedLink
from tributary.receivables import ReceivableRow

FIRST_PAYER: Final = "T203"
OTHER_PAYERS: Final = ("ST02", "ST09", "T206", "T212", "T215", "ST18")
TWICE_PAYER: Final = "T204"
DECLINED_PAYER: Final = "ST13"

FEWEST_LEFT: Final = 1
"""How many items the first payer leaves open, so that something remains to be seen."""

NAMES: Final = {each.code: each.name for each in DISTRIBUTORS}


async def tell_takings(counter: Counter) -> None:
    """Let distributors pay what they owe; those who have paid already do not pay again."""
    chapter("Paid by link", "在线收款")
    await _first(counter)
    await _others(counter)
    await _twice(counter)
    await _declined(counter)


async def _first(counter: Counter) -> None:
    items = await counter.open_items(FIRST_PAYER)
    if not items or await counter.has_paid(FIRST_PAYER):
        return
    chosen = items[: max(1, len(items) - FEWEST_LEFT)]
    link = await counter.pay(chosen)
    left = await counter.open_items(FIRST_PAYER)
    told(
        FIRST_PAYER,
        f"{NAMES[FIRST_PAYER]} opens its link over {counted(len(chosen), 'item')} and pays "
        f"{shown(link.amount)} by Alipay on the hosted page.",
    )
    await _tell_receipt(counter, link)
    told("", f"Closed: {counted(len(chosen), 'item')}. Left: {_open(left)}.")


async def _tell_receipt(counter: Counter, link: CreatedLink) -> None:
    async with counter.desk.database.reading(counter.brand_id) as session:
        receipts = await payments.receipts_of_link(session, counter.brand_id, link.link_id)
    for receipt in receipts:
        told(
            "",
            f"The webhook arrives: received {shown(receipt.amount)}, fee {shown(receipt.fee)}, "
            f"applied {shown(receipt.applied)}.",
        )


async def _others(counter: Counter) -> None:
    waiting = [code for code in OTHER_PAYERS if not await counter.has_paid(code)]
    baskets = {code: await counter.open_items(code) for code in waiting}
    owing = {code: items for code, items in baskets.items() if items}
    links = await asyncio.gather(*(counter.pay(items, method="card") for items in owing.values()))
    if links:
        paid = total_of((link.amount for link in links), CURRENCY)
        told("others", f"{counted(len(links), 'distributor')} more pay everything: {shown(paid)}.")


async def _twice(counter: Counter) -> None:
    items = await counter.open_items(TWICE_PAYER)
    if not items or await counter.has_paid(TWICE_PAYER):
        return
    await counter.pay_twice(items[0])
    async with counter.desk.database.reading(counter.brand_id) as session:
        account = Account(
            counter.brand_id,
            AccountKind.CUSTOMER_CREDIT,
            PartyId(party_id_of(counter.brand_id, TWICE_PAYER)),
            currency(CURRENCY),
        )
        balance = await ledger.balance_of(session, counter.brand_id, account)
    told(
        TWICE_PAYER,
        f"{NAMES[TWICE_PAYER]} pays {items[0].number} twice, by two colleagues at once: "
        f"{shown(items[0].open)} closes it, {shown(balance.credits - balance.debits)} is its "
        "visible credit.",
    )


async def _declined(counter: Counter) -> None:
    items = await counter.open_items(DECLINED_PAYER)
    if not items:
        return
    link = await counter.ask(items[:1])
    status = await counter.choose(await counter.open_page(link), action="decline", method="card")
    still = await counter.open_items(DECLINED_PAYER)
    told(
        DECLINED_PAYER,
        f"The card of {NAMES[DECLINED_PAYER]} is declined ({status}): nothing is booked, "
        f"{_open(still)} stays open.",
    )


def _open(items: Sequence[ReceivableRow]) -> str:
    total: Money = total_of((item.open for item in items), CURRENCY)
    return f"{counted(len(items), 'item')}, {shown(total)}"
