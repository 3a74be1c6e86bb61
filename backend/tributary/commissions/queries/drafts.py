"""Drafts of plans as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.model import PlanDraftRow
from tributary.commissions.rules import PlanDraft, draft_of
from tributary.kernel import BrandId, UserId


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan that nobody earns by yet."""

    draft_id: UUID
    draft: PlanDraft
    changed_by: UserId
    changed_at: datetime
    submitted_sha256: str | None
    """The hash of what was handed over; none while it is being written."""


async def kept_plan(session: AsyncSession, brand_id: BrandId, code: str) -> KeptPlan | None:
    """Return the draft of a plan, if there is one."""
    row = await session.scalar(
        select(PlanDraftRow)
        .where(PlanDraftRow.brand_id == brand_id, PlanDraftRow.code == code)
        .execution_options(populate_existing=True)
    )
    return None if row is None else _kept(row)


async def kept_plans(session: AsyncSession, brand_id: BrandId) -> list[KeptPlan]:
    """Return every draft of a plan, by code."""
    rows = await session.scalars(
        select(PlanDraftRow)
        .where(PlanDraftRow.brand_id == brand_id)
        .order_by(PlanDraftRow.code.collate("C"))
    )
    return [_kept(row) for row in rows]


def _kept(row: PlanDraftRow) -> KeptPlan:
    draft = draft_of(
        row.document,
        code=row.code,
        name=row.name,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
    return KeptPlan(row.id, draft, UserId(row.changed_by), row.changed_at, row.submitted_sha256)
