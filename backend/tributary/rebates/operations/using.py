"""Use what rebates were released: deducted from goods, or given in cash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from tributary import ledger, receivables
from tributary.kernel import (
    Currency,
    DistributorId,
    JournalId,
    Money,
    PartyId,
    RebateCreditId,
    RebateUseId,
    ReceivableId,
    Refusal,
    derived_id,
    new_id,
    total_of,
)
from tributary.platform import Work, numbers
from tributary.rebates.operations.releasing import lock_credits, post_entries
from tributary.rebates.rules import Held, Invoicing, Taken, UseKind, taken_from


class RebateTooLittle(Refusal):
    """More is to be used than is left of the distributor's rebates.

    Use at most what is left; what has expired or waits for the end of its period does not count.
    """


class RebateNothingChosen(Refusal):
    """No open item was chosen, one of them twice, or with no amount.

    Choose each item once and say how much of it the rebate is to pay.
    """


@dataclass(frozen=True, slots=True)
class RebateUsed:
    """A rebate was used: a document with a number of its own."""

    use_id: RebateUseId
    number: str
    amount: Money


async def use_on_goods(
    work: Work,
    *,
    distributor_id: DistributorId,
    items: Sequence[tuple[ReceivableId, Money]],
    today: date,
    invoicing: Invoicing = Invoicing.RED_LETTER,
) -> RebateUsed:
    """Deduct rebates from open items that the distributor owes the brand.

    What ends first is used first. The items are closed in the same transaction, as of the first
    open day.

    Refuses:
        RebateNothingChosen: no item, one of them twice, or of another currency.
        RebateTooLittle: less is left than that.
        ReceivableUnknown: an item does not exist.
        ReceivableOfOthers: an item is owed by somebody else, or not to the brand.
        AppliedTooMuch: an item is open for less.
    """
    ids = {receivable_id for receivable_id, _ in items}
    currencies = {amount.currency for _, amount in items}
    if not items or len(ids) < len(items) or len(currencies) > 1:
        raise RebateNothingChosen("Choose open items of one currency, each of them once.")
    total = total_of((amount for _, amount in items), items[0][1].currency)
    if min(amount.minor for _, amount in items) <= 0:
        raise RebateNothingChosen("Each item needs an amount above nothing.")
    used = await _use(work, distributor_id, total, UseKind.GOODS, invoicing, today)
    await receivables.apply(
        work,
        source=receivables.ApplicationSource.REBATE,
        source_id=used.use_id,
        creditor_id=PartyId(work.brand_id),
        debtor_id=PartyId(distributor_id),
        currency=total.currency,
        amounts=items,
        applied_on=today,
    )
    return used


async def give_in_cash(
    work: Work, *, distributor_id: DistributorId, amount: Money, today: date
) -> RebateUsed:
    """Let a rebate go the way of commissions: it is paid out with the next batch.

    For who owes the brand nothing that a rebate could be deducted from, as levels below the first.

    Refuses:
        RebateNothingChosen: the amount is not above nothing.
        RebateTooLittle: less is left than that.
    """
    if amount.minor <= 0:
        raise RebateNothingChosen("Say how much is to be given: an amount above nothing.")
    return await _use(work, distributor_id, amount, UseKind.CASH, Invoicing.NONE, today)


async def _use(
    work: Work,
    distributor_id: DistributorId,
    total: Money,
    kind: UseKind,
    invoicing: Invoicing,
    today: date,
) -> RebateUsed:
    """Take the amount off the credits, write the document and post it."""
    await lock_credits(work, is_shared=True)
    taken = await _taken(work, distributor_id, total, today)
    booked_on = await ledger.first_open_day(work.session, work.brand_id, today)
    use_id = RebateUseId(new_id())
    (ordinal,) = await numbers.take(work, f"RB-{booked_on.year}")
    number = f"RB-{booked_on.year}-{ordinal:06}"
    await work.run(
        _INSERT_USE,
        brand=work.brand_id,
        use=use_id,
        number=number,
        distributor=distributor_id,
        kind=kind.value,
        invoicing=invoicing.value,
        minor=total.minor,
        currency=total.currency,
        booked_on=booked_on,
        journal=JournalId(derived_id("rebate_use_journal", use_id)),
        now=work.opened_at,
    )
    await _write(work, use_id, kind, taken, booked_on)
    # All balances at once, in id order: the order that paying has.
    await lock_accounts(work, distributor_id, total.currency)
    await post_entries(work, use_id)
    await work.audit(
        "rebates.use",
        subject="rebate_use",
        subject_id=use_id,
        after={
            "number": number,
            "distributor_id": distributor_id,
            "kind": kind.value,
            "invoicing": invoicing.value,
            "amount": total,
        },
    )
    work.tell("distributor", distributor_id)
    return RebateUsed(use_id, number, total)


_LEFT: Final = """
    SELECT c.id, c.rated_from, c.use_until, c.usable_minor FROM rebate_credits c
    WHERE c.brand_id = :brand AND c.distributor_id = :distributor AND c.currency = :currency
      AND c.usable_minor > 0 AND (c.use_until IS NULL OR c.use_until >= :today)
    ORDER BY c.id FOR UPDATE
"""

_INSERT_USE: Final = """
    INSERT INTO rebate_uses (brand_id, id, number, distributor_id, kind, invoicing, amount_minor,
                             currency, booked_on, journal_id, created_at)
    VALUES (:brand, :use, :number, :distributor, :kind, :invoicing, :minor, :currency, :booked_on,
            :journal, :now)
"""

_TAKE: Final = """
    WITH taken AS (
      SELECT c.id, c.distributor_id, c.currency, t.minor,
             (SELECT max(e.nth) FROM rebate_entries e
              WHERE e.brand_id = :brand AND e.credit_id = c.id) + 1 AS nth
      FROM unnest(CAST(:credits AS uuid[]), CAST(:minors AS bigint[])) AS t (credit_id, minor)
      JOIN rebate_credits c ON c.brand_id = :brand AND c.id = t.credit_id
    ),
    counted AS (
      UPDATE rebate_credits c SET used_minor = c.used_minor + t.minor
      FROM taken t WHERE c.brand_id = :brand AND c.id = t.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, use_id,
                                kind, amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || t.id || ':' || t.nth), t.id, t.nth,
           t.distributor_id, :use, :use, :kind, -t.minor, t.currency, :booked_on, :now
    FROM taken t
"""


async def _taken(
    work: Work, distributor_id: DistributorId, total: Money, today: date
) -> list[Taken]:
    """Lock the distributor's credits and choose those that pay; refuse more than is left."""
    rows = await work.rows(
        _LEFT,
        brand=work.brand_id,
        distributor=distributor_id,
        currency=total.currency,
        today=today,
    )
    held = [
        Held(RebateCreditId(row.id), row.rated_from, row.use_until, row.usable_minor)
        for row in rows
    ]
    left = Money(sum(each.left for each in held), total.currency)
    if left < total:
        raise RebateTooLittle(f"{left} is left of the rebates; {total} cannot be used.")
    return taken_from(held, total.minor)


async def _write(
    work: Work, use_id: UUID, kind: UseKind, taken: Sequence[Taken], booked_on: date
) -> None:
    await work.run(
        _TAKE,
        brand=work.brand_id,
        use=use_id,
        credits=[each.credit_id for each in taken],
        minors=[each.amount for each in taken],
        kind="used" if kind is UseKind.GOODS else "paid_out",
        booked_on=booked_on,
        now=work.opened_at,
    )


async def lock_accounts(work: Work, distributor_id: DistributorId, currency: Currency) -> None:
    """Lock the balances that using a rebate moves, in the order that paying has."""
    kinds = ledger.AccountKind
    accounts = [
        ledger.Account(PartyId(work.brand_id), kind, distributor_id, currency)
        for kind in (
            *(kinds.RECEIVABLE, kinds.CUSTOMER_CREDIT, kinds.REBATE_PAYABLE),
            kinds.COMMISSION_PAYABLE,
        )
    ]
    await ledger.open_accounts(work, accounts)
    await receivables.lock_accounts(work, accounts)
