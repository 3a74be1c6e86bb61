"""Forget what was told long ago."""

from datetime import timedelta
from typing import Final

from tributary.platform import Work

KEPT_FOR: Final = timedelta(days=90)

AT_A_TIME: Final = 5000


async def forget_messages(work: Work) -> None:
    """Delete messages that are over everywhere and were written long ago, with their log."""
    rows = await work.rows(
        """
        SELECT m.id FROM webhook_messages m
        WHERE m.brand_id = :brand AND m.created_at < :before AND NOT EXISTS (
          SELECT 1 FROM webhook_deliveries d
          WHERE d.brand_id = :brand AND d.message_id = m.id
            AND (d.settled_at IS NULL OR d.settled_at >= :before))
        ORDER BY m.created_at LIMIT :most
        """,
        brand=work.brand_id,
        before=work.opened_at - KEPT_FOR,
        most=AT_A_TIME,
    )
    old = [row.id for row in rows]
    for sql in (
        """
        DELETE FROM webhook_attempts WHERE brand_id = :brand AND delivery_id IN (
          SELECT id FROM webhook_deliveries WHERE brand_id = :brand AND message_id = ANY (:old))
        """,
        "DELETE FROM webhook_deliveries WHERE brand_id = :brand AND message_id = ANY (:old)",
        "DELETE FROM webhook_messages WHERE brand_id = :brand AND id = ANY (:old)",
    ):
        await work.run(sql, brand=work.brand_id, old=old)
