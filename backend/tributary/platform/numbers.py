"""Gapless document numbers, allocated under a row lock in the caller's transaction."""

from tributary.platform.work import Work


async def take(work: Work, series: str, count: int = 1) -> range:
    """Take the next ordinals of a series; they exist only if this work commits.

    Others who want a number of the same series wait until then: that is the price of no gaps.
    """
    rows = await work.rows(
        """
        INSERT INTO document_series (brand_id, series, next_ordinal)
        VALUES (:brand, :series, 1 + :count)
        ON CONFLICT (brand_id, series)
        DO UPDATE SET next_ordinal = document_series.next_ordinal + :count
        RETURNING next_ordinal
        """,
        brand=work.brand_id,
        series=series,
        count=count,
    )
    following: int = rows[0].next_ordinal
    return range(following - count, following)
