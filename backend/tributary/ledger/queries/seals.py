"""The transfers as a chain of seals."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform import chains

CHAIN: Final = chains.Chain(
    name="ledger",
    rows="transfers",
    row="transfer",
    key="transfer_id",
    backlog="seal_backlog",
    backlog_key="work_id",
    waits_by="work_id",
    seals="seals",
    entries="seal_entries",
)


async def verify_seals(session: AsyncSession, brand_id: BrandId) -> Sequence[str]:
    """Return what is wrong with the sealed books of a brand, in words; nothing when all is well."""
    return await chains.verify(session, brand_id, CHAIN)
