"""Versions of a document: each begins on a day and ends the open one; none is edited."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import Final, Literal

import psycopg
from sqlalchemy.exc import DBAPIError

from tributary.kernel import Refusal
from tributary.platform.work import Work

EXCLUSION_VIOLATION: Final = "23P01"

Versioned = Literal["offers", "plans", "rebate_plans"]
"""A table with a row for each version, by code, version, `valid_from` and `valid_until`."""


async def lock_versions(work: Work, table: Versioned) -> None:
    """Let one transaction of the brand at a time begin versions in a table."""
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended(:name || ' ' || :brand, 0))",
        name=table,
        brand=str(work.brand_id),
    )


async def next_version(work: Work, table: Versioned, code: str, day: date) -> int:
    """End the open version on the day the new one begins; return the new version's number."""
    await lock_versions(work, table)
    await work.run(
        f"UPDATE {table} SET valid_until = :day WHERE brand_id = :brand AND code = :code "  # noqa: S608  One of three.
        "AND valid_until IS NULL AND valid_from < :day",
        brand=work.brand_id,
        code=code,
        day=day,
    )
    (row,) = await work.rows(
        f"SELECT coalesce(max(version), 0) + 1 AS version FROM {table} "  # noqa: S608  One of three.
        "WHERE brand_id = :brand AND code = :code",
        brand=work.brand_id,
        code=code,
    )
    version: int = row.version
    return version


@contextmanager
def refusing_overlap(refusal: Refusal) -> Generator[None]:
    """Refuse what the database excludes: a version in force on some of another's days."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error) and error.orig.sqlstate == EXCLUSION_VIOLATION:
            raise refusal from error
        raise
