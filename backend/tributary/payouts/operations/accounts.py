"""Where distributors are paid: accounts at a rail, opened and held."""

from tributary import identity, parties
from tributary.identity import Role
from tributary.kernel import (
    BrandId,
    Currency,
    DistributorId,
    PartyId,
    PayeeAccountId,
    Refusal,
    derived_id,
)
from tributary.payouts.rules import ACCOUNT_TRANSITIONS, AccountState, masked, require_way
from tributary.platform import Work

KEEPERS = (Role.PAYOUT_OPERATOR, Role.FINANCE_DIRECTOR, Role.OWNER)
"""Who may say where a distributor is paid, and whether it is paid at all."""


class PayeeUnknown(Refusal):
    """Only a distributor of the brand can be paid.

    Register the distributor first.
    """


class PayeeAccountTaken(Refusal):
    """The distributor has another account on this rail in this currency.

    Pay to the account there is, or have it changed by the procedure for bank details.
    """


class PayeeAccountUnknown(Refusal):
    """The brand has no such payee account.

    Open one for the distributor first.
    """


async def open_payee_account(
    work: Work,
    *,
    distributor_id: DistributorId,
    rail: str,
    provider_account: str,
    currency: Currency,
) -> PayeeAccountId:
    """Say where a distributor is paid on a rail in a currency; saying it again changes nothing.

    Refuses:
        RoleMissing: whoever asks may not do this.
        PayeeUnknown: the brand has no such distributor.
        PayeeAccountTaken: the distributor has another account there.
    """
    await identity.require_role(work, *KEEPERS)
    await _require_distributor(work, distributor_id)
    await _ensure_provider(work, rail)
    account_id = PayeeAccountId(
        derived_id("payee_account", work.brand_id, distributor_id, rail, currency)
    )
    opened = await work.run(
        """
        INSERT INTO payee_accounts (brand_id, id, distributor_id, rail, provider_account, currency,
                                    state, created_at)
        VALUES (:brand, :id, :distributor, :rail, :account, :currency, 'active', :now)
        ON CONFLICT (brand_id, id) DO NOTHING
        """,
        brand=work.brand_id,
        id=account_id,
        distributor=distributor_id,
        rail=rail,
        account=provider_account,
        currency=currency,
        now=work.opened_at,
    )
    if not opened:
        await _require_same(work, account_id, provider_account)
        return account_id
    await work.audit(
        "payouts.open_payee_account",
        subject="payee_account",
        subject_id=account_id,
        # More people read the audit trail than may see where somebody is paid.
        after={"distributor": distributor_id, "rail": rail, "account": masked(provider_account)},
    )
    return account_id


async def put_on_hold(work: Work, *, payee_account_id: PayeeAccountId, reason: str) -> None:
    """Stop paying to an account; payments not yet under way wait.

    Refuses:
        RoleMissing: whoever asks may not do this.
        PayeeAccountUnknown: there is no such account.
        PayoutStateForbids: it is on hold already.
    """
    await _turn(work, payee_account_id, AccountState.ON_HOLD, reason)


async def take_off_hold(work: Work, *, payee_account_id: PayeeAccountId, reason: str) -> None:
    """Pay to an account again.

    Refuses:
        RoleMissing: whoever asks may not do this.
        PayeeAccountUnknown: there is no such account.
        PayoutStateForbids: it is not on hold.
    """
    await _turn(work, payee_account_id, AccountState.ACTIVE, reason)


def provider_of(brand_id: BrandId, rail: str) -> PartyId:
    """Return the party that stands for a rail in the books; the same one as for payments in."""
    return parties.party_id_of(brand_id, rail.upper())


async def _turn(
    work: Work, payee_account_id: PayeeAccountId, state: AccountState, reason: str
) -> None:
    await identity.require_role(work, *KEEPERS)
    rows = await work.rows(
        "SELECT state FROM payee_accounts WHERE brand_id = :brand AND id = :id FOR UPDATE",
        brand=work.brand_id,
        id=payee_account_id,
    )
    if not rows:
        raise PayeeAccountUnknown(f"There is no payee account {payee_account_id}.")
    before = AccountState(rows[0].state)
    require_way(ACCOUNT_TRANSITIONS, before, state, what=f"Payee account {payee_account_id}")
    await work.run(
        """
        UPDATE payee_accounts SET state = :state, hold_reason = :hold_reason
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=payee_account_id,
        state=state.value,
        hold_reason=reason if state is AccountState.ON_HOLD else None,
    )
    await work.audit(
        f"payouts.{'put_on_hold' if state is AccountState.ON_HOLD else 'take_off_hold'}",
        subject="payee_account",
        subject_id=payee_account_id,
        before={"state": before},
        after={"state": state},
        reason=reason,
    )


async def _require_distributor(work: Work, distributor_id: DistributorId) -> None:
    known = await work.rows(
        "SELECT 1 FROM parties WHERE brand_id = :brand AND id = :id AND kind = 'distributor'",
        brand=work.brand_id,
        id=distributor_id,
    )
    if not known:
        raise PayeeUnknown(f"The brand has no distributor {distributor_id}.")


async def _require_same(work: Work, account_id: PayeeAccountId, provider_account: str) -> None:
    (row,) = await work.rows(
        "SELECT provider_account FROM payee_accounts WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=account_id,
    )
    if row.provider_account != provider_account:
        raise PayeeAccountTaken("The distributor is paid to another account on this rail.")


async def _ensure_provider(work: Work, rail: str) -> None:
    """Register the party that stands for a rail, once, also when two do it at the same time."""
    party_id = provider_of(work.brand_id, rail)
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended('provider:' || :party, 0))",
        party=str(party_id),
    )
    known = await work.rows(
        "SELECT 1 FROM parties WHERE brand_id = :brand AND id = :party",
        brand=work.brand_id,
        party=party_id,
    )
    if not known:
        await parties.register_party(
            work,
            kind=parties.PartyKind.PROVIDER,
            code=rail.upper(),
            name=rail.capitalize(),
            language="en",
        )
