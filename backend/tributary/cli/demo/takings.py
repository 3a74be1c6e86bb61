"""The chapter in which distributors pay: by link, by several, twice by mistake, and in vain."""

import asyncio
from collections.abc import Sequence

from tributary import ledger, payments
from tributary.cli.demo.cast import Cast
from tributary.cli.demo.goods import CURRENCY
from tributary.cli.demo.paying import Counter
from tributary.cli.demo.telling import chapter, counted, shown, told
from tributary.kernel import PartyId, currency, total_of
from tributary.ledger import Account, AccountKind
from tributary.payments import CreatedLink
from tributary.receivables import ReceivableRow
from tributary.settlements import Statement


async def tell_takings(counter: Counter, cast: Cast) -> None:
    """Let distributors pay what they owe; those who have paid already do not pay again."""
    chapter("Paid by link", "在线收款")
    if cast.first is not None:
        await _first(counter, cast.first)
    await _others(counter, cast.others)
    if cast.twice is not None:
        await _twice(counter, cast.twice)
    if cast.declined is not None:
        await _declined(counter, cast.declined)


async def _first(counter: Counter, payer: Statement) -> None:
    items = await counter.open_items(payer.counterparty_id)
    if not items or await counter.has_paid(payer.counterparty_id):
        return
    # The latest item is not due for long: something remains to be seen.
    chosen = items[: max(1, len(items) - 1)]
    link = await counter.pay(chosen)
    told(
        payer.counterparty_code,
        f"{payer.counterparty_name} opens its link over {counted(len(chosen), 'item')} and pays "
        f"{shown(link.amount)} by Alipay on the hosted page.",
    )
    await _tell_receipts(counter, link)
    left = await counter.open_items(payer.counterparty_id)
    told("", f"Closed: {counted(len(chosen), 'item')}. What remains: {_open(left)}.")


async def _tell_receipts(counter: Counter, link: CreatedLink) -> None:
    async with counter.desk.database.reading(counter.brand_id) as session:
        receipts = await payments.receipts_of_link(session, counter.brand_id, link.link_id)
    for receipt in receipts:
        told(
            "",
            f"The webhook arrives: received {shown(receipt.amount)}, fee {shown(receipt.fee)}, "
            f"applied {shown(receipt.applied)}.",
        )


async def _others(counter: Counter, payers: Sequence[Statement]) -> None:
    baskets = [
        await counter.open_items(payer.counterparty_id)
        for payer in payers
        if not await counter.has_paid(payer.counterparty_id)
    ]
    links = await asyncio.gather(*(counter.pay(items, method="card") for items in baskets if items))
    if links:
        paid = total_of((link.amount for link in links), CURRENCY)
        told("others", f"{counted(len(links), 'distributor')} more pay everything: {shown(paid)}.")


async def _twice(counter: Counter, payer: Statement) -> None:
    items = await counter.open_items(payer.counterparty_id)
    if not items or await counter.has_paid(payer.counterparty_id):
        return
    await counter.pay_twice(items[0])
    book = PartyId(counter.brand_id)
    account = Account(book, AccountKind.CUSTOMER_CREDIT, payer.counterparty_id, currency(CURRENCY))
    async with counter.desk.database.reading(counter.brand_id) as session:
        balance = await ledger.balance_of(session, counter.brand_id, account)
    told(
        payer.counterparty_code,
        f"{payer.counterparty_name} pays {items[0].number} twice, by two colleagues at once: "
        f"{shown(items[0].open)} closes it, {shown(balance.credits - balance.debits)} is now its "
        "visible credit.",
    )


async def _declined(counter: Counter, payer: Statement) -> None:
    items = await counter.open_items(payer.counterparty_id)
    if not items:
        return
    link = await counter.ask(items[:1])
    status = await counter.choose(await counter.open_page(link), action="decline", method="card")
    still = await counter.open_items(payer.counterparty_id)
    told(
        payer.counterparty_code,
        f"The card of {payer.counterparty_name} is declined ({status}): nothing is booked, "
        f"{_open(still)} stay open.",
    )


def _open(items: Sequence[ReceivableRow]) -> str:
    if not items:
        return "nothing"
    return f"{counted(len(items), 'item')}, {shown(total_of((i.open for i in items), CURRENCY))}"
