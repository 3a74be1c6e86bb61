"""How batches and their items stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import (
    BrandId,
    Currency,
    DistributorId,
    Money,
    PartyId,
    PayoutBatchId,
    PayoutItemId,
    Refusal,
    UserId,
)
from tributary.payouts.rules import BatchState, FrozenItem, ItemState

_BATCHES: Final = """
    SELECT b.id, b.number, b.rail, b.provider_id, b.currency, b.state, b.item_count, b.total_minor,
           b.items_sha256, b.maker_id, b.checker_id, b.created_at, b.released_at, b.completed_at
    FROM payout_batches b WHERE b.brand_id = :brand
"""


class BatchUnknown(Refusal):
    """The brand has no such batch of payouts.

    Check its number.
    """


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as people read it."""

    batch_id: PayoutBatchId
    number: str
    rail: str
    provider_id: PartyId
    state: BatchState
    item_count: int
    total: Money
    items_sha256: str | None
    """What the checker repeats; None while it is a draft."""
    maker_id: UserId
    checker_id: UserId | None
    created_at: datetime
    released_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items of a batch are in which state, what they are worth, why some wait."""

    counts: Mapping[ItemState, int]
    totals: Mapping[ItemState, Money]
    waiting: Mapping[str, int]
    """Items that are ready or unknown, by the reason they still are."""

    @property
    def final_count(self) -> int:
        """How many items are done with."""
        return sum(count for state, count in self.counts.items() if state.is_final)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One payment of a batch as people read it."""

    item_id: PayoutItemId
    distributor_id: DistributorId
    code: str
    name: str
    destination: str
    amount: Money
    state: ItemState
    provider_transfer_id: str | None
    reason: str | None
    """Why it waits or failed."""


async def batch_of(session: AsyncSession, brand_id: BrandId, batch_id: PayoutBatchId) -> Batch:
    """Return one batch.

    Refuses:
        BatchUnknown: the brand has no such batch.
    """
    rows = await session.execute(
        text(f"{_BATCHES} AND b.id = :batch"), {"brand": brand_id, "batch": batch_id}
    )
    row = rows.one_or_none()
    if row is None:
        raise BatchUnknown(f"There is no payout batch {batch_id}.")
    return _batch(row)


async def batches(session: AsyncSession, brand_id: BrandId, *, first: int = 100) -> list[Batch]:
    """Return the latest batches, newest first."""
    rows = await session.execute(
        text(f"{_BATCHES} ORDER BY b.created_at DESC, b.id DESC LIMIT :first"),
        {"brand": brand_id, "first": first},
    )
    return [_batch(row) for row in rows]


async def progress_of(
    session: AsyncSession, brand_id: BrandId, batch_id: PayoutBatchId
) -> Progress:
    """Return how far a batch has come; counted when asked, so that no row is hot."""
    rows = await session.execute(
        text(
            """
            SELECT i.state, i.currency, i.waiting_reason, count(*) AS items,
                   sum(i.amount_minor)::bigint AS total_minor
            FROM payout_items i WHERE i.brand_id = :brand AND i.batch_id = :batch
            GROUP BY i.state, i.currency, i.waiting_reason
            """
        ),
        {"brand": brand_id, "batch": batch_id},
    )
    counts: dict[ItemState, int] = {}
    totals: dict[ItemState, Money] = {}
    waiting: dict[str, int] = {}
    for row in rows:
        state = ItemState(row.state)
        amount = Money(row.total_minor, Currency(row.currency))
        counts[state] = counts.get(state, 0) + row.items
        totals[state] = totals.get(state, Money(0, amount.currency)) + amount
        if row.waiting_reason is not None:
            waiting[row.waiting_reason] = waiting.get(row.waiting_reason, 0) + row.items
    return Progress(counts, totals, waiting)


async def items_of(
    session: AsyncSession, brand_id: BrandId, batch_id: PayoutBatchId
) -> list[ItemRow]:
    """Return the items of a batch, by the distributor's code."""
    rows = await session.execute(
        text(
            """
            SELECT i.id, i.distributor_id, p.code, p.name, i.destination, i.currency,
                   i.amount_minor, i.state, i.provider_transfer_id,
                   coalesce(i.failure, i.waiting_reason) AS reason
            FROM payout_items i
            JOIN parties p ON p.brand_id = :brand AND p.id = i.distributor_id
            WHERE i.brand_id = :brand AND i.batch_id = :batch
            ORDER BY p.code COLLATE "C"
            """
        ),
        {"brand": brand_id, "batch": batch_id},
    )
    return [
        ItemRow(
            item_id=PayoutItemId(row.id),
            distributor_id=DistributorId(row.distributor_id),
            code=row.code,
            name=row.name,
            destination=row.destination,
            amount=Money(row.amount_minor, Currency(row.currency)),
            state=ItemState(row.state),
            provider_transfer_id=row.provider_transfer_id,
            reason=row.reason,
        )
        for row in rows
    ]


async def frozen_items(
    session: AsyncSession, brand_id: BrandId, batch_id: PayoutBatchId
) -> list[FrozenItem]:
    """Return what is submitted and approved of each item."""
    rows = await session.execute(
        text(
            """
            SELECT i.id, i.distributor_id, i.destination, i.currency, i.amount_minor
            FROM payout_items i WHERE i.brand_id = :brand AND i.batch_id = :batch
            """
        ),
        {"brand": brand_id, "batch": batch_id},
    )
    return [
        FrozenItem(
            item_id=PayoutItemId(row.id),
            distributor_id=DistributorId(row.distributor_id),
            destination=row.destination,
            amount=Money(row.amount_minor, Currency(row.currency)),
        )
        for row in rows
    ]


async def unfinished_batches(
    session: AsyncSession, brand_id: BrandId, *, quiet_since: datetime
) -> Sequence[PayoutBatchId]:
    """Return released batches in which nobody has attempted anything since an instant."""
    rows = await session.execute(
        text(
            """
            SELECT b.id FROM payout_batches b
            WHERE b.brand_id = :brand AND b.state = 'released'
              AND b.released_at < :quiet_since
              AND NOT EXISTS (SELECT 1 FROM payout_items i
                              WHERE i.brand_id = :brand AND i.batch_id = b.id
                                AND i.attempted_at >= :quiet_since)
            ORDER BY b.released_at, b.id
            """
        ),
        {"brand": brand_id, "quiet_since": quiet_since},
    )
    return [PayoutBatchId(row.id) for row in rows]


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        batch_id=PayoutBatchId(row.id),
        number=row.number,
        rail=row.rail,
        provider_id=PartyId(row.provider_id),
        state=BatchState(row.state),
        item_count=row.item_count,
        total=Money(row.total_minor, Currency(row.currency)),
        items_sha256=row.items_sha256,
        maker_id=UserId(row.maker_id),
        checker_id=None if row.checker_id is None else UserId(row.checker_id),
        created_at=row.created_at,
        released_at=row.released_at,
        completed_at=row.completed_at,
    )
