"""Damage that nobody can do to a guarded database, done and looked at in one rolled-back step."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from tributary.kernel import BrandId
from tributary.platform import Invariant, driver_url
from tributary.platform.postgres import EmbeddedPostgres


async def faults_after(
    server: EmbeddedPostgres,
    brand_id: BrandId,
    invariants: Sequence[Invariant],
    damage: Sequence[str],
) -> list[str]:
    """Drop what guards, plant the damage, and return what the invariants say of it.

    Statements may name the brand as :brand; all is rolled back.
    """
    engine = create_async_engine(driver_url(server.superuser_url("tributary")), poolclass=NullPool)
    said: list[str] = []
    async with AsyncSession(engine) as session, session.begin() as transaction:
        # An open test transaction must make this fail, not wait for it.
        await session.execute(text("SET LOCAL lock_timeout = '20s'"))
        for statement in damage:
            parameters = {"brand": brand_id} if ":brand" in statement else {}
            await session.execute(text(statement), parameters)
        for invariant in invariants:
            if not isinstance(invariant.faults, str):
                said += await invariant.faults(session, brand_id)
                continue
            rows = await session.execute(text(invariant.faults), {"brand": brand_id})
            said += [str(row[0]) for row in rows]
        await transaction.rollback()
    await engine.dispose()
    return said
