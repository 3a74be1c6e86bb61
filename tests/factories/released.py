"""A shop that buys under a rebate plan, and what was released to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tests.factories.catalog import make_product
from tests.factories.commissions import LineRow, bill_order, open_channel_row, return_lines
from tests.factories.parties import make_distributor, open_house
from tests.factories.rebates import band, rebate_plan, stepped
from tributary import ledger, rebates, receivables
from tributary.kernel import BrandId, DistributorId, Money, PartyId, ProductId, ReceivableId
from tributary.platform import Work
from tributary.platform.invariants import prove_one

APRIL_END = date(2026, 4, 30)
STEPS = (band("1", 0, 1_000_00), band("3", 1_000_00))


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


@dataclass
class Shop:
    """A distributor that buys one product."""

    id: DistributorId
    product_id: ProductId
    channel_id: UUID

    async def buys(self, work: Work, *nets: str, on: date) -> tuple[UUID, list[LineRow]]:
        rows = [LineRow(self.product_id, cny(net), [cny("1.00")]) for net in nets]
        order_id = await bill_order(
            work,
            self.channel_id,
            [PartyId(self.id)],
            rows,
            ordered_on=on,
        )
        return order_id, rows

    async def returns(self, work: Work, bought: tuple[UUID, list[LineRow]], on: date) -> None:
        order_id, rows = bought
        back = {row.line_id: (row.quantity, row.net, cny("0")) for row in rows}
        await return_lines(work, order_id, back, on=on)


async def open_shop(work: Work, code: str = "D1") -> Shop:
    if code == "D1":
        await open_house(work)
    product = await make_product(work, sku=f"TEA-{code}")
    return Shop(await make_distributor(work, code), product, await open_channel_row(work))


async def item_of(work: Work, order_id: UUID) -> ReceivableId:
    rows = await work.rows(
        "SELECT id FROM receivables WHERE brand_id = :brand AND order_id = :order",
        brand=work.brand_id,
        order=order_id,
    )
    return ReceivableId(rows[0].id)


async def open_of(work: Work, item: ReceivableId) -> str:
    found = await receivables.receivables_by_id(work.session, work.brand_id, [item])
    return str(found[item].open)


async def told(work: Work, shop: Shop) -> list[str]:
    return [
        f"{each.rated_from}: {each.amount.decimal} released, {each.used.decimal} used, "
        f"{each.expired.decimal} expired, {each.left.decimal} left, "
        f"{each.owed_back.decimal} owed back"
        for each in await rebates.credits_of(work.session, work.brand_id, shop.id)
    ]


async def entries(work: Work) -> list[str]:
    rows = await work.rows(
        "SELECT e.kind, e.reason, e.amount_minor, e.booked_on FROM rebate_entries e "
        "JOIN rebate_credits c ON c.brand_id = :brand AND c.id = e.credit_id "
        "WHERE e.brand_id = :brand ORDER BY c.rated_from, c.term_code, e.nth",
        brand=work.brand_id,
    )
    return [
        " ".join(str(part) for part in (row.kind, row.reason, row.amount_minor, row.booked_on))
        for row in rows
    ]


async def balance(work: Work, kind: str, shop: Shop | None) -> int:
    rows = await work.rows(
        "SELECT coalesce(sum(b.credits_minor - b.debits_minor), 0) AS minor FROM accounts a "
        "JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id "
        "WHERE a.brand_id = :brand AND a.kind = :kind "
        "AND a.counterparty_id IS NOT DISTINCT FROM :party",
        brand=work.brand_id,
        kind=kind,
        party=None if shop is None else shop.id,
    )
    return int(rows[0].minor)


async def balance_of_kind(work: Work, kind: str) -> int:
    """Return credits less debits over all accounts of a kind."""
    rows = await work.rows(
        "SELECT coalesce(sum(b.credits_minor - b.debits_minor), 0) AS minor FROM accounts a "
        "JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id "
        "WHERE a.brand_id = :brand AND a.kind = :kind",
        brand=work.brand_id,
        kind=kind,
    )
    return int(rows[0].minor)


async def require_sound(work: Work) -> None:
    """Every invariant of rebates, items and books holds on what this work sees."""
    for each in (*rebates.INVARIANTS, *receivables.INVARIANTS, *ledger.INVARIANTS[:4]):
        proof = await prove_one(work.session, BrandId(work.brand_id), each)
        assert (each.name, list(proof.faults)) == (each.name, [])


async def released(
    work: Work,
    shop: Shop,
    net: str = "1000.00",
    **more: Any,  # noqa: ANN401
) -> tuple[UUID, list[LineRow]]:
    """Let April be bought in, closed and released; return the order."""
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS, **more)))
    order = await shop.buys(work, net, on=date(2026, 4, 2))
    await rebates.accrue(work, through=APRIL_END)
    await ledger.close_through(work, APRIL_END)
    await rebates.release(work)
    return order
