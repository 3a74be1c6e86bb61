"""Opening accounts: cheap to repeat, so whoever posts opens what it posts to."""

from collections.abc import Iterable

from tributary.ledger.rules import Account
from tributary.platform import Work

_FROM_SELECT = """
    SELECT ledger_open_accounts(ARRAY(
      SELECT ROW(s.book_id::uuid, s.kind::text, s.counterparty_id::uuid, s.currency::char(3)
                )::ledger_account_row
      FROM ({select}) AS s), :ledger_at) AS opened
"""

_FROM_ARRAYS = """
    SELECT * FROM unnest(CAST(:books AS uuid[]), CAST(:kinds AS text[]),
                         CAST(:counterparties AS uuid[]), CAST(:currencies AS text[]))
    AS u (book_id, kind, counterparty_id, currency)
"""


async def open_accounts(work: Work, accounts: Iterable[Account]) -> int:
    """Open the accounts that are not open yet; return how many those were."""
    wanted = list(accounts)
    return await open_accounts_from(
        work,
        _FROM_ARRAYS,
        books=[account.book_id for account in wanted],
        kinds=[account.kind.value for account in wanted],
        counterparties=[account.counterparty_id for account in wanted],
        currencies=[account.currency for account in wanted],
    )


async def open_accounts_from(work: Work, select_sql: str, **parameters: object) -> int:
    """Open an account for each row of a SELECT, as far as they are not open yet.

    Args:
        work: the work it belongs to.
        select_sql: yields book_id, kind, counterparty_id and currency; repeated rows are fine.
        parameters: what the SELECT names.
    """
    rows = await work.rows(
        _FROM_SELECT.format(select=select_sql), ledger_at=work.opened_at, **parameters
    )
    opened: int = rows[0].opened
    return opened
