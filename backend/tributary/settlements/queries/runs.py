"""Runs, what they come to, how far printing is, and statements as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import (
    BlobId,
    BrandId,
    Currency,
    Money,
    PartyId,
    Period,
    SettlementRunId,
    StatementId,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A closed period."""

    run_id: SettlementRunId
    period: Period
    statements: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the statements of a run come to in one currency."""

    currency: Currency
    statements: int
    owed_opening: Money
    owed_movement: Money
    owed_closing: Money
    earned_opening: Money
    earned_movement: Money
    earned_closing: Money


@dataclass(frozen=True, slots=True)
class Progress:
    """How many statements of a run are printed."""

    statements: int
    printed: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: what was owed and earned, and where its PDF is."""

    statement_id: StatementId
    run_id: SettlementRunId
    number: str
    creditor_id: PartyId
    creditor_name: str
    counterparty_id: PartyId
    counterparty_code: str
    counterparty_name: str
    period: Period
    issued_on: date
    state: str
    owed_opening: Money
    owed_movement: Money
    owed_closing: Money
    earned_opening: Money
    earned_movement: Money
    earned_closing: Money
    blob_id: BlobId | None
    pdf_sha256: str | None
    version: int
    supersedes_id: StatementId | None


_AMOUNTS: Final = tuple(
    f"{side}_{when}" for side in ("owed", "earned") for when in ("opening", "movement", "closing")
)

# What distributors owe each other is no money of the brand.
_SUM_OF_BRAND: Final = (
    "coalesce(sum({0}_minor) FILTER (WHERE creditor_id = :brand), 0)::bigint AS {0}"
)


_TOTALS: Final = f"""
    SELECT CAST(currency AS text) AS currency, count(*) AS statements,
           {", ".join(_SUM_OF_BRAND.format(name) for name in _AMOUNTS)}
    FROM statements WHERE brand_id = :brand AND run_id = :run AND state <> 'superseded'
    GROUP BY currency ORDER BY currency
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def runs_of(session: AsyncSession, brand_id: BrandId) -> list[Run]:
    """Return the closed periods of a brand, oldest first."""
    rows = await session.execute(
        text(
            "SELECT id, period_start, period_end, statements_count FROM settlement_runs "
            "WHERE brand_id = :brand AND state = 'closed' ORDER BY period_start"
        ),
        {"brand": brand_id},
    )
    return [
        Run(row.id, Period(row.period_start, row.period_end), row.statements_count) for row in rows
    ]


async def run_of(session: AsyncSession, brand_id: BrandId, period: Period) -> Run | None:
    """Return the run that closed a period; None while it is open."""
    runs = await runs_of(session, brand_id)
    return next((run for run in runs if run.period == period), None)


async def totals_of(
    session: AsyncSession, brand_id: BrandId, run_id: SettlementRunId
) -> list[Totals]:
    """Return what a run comes to for the brand, by currency; and how many statements it has."""
    rows = await session.execute(
        text(_TOTALS),
        {"brand": brand_id, "run": run_id},
    )
    return [
        Totals(
            currency=row.currency,
            statements=row.statements,
            owed_opening=Money(row.owed_opening, row.currency),
            owed_movement=Money(row.owed_movement, row.currency),
            owed_closing=Money(row.owed_closing, row.currency),
            earned_opening=Money(row.earned_opening, row.currency),
            earned_movement=Money(row.earned_movement, row.currency),
            earned_closing=Money(row.earned_closing, row.currency),
        )
        for row in rows
    ]


async def progress_of(
    session: AsyncSession, brand_id: BrandId, run_id: SettlementRunId
) -> Progress:
    """Return how far the printing of a run is; the statements themselves are its progress rows."""
    found = await session.execute(
        text(
            "SELECT count(*) AS statements, count(blob_id) AS printed FROM statements "
            "WHERE brand_id = :brand AND run_id = :run"
        ),
        {"brand": brand_id, "run": run_id},
    )
    row = found.one()
    return Progress(row.statements, row.printed)


async def statements_of(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    run_id: SettlementRunId | None = None,
    counterparty_id: PartyId | None = None,
) -> list[Statement]:
    """Return the statements of a run, of a counterparty, or all, by number."""
    rows = await session.execute(
        text(
            """
            SELECT * FROM statements WHERE brand_id = :brand
              AND (CAST(:run AS uuid) IS NULL OR run_id = CAST(:run AS uuid))
              AND (CAST(:party AS uuid) IS NULL OR counterparty_id = CAST(:party AS uuid))
            ORDER BY period_start, number COLLATE "C"
            """
        ),
        {"brand": brand_id, "run": run_id, "party": counterparty_id},
    )
    return [_statement(row) for row in rows]


async def unprinted_of(
    session: AsyncSession,
    brand_id: BrandId,
    run_id: SettlementRunId,
    limit: int,
    *,
    but: Iterable[StatementId] = (),
    share: int = 0,
) -> Sequence[StatementId]:
    """Return the next statements of a run that have no PDF yet, by number, but for some.

    Each share other than the first has an order of its own, so that those who print at once
    seldom reach for the same.
    """
    rows = await session.execute(
        text(
            "SELECT id FROM statements WHERE brand_id = :brand AND run_id = :run "
            "AND blob_id IS NULL AND NOT id = ANY (CAST(:but AS uuid[])) "
            "ORDER BY CASE WHEN :share = 0 THEN number ELSE md5(id::text || :share) END "
            'COLLATE "C" LIMIT :limit'
        ),
        {"brand": brand_id, "run": run_id, "limit": limit, "but": list(but), "share": share},
    )
    return [StatementId(UUID(str(row.id))) for row in rows]


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        statement_id=row.id,
        run_id=row.run_id,
        number=row.number,
        creditor_id=row.creditor_id,
        creditor_name=row.creditor_name,
        counterparty_id=row.counterparty_id,
        counterparty_code=row.counterparty_code,
        counterparty_name=row.counterparty_name,
        period=Period(row.period_start, row.period_end),
        issued_on=row.issued_on,
        state=row.state,
        owed_opening=Money(row.owed_opening_minor, row.currency),
        owed_movement=Money(row.owed_movement_minor, row.currency),
        owed_closing=Money(row.owed_closing_minor, row.currency),
        earned_opening=Money(row.earned_opening_minor, row.currency),
        earned_movement=Money(row.earned_movement_minor, row.currency),
        earned_closing=Money(row.earned_closing_minor, row.currency),
        blob_id=row.blob_id,
        pdf_sha256=row.pdf_sha256,
        version=row.version,
        supersedes_id=row.supersedes_id,
    )
