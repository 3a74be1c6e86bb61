"""Billed orders and returns with any ladder and any tax, and plans; valid by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import text

from tributary import commissions, ledger, receivables
from tributary.commissions import (
    USUAL_MODES,
    Base,
    CommissionKind,
    EarnedOn,
    Mode,
    PlanDraft,
    PlanRate,
    Term,
)
from tributary.kernel import Currency, Money, PartyId, ProductId, Rate, ReceivableId, new_id
from tributary.platform import Work

FIRST_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class LineRow:
    """An order line as it stands in the table, whatever made it so."""

    product_id: ProductId
    net: Money
    ladder: Sequence[Money]
    quantity: int = 1
    tax: Money | None = None
    grades: Sequence[str] = ()
    """Of each one on the ladder; gold for all when left out."""
    line_id: UUID = field(default_factory=new_id)


def level(step: int, percent: str, group: str = "") -> PlanRate:
    return PlanRate(CommissionKind.LEVEL, step, Rate.percent(percent), group)


def override(step: int, percent: str, group: str = "") -> PlanRate:
    return PlanRate(CommissionKind.OVERRIDE, step, Rate.percent(percent), group)


async def make_plan(
    work: Work,
    *rates: PlanRate,
    code: str = "CORE",
    valid_from: date = FIRST_DAY,
    pays_price_gap: bool = False,
    pays_both: bool = False,
    modes: frozenset[Mode] = USUAL_MODES,
    base: Base = Base.NET,
    terms: Sequence[Term] = (),
    earned_on: EarnedOn = EarnedOn.INVOICE,
    hold_days: int = 0,
) -> None:
    draft = PlanDraft(
        code=code,
        name=f"{code} 佣金方案",
        rates=rates,
        valid_from=valid_from,
        pays_price_gap=pays_price_gap,
        pays_both=pays_both,
        modes=modes,
        base=base,
        terms=terms,
        earned_on=earned_on,
        hold_days=hold_days,
    )
    await commissions.activate_plan(work, draft)


async def open_channel_row(work: Work, code: str | None = None) -> UUID:
    channel_id = new_id()
    await _insert(
        work,
        "channels",
        {
            "id": channel_id,
            "code": code or f"web-{channel_id.hex[-8:]}",
            "name": "Web",
            "adapter": "csv",
            "order_kind": "wholesale",
            "mode": "direct",
            "billing_trigger": "confirmation",
            "creates_products": False,
            "time_zone": "Asia/Shanghai",
            "created_at": work.opened_at,
        },
    )
    return channel_id


async def bill_order(
    work: Work,
    channel_id: UUID,
    chain: Sequence[PartyId],
    lines: Sequence[LineRow],
    *,
    ordered_on: date,
    billed_on: date | None = None,
    mode: Mode = Mode.DIRECT,
) -> UUID:
    """Insert a confirmed order of the first of a chain and bill it."""
    order_id, batch_id = new_id(), new_id()
    code = lines[0].net.currency
    net = sum(line.net.minor for line in lines)
    tax = sum(line.tax.minor for line in lines if line.tax)
    await _insert(
        work,
        "orders",
        {
            **_order_names(order_id, channel_id, mode),
            "distributor_id": chain[0],
            "creditor_id": work.brand_id,
            "debtor_id": chain[0],
            "currency": code,
            "ordered_at": work.opened_at,
            "ordered_on": ordered_on,
            "billable_on": billed_on or ordered_on,
            "billable_batch_id": batch_id,
            "goods_minor": net,
            "discount_minor": 0,
            "tax_minor": tax,
            "freight_minor": 0,
            "total_minor": net + tax,
            "created_at": work.opened_at,
        },
    )
    for position, line in enumerate(lines, start=1):
        await _insert_line(work, order_id, position, line, chain)
    await receivables.raise_for(work, batch_id)
    return order_id


async def return_lines(
    work: Work, order_id: UUID, parts: Mapping[UUID, tuple[int, Money, Money]], *, on: date
) -> UUID:
    """Insert a return of some quantity, net and tax per order line, and credit it."""
    return_id, batch_id = new_id(), new_id()
    net = sum(part[1].minor for part in parts.values())
    tax = sum(part[2].minor for part in parts.values())
    code = next(iter(parts.values()))[1].currency
    row = {"id": return_id, "order_id": order_id, "external_id": return_id.hex, "returned_on": on}
    amounts = {"net_minor": net, "tax_minor": tax, "freight_minor": 0, "total_minor": net + tax}
    made = {"batch_id": batch_id, "currency": code, "created_at": work.opened_at}
    await _insert(work, "returns", {**row, **amounts, **made})
    for line_id, (quantity, net_part, tax_part) in parts.items():
        keys = {"id": new_id(), "return_id": return_id, "order_line_id": line_id}
        minors = {"net_minor": net_part.minor, "tax_minor": tax_part.minor}
        await _insert(
            work, "return_lines", {**keys, "quantity": quantity, **minors, "currency": code}
        )
    await receivables.raise_credit_notes(work, batch_id)
    return return_id


async def open_of(work: Work, order_id: UUID) -> list[tuple[ReceivableId, Money]]:
    """What the buyer still owes of an order, the instalment due first, first."""
    rows = await work.rows(
        "SELECT id, total_minor - applied_minor AS minor, CAST(currency AS text) AS currency "
        "FROM receivables WHERE brand_id = :brand AND order_id = :order AND depth = 0 "
        "AND applied_minor < total_minor ORDER BY instalment",
        brand=work.brand_id,
        order=order_id,
    )
    return [(ReceivableId(row.id), Money(row.minor, row.currency)) for row in rows]


async def pay_order(work: Work, order_id: UUID, amount: Money, *, on: date) -> list[UUID]:
    """Apply money out of nothing but the bank to an order; return the applications."""
    (row,) = await work.rows(
        "SELECT creditor_id, debtor_id FROM orders WHERE brand_id = :brand AND id = :order",
        brand=work.brand_id,
        order=order_id,
    )
    pair = (PartyId(row.creditor_id), PartyId(row.debtor_id))
    await _credit(work, *pair, amount, on)
    amounts: list[tuple[ReceivableId, Money]] = []
    left = amount
    for item, still_open in await open_of(work, order_id):
        part = min(left, still_open)
        if part:
            amounts.append((item, part))
            left -= part
    applied = await receivables.apply(
        work,
        source=receivables.ApplicationSource.RECEIPT,
        source_id=new_id(),
        creditor_id=pair[0],
        debtor_id=pair[1],
        currency=Currency(amount.currency),
        amounts=amounts,
        applied_on=on,
    )
    rows = await work.rows(
        "SELECT id FROM applications WHERE brand_id = :brand AND batch_id = :batch ORDER BY id",
        brand=work.brand_id,
        batch=applied.batch_id,
    )
    return [found.id for found in rows]


async def _credit(work: Work, book: PartyId, debtor: PartyId, amount: Money, on: date) -> None:
    unit = Currency(amount.currency)
    accounts = [
        ledger.Account(book, ledger.AccountKind.BANK, None, unit),
        ledger.Account(book, ledger.AccountKind.CUSTOMER_CREDIT, debtor, unit),
    ]
    await ledger.open_accounts(work, accounts)
    bank, credit = (account.id_in(work.brand_id) for account in accounts)
    transfer = ledger.Transfer(
        id=new_id(),  # type: ignore[arg-type]
        journal_id=new_id(),  # type: ignore[arg-type]
        debit=bank,
        credit=credit,
        amount=amount,
        reason=ledger.Reason.ADJUSTMENT,
        booked_on=await ledger.first_open_day(work.session, work.brand_id, on),
    )
    await ledger.post(work, [transfer])


def _order_names(order_id: UUID, channel_id: UUID, mode: Mode) -> dict[str, object]:
    name = f"SO-{order_id.hex[-10:]}"
    kind = "consumer" if mode is Mode.AGENCY else "wholesale"
    kinds = {"kind": kind, "mode": mode.value, "state": "confirmed", "content_sha256": "-"}
    return {"id": order_id, "channel_id": channel_id, "external_id": name, "number": name, **kinds}


async def _insert_line(
    work: Work, order_id: UUID, position: int, line: LineRow, chain: Sequence[PartyId]
) -> None:
    code, net = line.net.currency, line.net.minor
    keys = {"id": line.line_id, "order_id": order_id, "position": position}
    names = {"product_id": line.product_id, "sku": f"SKU-{position}", "name": "茶 Tea"}
    amounts = {"goods_minor": net, "discount_minor": 0, "net_minor": net}
    taxed = {"tax_minor": line.tax.minor if line.tax else 0, "currency": code}
    price = {"quantity": line.quantity, "unit_price_minor": net // line.quantity}
    await _insert(work, "order_lines", {**keys, **names, **price, **amounts, **taxed})
    for depth, unit in enumerate(line.ladder):
        rung = {"order_line_id": line.line_id, "depth": depth, "party_id": chain[depth]}
        grade = line.grades[depth] if line.grades else "gold"
        priced = {"grade": grade, "unit_price_minor": unit.minor, "currency": code}
        await _insert(work, "order_line_prices", {**rung, **priced})


async def _insert(work: Work, table: str, row: Mapping[str, object]) -> None:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    await work.session.execute(
        text(f"INSERT INTO {table} (brand_id, {names}) VALUES (:brand, {values})"),
        {"brand": work.brand_id, **row},
    )


def term_plan(*terms: Term) -> PlanDraft:
    return PlanDraft(
        code="CORE", name="CORE 佣金方案", rates=[], valid_from=FIRST_DAY, terms=list(terms)
    )
