"""Whose open items changed: told to those who follow theirs."""

from typing import Final

from tributary.platform import Work

SUBJECT: Final = "open_items"
"""What a change is told as; the id is that of a party, as debtor or as creditor."""

SIDES_OF_BATCH: Final = """
    SELECT DISTINCT r.creditor_id, r.debtor_id FROM receivables r
    WHERE r.brand_id = :brand AND r.batch_id = :batch
"""

SIDES_OF_DEED: Final = """
    SELECT DISTINCT r.creditor_id, r.debtor_id
    FROM applications a JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id
    WHERE a.brand_id = :brand AND a.batch_id = :deed
"""


async def tell_sides(work: Work, sides_sql: str, **scope: object) -> None:
    """Wake whoever follows the open items of one of the parties that a step concerns."""
    for row in await work.rows(sides_sql, brand=work.brand_id, **scope):
        work.tell(SUBJECT, row.debtor_id)
        if row.creditor_id != work.brand_id:
            work.tell(SUBJECT, row.creditor_id)
