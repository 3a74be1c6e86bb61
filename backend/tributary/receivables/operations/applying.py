"""Close open items with money or credit, and open them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert

from tributary import ledger
from tributary.kernel import (
    AccountId,
    Currency,
    JournalId,
    Money,
    PartyId,
    ReceivableId,
    Refusal,
    TransferId,
    derived_id,
    new_id,
    total_of,
)
from tributary.platform import Work
from tributary.receivables.events import OpenItemsChanged
from tributary.receivables.model import Application, table_of
from tributary.receivables.operations.crediting import add_up, lock_accounts
from tributary.receivables.rules import ApplicationSource


class ReceivableUnknown(Refusal):
    """There is no such receivable.

    Check the number; it may belong to another brand.
    """


class ReceivableOfOthers(Refusal):
    """The receivable is owed by somebody else, to somebody else, or in another currency.

    Apply money only to open items of the same debtor, creditor and currency.
    """


class AppliedTooMuch(Refusal):
    """More would be applied to a receivable than is open of it.

    Apply at most what is open; the rest stays as credit.
    """


class ApplicationUnknown(Refusal):
    """There is no such application.

    Look it up again; it may belong to another brand.
    """


class ApplicationAlreadyReversed(Refusal):
    """The application was reversed before; each one reverses once.

    Apply again if the reversal was a mistake.
    """


@dataclass(frozen=True, slots=True)
class Applied:
    """What one deed applied or reversed."""

    batch_id: UUID
    applied_on: date
    total: Money
    receivable_ids: tuple[ReceivableId, ...]


async def apply(
    work: Work,
    *,
    source: ApplicationSource,
    source_id: UUID,
    creditor_id: PartyId,
    debtor_id: PartyId,
    currency: Currency,
    amounts: Sequence[tuple[ReceivableId, Money]],
    applied_on: date,
) -> Applied:
    """Close open items of one pair with its credit, as of the first open day.

    The caller holds the lock on the source and counts the total against it: a receipt in
    payments, a credit note here.

    Refuses:
        ReceivableUnknown: an item does not exist.
        ReceivableOfOthers: an item is not of this pair and currency.
        AppliedTooMuch: an item is open for less.
    """
    deed = new_id()
    accounts = [
        ledger.Account(creditor_id, kind, debtor_id, currency)
        for kind in (ledger.AccountKind.CUSTOMER_CREDIT, ledger.AccountKind.RECEIVABLE)
    ]
    await ledger.open_accounts(work, accounts)
    await lock_accounts(work, accounts)
    booked_on = await _checked(work, (creditor_id, debtor_id, currency), amounts, applied_on)
    credit, receivable = (account.id_in(work.brand_id) for account in accounts)
    await ledger.post(
        work, [_closing(deed, credit, receivable, part, booked_on) for part in amounts]
    )
    rows = [_row(work, deed, source, source_id, part, booked_on) for part in amounts]
    await work.session.execute(insert(table_of(Application)), rows)
    await add_up(work, deed)
    total = total_of((amount for _, amount in amounts), currency)
    await work.audit(
        "receivables.apply",
        subject=source.value,
        subject_id=source_id,
        after={"applied": total, "items": len(amounts), "applied_on": booked_on},
    )
    work.announce(OpenItemsChanged(batch_id=deed))
    return Applied(deed, booked_on, total, tuple(item for item, _ in amounts))


def _closing(
    deed: UUID,
    credit: AccountId,
    receivable: AccountId,
    part: tuple[ReceivableId, Money],
    booked_on: date,
) -> ledger.Transfer:
    receivable_id, amount = part
    return ledger.Transfer(
        id=TransferId(derived_id("application_transfer", deed, receivable_id)),
        journal_id=JournalId(deed),
        debit=credit,
        credit=receivable,
        amount=amount,
        reason=ledger.Reason.APPLICATION,
        booked_on=booked_on,
        subject_id=derived_id("application", deed, receivable_id),
    )


def _row(
    work: Work,
    deed: UUID,
    source: ApplicationSource,
    source_id: UUID,
    part: tuple[ReceivableId, Money],
    booked_on: date,
) -> dict[str, object]:
    receivable_id, amount = part
    return {
        "brand_id": work.brand_id,
        "id": derived_id("application", deed, receivable_id),
        "receivable_id": receivable_id,
        "source": source.value,
        "source_id": source_id,
        "currency": amount.currency,
        "amount_minor": amount.minor,
        "applied_on": booked_on,
        "transfer_id": derived_id("application_transfer", deed, receivable_id),
        "batch_id": deed,
        "created_at": work.opened_at,
    }


async def _checked(
    work: Work,
    pair: tuple[PartyId, PartyId, Currency],
    amounts: Sequence[tuple[ReceivableId, Money]],
    applied_on: date,
) -> date:
    """Lock the items in id order, refuse what does not fit, return the day to book on."""
    rows = await work.rows(
        "SELECT id, number, creditor_id, debtor_id, currency, booked_on, "
        "total_minor - applied_minor AS open_minor FROM receivables "
        "WHERE brand_id = :brand AND id = ANY(:ids) ORDER BY id FOR UPDATE",
        brand=work.brand_id,
        ids=[receivable_id for receivable_id, _ in amounts],
    )
    items = {row.id: row for row in rows}
    for receivable_id, amount in amounts:
        item = items.get(receivable_id)
        if item is None:
            raise ReceivableUnknown(f"There is no receivable {receivable_id}.")
        if (item.creditor_id, item.debtor_id, item.currency) != pair:
            raise ReceivableOfOthers(f"Receivable {item.number} is of another pair or currency.")
        if not 0 < amount.minor <= item.open_minor:
            still_open = Money(item.open_minor, amount.currency)
            raise AppliedTooMuch(
                f"Receivable {item.number} is open for {still_open}; {amount} cannot be applied."
            )
    return await ledger.first_open_day(
        work.session, work.brand_id, max([applied_on, *(row.booked_on for row in items.values())])
    )


async def reverse_applications(
    work: Work, application_ids: Sequence[UUID], *, reversed_on: date
) -> Applied:
    """Open items again that applications had closed; the credit is unapplied again.

    All applications are of one pair and currency. The caller holds the lock on the source and
    takes the total off it.

    Refuses:
        ApplicationUnknown: an application does not exist, or is itself a reversal.
        ApplicationAlreadyReversed: an application was reversed before.
    """
    deed = new_id()
    rows = await _reversible(work, application_ids)
    first_possible = max([reversed_on, *(row.applied_on for row in rows)])
    booked_on = await ledger.first_open_day(work.session, work.brand_id, first_possible)
    reversals = [await _reversed(work, deed, row, booked_on) for row in rows]
    await work.session.execute(insert(table_of(Application)), reversals)
    await add_up(work, deed)
    total = total_of(
        (Money(row.amount_minor, Currency(row.currency)) for row in rows), rows[0].currency
    )
    await work.audit(
        "receivables.reverse_applications",
        subject=rows[0].source,
        subject_id=rows[0].source_id,
        after={"reversed": total, "items": len(rows), "reversed_on": booked_on},
    )
    work.announce(OpenItemsChanged(batch_id=deed))
    return Applied(deed, booked_on, total, tuple(ReceivableId(row.receivable_id) for row in rows))


async def _reversed(work: Work, deed: UUID, row: Application, booked_on: date) -> dict[str, object]:
    """Post the mirror image of an application's transfer; return the row that says so."""
    reversal_id = TransferId(derived_id("reversal", row.transfer_id))
    await ledger.reverse(
        work,
        transfer_id=TransferId(row.transfer_id),
        reversal_id=reversal_id,
        booked_on=booked_on,
    )
    return {
        "brand_id": work.brand_id,
        "id": derived_id("application_reversal", row.id),
        "receivable_id": row.receivable_id,
        "source": row.source,
        "source_id": row.source_id,
        "currency": row.currency,
        "amount_minor": row.amount_minor,
        "applied_on": booked_on,
        "transfer_id": reversal_id,
        "reverses_id": row.id,
        "batch_id": deed,
        "created_at": work.opened_at,
    }


async def _reversible(work: Work, application_ids: Sequence[UUID]) -> Sequence[Application]:
    # Accounts, then items: the order that applying has. Two reversals of one application at the
    # same time wait for each other.
    await work.rows(
        """
        SELECT ledger_lock_accounts(ARRAY(
          SELECT DISTINCT ledger_account_id(
            :brand, r.creditor_id, kind.name, r.debtor_id, r.currency)
          FROM applications a
          JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id,
               (VALUES ('receivable'), ('customer_credit')) AS kind (name)
          WHERE a.brand_id = :brand AND a.id = ANY(:ids)))
        """,
        brand=work.brand_id,
        ids=list(application_ids),
    )
    await work.rows(
        "SELECT r.id FROM receivables r WHERE r.brand_id = :brand AND r.id IN "
        "(SELECT a.receivable_id FROM applications a WHERE a.brand_id = :brand "
        "AND a.id = ANY(:ids)) ORDER BY r.id FOR UPDATE",
        brand=work.brand_id,
        ids=list(application_ids),
    )
    rows = [
        await work.session.get(Application, (work.brand_id, application_id))
        for application_id in application_ids
    ]
    found = [row for row in rows if row is not None and row.reverses_id is None]
    if len(found) != len(application_ids) or not found:
        raise ApplicationUnknown("There is no such application to reverse.")
    reversed_before = await work.rows(
        "SELECT a.reverses_id FROM applications a "
        "WHERE a.brand_id = :brand AND a.reverses_id = ANY(:ids)",
        brand=work.brand_id,
        ids=list(application_ids),
    )
    if reversed_before:
        raise ApplicationAlreadyReversed("This application was reversed before.")
    return found
