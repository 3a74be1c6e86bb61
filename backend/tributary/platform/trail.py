"""The audit trail as a chain of seals: who did what cannot be rewritten afterwards."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform import chains
from tributary.platform.desk import Chore, Desk
from tributary.platform.invariants import Invariant

CHAIN: Final = chains.Chain(
    name="audit",
    rows="audit_entries",
    row="audit entry",
    key="entry_id",
    backlog="audit_backlog",
    backlog_key="entry_id",
    waits_by="id",
    seals="audit_seals",
    entries="audit_seal_entries",
)


async def seal_written(desk: Desk, brand_id: BrandId) -> None:
    """Seal what was written down and waits for it."""
    await chains.seal_waiting(desk, brand_id, CHAIN)


async def verify_trail(session: AsyncSession, brand_id: BrandId) -> Sequence[str]:
    """Return every way in which the trail of a brand is not what was written down."""
    return await chains.verify(session, brand_id, CHAIN)


SEALING: Final = Chore(name="seal_audit", cron="* * * * *", run=seal_written)

IS_SEALED: Final = Invariant(
    8,
    "the chain of seals follows from the audit entries",
    "SELECT count(*) FROM audit_entries a WHERE a.brand_id = :brand",
    verify_trail,
)
