"""Reading in full where somebody is paid: rarely, for a reason that is kept."""

import math
from datetime import timedelta
from typing import Final

from tributary import identity
from tributary.identity import Role
from tributary.kernel import PartyId, PayeeAccountId, Refusal
from tributary.payouts.operations.accounts import KEEPERS, PayeeAccountUnknown
from tributary.payouts.rules import REVEALS_PER_HOUR
from tributary.platform import Work

OWN_KEEPERS: Final = (Role.DISTRIBUTOR_OWNER, Role.DISTRIBUTOR_FINANCE)
"""Who may read a distributor's own account in full."""

_MINUTE: Final = timedelta(minutes=1).total_seconds()


class RevealsTooMany(Refusal):
    """Too many accounts were shown in full to one person within an hour.

    Wait as long as the message says; whoever needs them all wants a batch, not the accounts.
    """


async def reveal_payee_account(
    work: Work, *, payee_account_id: PayeeAccountId, party_id: PartyId | None, reason: str
) -> str:
    """Return the account at the rail in full, and write down who read it and why.

    Nothing of the account itself is written: not in the audit trail, and not in the answer that
    is kept for a repeated request, as there is none.

    Args:
        work: of the person who reads it.
        payee_account_id: which account.
        party_id: for which distributor the person asks; None for people of the brand.
        reason: why; others read it in the audit trail.

    Refuses:
        RoleMissing: whoever asks may not do this.
        ReasonUnfit: the reason is too short or too long.
        PayeeAccountUnknown: there is no such account, or it is another distributor's.
        RevealsTooMany: the person has read too many within an hour.
    """
    await identity.require_role(work, *(KEEPERS if party_id is None else OWN_KEEPERS))
    why = identity.reason_of(reason)
    rows = await work.rows(
        """
        SELECT provider_account FROM payee_accounts
        WHERE brand_id = :brand AND id = :id
          AND distributor_id = coalesce(CAST(:party AS uuid), distributor_id)
        """,
        brand=work.brand_id,
        id=payee_account_id,
        party=party_id,
    )
    if not rows:
        raise PayeeAccountUnknown(f"There is no payee account {payee_account_id}.")
    await _require_pace(work)
    await work.audit(
        "payouts.reveal_payee_account",
        subject="payee_account",
        subject_id=payee_account_id,
        reason=why,
    )
    account: str = rows[0].provider_account
    return account


async def _require_pace(work: Work) -> None:
    """Count this one, and refuse it when there were too many."""
    who = (str(work.brand_id), str(work.actor.user_id))
    pace = identity.pace_of_deed("reveal_payee_account", *who, per_hour=REVEALS_PER_HOUR)
    early = await identity.keep_pace(work, [pace])
    if early:
        raise RevealsTooMany(
            f"{REVEALS_PER_HOUR} accounts were shown to you within an hour: "
            f"wait {math.ceil(early / _MINUTE)} minutes."
        )
