"""Make payment links over open items, and cancel them."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from tributary import receivables
from tributary.kernel import Money, PaymentLinkId, ReceivableId, Refusal, new_id, total_of
from tributary.payments.model import PaymentLink, PaymentLinkItem, table_of
from tributary.payments.operations.sessions import supersede_sessions_of
from tributary.payments.queries import LinkUnknown
from tributary.payments.rules import (
    LINK_LIFE,
    LINK_LIFE_MAX,
    LINK_TRANSITIONS,
    LinkState,
    may_become,
)
from tributary.platform import Work


class LinkItemsMixed(Refusal):
    """The items belong to several debtors, creditors or currencies.

    Make one link per debtor, creditor and currency: money of a link goes to one creditor.
    """


class CreditorNotOnline(Refusal):
    """The items are owed to another distributor, whose own account cannot be paid online yet.

    Pay that distributor itself: the money of a link goes to the creditor, never by the brand.
    """


class LinkItemTwice(Refusal):
    """The same receivable was named twice.

    Name each receivable once, with the whole amount to be paid.
    """


class NothingOpen(Refusal):
    """There is nothing left to pay.

    Choose receivables that are still open.
    """


class AmountAboveOpen(Refusal):
    """More was asked for than is open of a receivable.

    Ask for at most what is open.
    """


class AmountNotPositive(Refusal):
    """An amount is zero or negative.

    Give an amount above zero.
    """


class ExpiryPassed(Refusal):
    """The link would end before it begins.

    Choose an instant that is still to come, or leave it out.
    """


class ExpiryTooFar(Refusal):
    """The link would be open for more than a year.

    Choose an earlier instant, or leave it out; a new link can be made at any time.
    """


class LinkNotOpen(Refusal):
    """The payment link was paid, cancelled, or has expired.

    Ask the sender for a new link if something is still owed.
    """


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A receivable to be paid by link; without an amount all that is open of it."""

    receivable_id: ReceivableId
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class CreatedLink:
    """A new link; its token is known here and never again."""

    link_id: PaymentLinkId
    token: str
    amount: Money
    expires_at: datetime


async def create_link(
    work: Work,
    *,
    items: Sequence[LinkItem],
    now: datetime,
    expires_at: datetime | None = None,
) -> CreatedLink:
    """Make a link that asks for any parts of any open items of one pair and currency.

    Refuses:
        LinkItemTwice: a receivable is named twice.
        ReceivableUnknown: a receivable does not exist.
        LinkItemsMixed: the items are of several pairs or currencies.
        CreditorNotOnline: they are owed to somebody other than the brand.
        NothingOpen: there is no item, or one is closed already.
        AmountNotPositive: an amount is not above zero.
        AmountAboveOpen: an amount is above what is open.
        ExpiryPassed: it would have expired already.
        ExpiryTooFar: it would be open for more than a year.
    """
    ends_at = expires_at or now + LINK_LIFE
    if ends_at <= now:
        raise ExpiryPassed(f"{ends_at:%Y-%m-%d %H:%M %Z} is over: choose a later instant.")
    if ends_at - now > LINK_LIFE_MAX:
        raise ExpiryTooFar(f"A link is open for at most {LINK_LIFE_MAX.days} days.")
    rows = await _open_rows(work, items)
    amounts = [_asked(item, row.open, row.number) for item, row in zip(items, rows, strict=True)]
    total = total_of(amounts, amounts[0].currency)
    link_id = PaymentLinkId(new_id())
    token = f"{work.brand_id.hex}.{secrets.token_urlsafe(32)}"
    await _write(work, CreatedLink(link_id, token, total, ends_at), rows[0], items, amounts)
    await work.audit(
        "payments.create_link",
        subject="payment_link",
        subject_id=link_id,
        after={"amount": total, "items": len(items), "expires_at": ends_at},
    )
    return CreatedLink(link_id, token, total, ends_at)


async def _write(
    work: Work,
    link: CreatedLink,
    pair: receivables.ReceivableRow,
    items: Sequence[LinkItem],
    amounts: Sequence[Money],
) -> None:
    await work.session.execute(
        insert(table_of(PaymentLink)).values(
            brand_id=work.brand_id,
            id=link.link_id,
            token_sha256=hash_of(link.token),
            creditor_id=pair.creditor_id,
            debtor_id=pair.debtor_id,
            currency=link.amount.currency,
            amount_minor=link.amount.minor,
            state=LinkState.OPEN.value,
            created_at=work.opened_at,
            expires_at=link.expires_at,
        )
    )
    await work.session.execute(
        insert(table_of(PaymentLinkItem)),
        [
            {
                "brand_id": work.brand_id,
                "link_id": link.link_id,
                "receivable_id": item.receivable_id,
                "currency": amount.currency,
                "amount_minor": amount.minor,
            }
            for item, amount in zip(items, amounts, strict=True)
        ],
    )


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def _open_rows(work: Work, items: Sequence[LinkItem]) -> list[receivables.ReceivableRow]:
    ids = [item.receivable_id for item in items]
    if not ids:
        raise NothingOpen("A payment link needs at least one receivable.")
    if len(set(ids)) != len(ids):
        raise LinkItemTwice("The same receivable is named twice in one link.")
    found = await receivables.receivables_by_id(work.session, work.brand_id, ids)
    missing = [each for each in ids if each not in found]
    if missing:
        raise receivables.ReceivableUnknown(f"There is no receivable {missing[0]}.")
    rows = [found[each] for each in ids]
    if len({(row.creditor_id, row.debtor_id, row.total.currency) for row in rows}) > 1:
        raise LinkItemsMixed(
            "One link takes items of one debtor, one creditor and one currency; "
            f"{rows[0].number} differs from another item."
        )
    if rows[0].creditor_id != work.brand_id:
        raise CreditorNotOnline(
            f"Receivable {rows[0].number} is owed to another distributor, whose own account "
            "cannot be paid online yet: pay that distributor itself."
        )
    return rows


def _asked(item: LinkItem, still_open: Money, number: str) -> Money:
    if not still_open:
        raise NothingOpen(f"Receivable {number} is closed: nothing is left to pay.")
    if item.amount is None:
        return still_open
    if item.amount.currency != still_open.currency:
        raise LinkItemsMixed(f"Receivable {number} is in {still_open.currency}.")
    if item.amount.minor <= 0:
        raise AmountNotPositive(f"{item.amount} of receivable {number} is not above zero.")
    if item.amount > still_open:
        raise AmountAboveOpen(
            f"Receivable {number} is open for {still_open}; the link asks for {item.amount}."
        )
    return item.amount


async def cancel_link(work: Work, *, link_id: PaymentLinkId, reason: str) -> None:
    """Withdraw a link; its page says so, and its checkout page ends.

    Refuses:
        LinkUnknown: there is no such link.
        LinkNotOpen: it was paid, cancelled or has expired.
    """
    rows = await work.rows(
        "SELECT state FROM payment_links WHERE brand_id = :brand AND id = :link FOR UPDATE",
        brand=work.brand_id,
        link=link_id,
    )
    if not rows:
        raise LinkUnknown("There is no such payment link.")
    if not may_become(LINK_TRANSITIONS, LinkState(rows[0].state), LinkState.CANCELLED):
        raise LinkNotOpen(f"This payment link is {rows[0].state} and cannot be cancelled.")
    await close_link(work, link_id, LinkState.CANCELLED)
    await work.audit(
        "payments.cancel_link",
        subject="payment_link",
        subject_id=link_id,
        before={"state": rows[0].state},
        after={"state": LinkState.CANCELLED.value},
        reason=reason,
    )


async def expire_links(work: Work, *, now: datetime) -> int:
    """End the links whose time is over, and their checkout pages; return how many."""
    rows = await work.rows(
        "SELECT id FROM payment_links WHERE brand_id = :brand AND state = 'open' "
        "AND expires_at <= :now ORDER BY id FOR UPDATE SKIP LOCKED",
        brand=work.brand_id,
        now=now,
    )
    for row in rows:
        await close_link(work, PaymentLinkId(row.id), LinkState.EXPIRED)
        await work.audit(
            "payments.expire_link",
            subject="payment_link",
            subject_id=row.id,
            before={"state": LinkState.OPEN.value},
            after={"state": LinkState.EXPIRED.value},
        )
    return len(rows)


async def close_link(work: Work, link_id: PaymentLinkId, state: LinkState) -> None:
    """Close a locked link and end its checkout page."""
    await work.run(
        "UPDATE payment_links SET state = :state WHERE brand_id = :brand AND id = :link",
        brand=work.brand_id,
        link=link_id,
        state=state.value,
    )
    await supersede_sessions_of(work, link_id)
