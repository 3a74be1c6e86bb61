"""Turn the returns of a batch into documents: what is given back, and what is charged beside it."""

from uuid import UUID

from tributary import ledger
from tributary.platform import Work
from tributary.receivables.operations import charging
from tributary.receivables.operations.crediting import (
    ACCOUNTS,
    lock_accounts_from,
    lock_series,
    post_credit_notes,
    write_credit_notes,
)
from tributary.receivables.operations.gifting import OF_RETURNS, follow_payment


async def raise_credit_notes(work: Work, batch_id: UUID) -> int:
    """Raise one credit note per return and pair of a batch and apply it; return how many.

    What the order's open items cannot take stays as the debtor's visible credit, after what is
    charged beside a return because the rest lost its discount: that is an open item of its own,
    and so is the credit that takes it back. Nothing is raised twice.
    """
    await lock_series(work)
    charges = await charging.write_charges(work, batch_id)
    raised = await write_credit_notes(work, batch_id)
    # All balances are locked at once, in the order of their ids, before any is posted to.
    accounts, scope = ACCOUNTS, {"batch": batch_id}
    if charges.items or charges.notes:
        accounts = f"{ACCOUNTS} UNION {charging.ACCOUNTS}"
        scope["deed"] = charges.deed
    if raised or "deed" in scope:
        await ledger.open_accounts_from(work, accounts, brand=work.brand_id, **scope)
        await lock_accounts_from(work, accounts, **scope)
    if "deed" in scope:
        await charging.post_charges(work, charges)
    if raised:
        await post_credit_notes(work, batch_id, raised)
    if raised or "deed" in scope:
        await charging.apply_to_charges(work, batch_id)
        await follow_payment(work, OF_RETURNS, batch=batch_id)
    return raised
