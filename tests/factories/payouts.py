"""Earned commissions, payees and batches on their way, valid by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.factories.parties import open_house
from tributary import identity, ledger, parties, payouts
from tributary.identity import Role
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    JournalId,
    Money,
    PartyId,
    PayeeAccountId,
    PayoutBatchId,
    TransferId,
    UserId,
    new_id,
)
from tributary.ledger import Account, AccountKind, Reason, Transfer
from tributary.parties import DistributorDraft
from tributary.platform import Desk, Work

USD = Currency("USD")
RAIL = "stripe"
DAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class House:
    """A brand with two people and its distributors by code."""

    brand_id: BrandId
    maker: Actor
    checker: Actor
    payees: Mapping[str, DistributorId]


async def open_payout_house(
    desk: Desk, brand_id: BrandId, earned: Mapping[str, str], *, currency: str = USD
) -> House:
    """Open a brand whose distributors have earned amounts such as {"D1": "10.00"}."""
    async with desk.work(brand_id, "test") as work:
        await open_house(work, "gold")
        maker = await make_person(work, "maker", Role.PAYOUT_OPERATOR)
        checker = await make_person(work, "checker", Role.FINANCE_DIRECTOR)
        payees = await make_payees(work, list(earned))
        await earn(work, {payees[code]: Money.of(earned[code], currency) for code in earned})
    return House(brand_id, maker, checker, payees)


async def make_person(
    work: Work, name: str, role: Role, *, party_id: PartyId | None = None
) -> Actor:
    email = f"{name}@{work.brand_id.hex}.example"
    user_id: UserId = await identity.add_user(
        work, email=email, name=name.title(), language="en", role=role, party_id=party_id
    )
    return Actor(brand_id=work.brand_id, user_id=user_id, origin="test")


async def make_payees(work: Work, codes: Sequence[str]) -> dict[str, DistributorId]:
    """Register distributors directly under the brand."""
    drafts = [
        DistributorDraft(
            code=code,
            name=f"{code} 商贸",
            parent_id=PartyId(work.brand_id),
            grade="gold",
            since=DAY,
        )
        for code in codes
    ]
    await parties.register_distributors(work, drafts)
    return {code: DistributorId(parties.party_id_of(work.brand_id, code)) for code in codes}


async def earn(
    work: Work, amounts: Mapping[DistributorId, Money], *, booked_on: date = DAY
) -> None:
    """Post what was earned, without the run and lines behind it; a negative amount takes back."""
    transfers: list[Transfer] = []
    for distributor_id, amount in amounts.items():
        expense = Account(work.brand_id, AccountKind.COMMISSION_EXPENSE, None, amount.currency)
        payable = _payable(work.brand_id, distributor_id, amount.currency)
        await ledger.open_accounts(work, [expense, payable])
        sides = [expense.id_in(work.brand_id), payable.id_in(work.brand_id)]
        debit, credit = sides if amount.minor > 0 else reversed(sides)
        transfers.append(
            Transfer(
                id=TransferId(new_id()),
                journal_id=JournalId(new_id()),
                debit=debit,
                credit=credit,
                amount=abs(amount),
                reason=Reason.ADJUSTMENT,
                booked_on=booked_on,
            )
        )
    await ledger.post(work, transfers)


async def make_accounts(
    work: Work, house: House, destinations: Mapping[str, str], *, currency: Currency = USD
) -> dict[str, PayeeAccountId]:
    """Open payee accounts by distributor code."""
    return {
        code: await payouts.open_payee_account(
            work,
            distributor_id=house.payees[code],
            rail=RAIL,
            provider_account=destination,
            currency=currency,
        )
        for code, destination in destinations.items()
    }


async def submit(
    desk: Desk, house: House, *, minimum: str = "0.01", key: str | None = None
) -> PayoutBatchId:
    """Prepare and submit a batch as the maker."""
    named = key or str(new_id())
    async with desk.database.work(house.maker, now=desk.clock(), idempotency_key=named) as work:
        batch_id = await payouts.prepare_batch(
            work, rail=RAIL, currency=USD, minimum=Money.of(minimum, USD)
        )
    async with desk.database.work(house.maker, now=desk.clock()) as work:
        await payouts.submit_batch(work, batch_id=batch_id)
    return batch_id


async def release(desk: Desk, house: House, batch_id: PayoutBatchId) -> None:
    """Release a submitted batch as the checker, who repeats what the batch says."""
    async with desk.database.work(house.checker, now=desk.clock()) as work:
        batch = await payouts.batch_of(work.session, house.brand_id, batch_id)
        await payouts.release_batch(
            work, batch_id=batch_id, total=batch.total, digest=batch.items_sha256 or ""
        )


async def balance_of(desk: Desk, brand_id: BrandId, distributor_id: UUID) -> ledger.Balance:
    async with desk.database.reading(brand_id) as session:
        account = _payable(brand_id, distributor_id, USD)
        return await ledger.balance_of(session, brand_id, account)


def _payable(brand_id: BrandId, distributor_id: UUID, currency: Currency) -> Account:
    return Account(brand_id, AccountKind.COMMISSION_PAYABLE, PartyId(distributor_id), currency)
