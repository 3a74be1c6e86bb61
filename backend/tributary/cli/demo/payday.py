"""The chapter in which commissions are paid out: two persons, one batch."""

import asyncio
from collections import Counter as Tally
from typing import Final

from tributary import identity, payouts
from tributary.cli.demo.goods import CURRENCY
from tributary.cli.demo.people import DIRECTOR, DISTRIBUTORS, OPERATOR, PEOPLE
from tributary.cli.demo.telling import chapter, counted, shown, told
from tributary.gateways.stripe import StripeGateway
from tributary.kernel import (
    Actor,
    BrandId,
    DistributorId,
    Money,
    PayoutBatchId,
    Refusal,
    currency,
)
from tributary.parties import party_id_of
from tributary.payouts import Batch, BatchState, ItemState
from tributary.platform import Desk, outbox

RAIL: Final = "stripe"
MINIMUM: Final = Money.of("50.00", CURRENCY)
KEY: Final = "demo: the first payday"

WITHOUT_ACCOUNT: Final = frozenset({"T217", "ST05", "ST14"})
ON_HOLD: Final = "T111"
COUNTRY: Final = "CN"

PATIENCE_SECONDS: Final = 90


async def tell_payday(desk: Desk, brand_id: BrandId) -> None:
    """Pay out what distributors have earned, continuing wherever an earlier run stopped."""
    chapter("Paid out", "佣金打款")
    if await _latest(desk, brand_id) is None:
        await _open_accounts(desk, brand_id)
    await _tell_preview(desk, brand_id)
    batch = await _prepared(desk, brand_id)
    if batch.state is BatchState.SUBMITTED:
        await _tell_refusal(desk, brand_id, batch)
        await _release(desk, brand_id, DIRECTOR, batch)
        told("released", f"{_name(DIRECTOR)} releases it; each payment is reserved in the books.")
    await _tell_outcome(desk, brand_id, batch.batch_id)


async def is_paid_out(desk: Desk, brand_id: BrandId) -> bool:
    """Tell whether a batch went all the way."""
    batch = await _latest(desk, brand_id)
    return batch is not None and batch.state is BatchState.COMPLETED


async def _latest(desk: Desk, brand_id: BrandId) -> Batch | None:
    async with desk.database.reading(brand_id) as session:
        found = await payouts.batches(session, brand_id, first=1)
    return found[0] if found else None


async def _open_accounts(desk: Desk, brand_id: BrandId) -> None:
    """Open an account at Stripe for nearly everybody, and say where each is paid."""
    gateway = desk.port(StripeGateway)
    payees = [each for each in DISTRIBUTORS if each.code not in WITHOUT_ACCOUNT]
    accounts = await asyncio.gather(
        *(
            gateway.create_account(
                reference=each.code,
                country=COUNTRY,
                email=each.email,
                idempotency_key=f"{brand_id}:payee:{each.code}",
            )
            for each in payees
        )
    )
    async with desk.work(brand_id, "demo") as work:
        for each, account in zip(payees, accounts, strict=True):
            account_id = await payouts.open_payee_account(
                work,
                distributor_id=DistributorId(party_id_of(brand_id, each.code)),
                rail=RAIL,
                provider_account=account,
                currency=currency(CURRENCY),
            )
            if each.code == ON_HOLD:
                reason = "bank details under review"
                await payouts.put_on_hold(work, payee_account_id=account_id, reason=reason)


async def _tell_preview(desk: Desk, brand_id: BrandId) -> None:
    async with desk.database.reading(brand_id) as session:
        found = await payouts.preview(
            session,
            brand_id,
            rail=RAIL,
            currency=currency(CURRENCY),
            minimum=MINIMUM,
            now=desk.clock(),
        )
    if not found.payable:
        return
    told("preview", f"{counted(len(found.payable), 'payment')}, {shown(found.total)}")
    reasons = Tally(row.obstacle for row in found.rows if row.obstacle is not None)
    left_out = ", ".join(
        f"{count} {reason.value.replace('_', ' ')}" for reason, count in reasons.most_common()
    )
    if left_out:
        told("", f"left out: {left_out}")


async def _prepared(desk: Desk, brand_id: BrandId) -> Batch:
    """Return the batch of the demo, prepared and submitted by the operator."""
    operator = await _person(desk, brand_id, OPERATOR)
    async with desk.database.work(operator, now=desk.clock(), idempotency_key=KEY) as work:
        batch_id = await payouts.prepare_batch(
            work, rail=RAIL, currency=currency(CURRENCY), minimum=MINIMUM
        )
        batch = await payouts.batch_of(work.session, brand_id, batch_id)
        if batch.state is BatchState.DRAFT:
            await payouts.submit_batch(work, batch_id=batch_id)
            told("prepared", f"{_name(OPERATOR)} prepares and submits {batch.number}.")
        return await payouts.batch_of(work.session, brand_id, batch_id)


async def _tell_refusal(desk: Desk, brand_id: BrandId, batch: Batch) -> None:
    try:
        await _release(desk, brand_id, OPERATOR, batch)
    except Refusal as refusal:
        told("refused", f"She may release batches too, but not her own: [yellow]{refusal.code}[/]")


async def _release(desk: Desk, brand_id: BrandId, email: str, batch: Batch) -> None:
    person = await _person(desk, brand_id, email)
    async with desk.database.work(person, now=desk.clock()) as work:
        await payouts.release_batch(
            work, batch_id=batch.batch_id, total=batch.total, digest=batch.items_sha256 or ""
        )


async def _tell_outcome(desk: Desk, brand_id: BrandId, batch_id: PayoutBatchId) -> None:
    await outbox.deliver_all(desk, brand_id)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await is_paid_out(desk, brand_id):  # noqa: ASYNC110  Others work on it.
            await asyncio.sleep(0.05)
    async with desk.database.reading(brand_id) as session:
        batch = await payouts.batch_of(session, brand_id, batch_id)
        progress = await payouts.progress_of(session, brand_id, batch_id)
    paid = progress.counts.get(ItemState.PAID, 0)
    total = progress.totals.get(ItemState.PAID, Money.zero(CURRENCY))
    told("sent", f"{batch.number}: {counted(paid, 'payment')} made, {shown(total)}.")


async def _person(desk: Desk, brand_id: BrandId, email: str) -> Actor:
    async with desk.database.reading(brand_id) as session:
        members = await identity.members_of(session, brand_id)
    user_id = next(member.user_id for member in members if member.email == email)
    return Actor(brand_id=brand_id, user_id=user_id, origin="demo")


def _name(email: str) -> str:
    return next(person.name for person in PEOPLE if person.email == email)
