"""Random deeds: whatever is done to open items, the roll-up says what they and the ledger say."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import MovingClock
from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import BILLED_ON, make_billable, make_return
from tributary import ledger, receivables
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    JournalId,
    Money,
    OrderId,
    PartyId,
    ReceivableId,
    Refusal,
    TransferId,
    new_id,
)
from tributary.platform import Database, Work, prove
from tributary.receivables import ApplicationSource

CNY = Currency("CNY")
DEBTORS = 3

KINDS = ("bill", "pay", "pay", "credit", "reverse", "fail", "mend")

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, DEBTORS - 1),
        st.integers(1, 9),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)
"""What, to whom, how much of it, and whether it happens together with the next."""


class Withdrawn(Exception):
    """A transaction that nothing is left of."""


@dataclass(slots=True)
class House:
    """A brand with some debtors, and the deeds that can be done there."""

    database: Database
    actor: Actor
    clock: MovingClock
    shops: list[DistributorId] = field(default_factory=list)

    @property
    def brand_id(self) -> BrandId:
        return self.actor.brand_id

    async def open(self) -> None:
        async with self.database.work(self.actor, now=self.clock()) as work:
            await open_house(work)
            self.shops = [await make_distributor(work, f"D{n}") for n in range(DEBTORS)]
            await credited(work, self.shops)

    async def do(self, kind: str, place: int, size: int) -> None:
        """Do one deed in a transaction of its own; what is refused or withdrawn leaves nothing."""
        shop = self.shops[place]
        try:
            async with self.database.work(self.actor, now=self.clock()) as work:
                await DEEDS_BY_KIND[kind](work, shop, size)
        except (Refusal, Withdrawn):
            return

    async def faults(self) -> list[str]:
        proofs = await prove(self.database, self.brand_id, receivables.INVARIANTS)
        return [fault for proof in proofs for fault in proof.faults]


async def credited(work: Work, shops: Sequence[DistributorId]) -> None:
    """Give every debtor more credit than will be used."""
    bank = ledger.Account(work.brand_id, ledger.AccountKind.BANK, None, CNY)
    kind = ledger.AccountKind.CUSTOMER_CREDIT
    credits_ = [ledger.Account(PartyId(work.brand_id), kind, PartyId(shop), CNY) for shop in shops]
    await ledger.open_accounts(work, [bank, *credits_])
    transfers = [
        ledger.Transfer(
            id=TransferId(new_id()),
            journal_id=JournalId(new_id()),
            debit=bank.id_in(work.brand_id),
            credit=account.id_in(work.brand_id),
            amount=Money.of("1000000.00", CNY),
            reason=ledger.Reason.ADJUSTMENT,
            booked_on=BILLED_ON,
        )
        for account in credits_
    ]
    await ledger.post(work, transfers)


async def bill(work: Work, shop: DistributorId, size: int) -> None:
    """Bill orders of a debtor and of another one in one batch, due on a few days."""
    batch = new_id()
    shops = await work.rows(
        "SELECT id FROM parties WHERE brand_id = :brand AND kind = 'distributor' "
        "ORDER BY id = :shop DESC, code LIMIT :some",
        brand=work.brand_id,
        shop=shop,
        some=1 + size % DEBTORS,
    )
    for n, row in enumerate([*shops, *shops]):
        await make_billable(
            work,
            debtor_id=row.id,
            net=f"{size}.00",
            tax="0.13",
            billable_on=BILLED_ON + timedelta(days=(n + size) % 2),
            batch_id=batch,
        )
    await receivables.raise_for(work, batch)


async def open_of(work: Work, shop: DistributorId) -> Sequence[tuple[UUID, int]]:
    rows = await work.rows(
        "SELECT id, total_minor - applied_minor AS minor FROM receivables "
        "WHERE brand_id = :brand AND debtor_id = :shop AND applied_minor < total_minor ORDER BY id",
        brand=work.brand_id,
        shop=shop,
    )
    return [(row.id, row.minor) for row in rows]


async def pay(work: Work, shop: DistributorId, size: int) -> None:
    """Close some open items, every other one only in part."""
    found = (await open_of(work, shop))[:size]
    if not found:
        return
    await receivables.apply(
        work,
        source=ApplicationSource.CREDIT,
        source_id=shop,
        creditor_id=PartyId(work.brand_id),
        debtor_id=PartyId(shop),
        currency=CNY,
        amounts=[
            (ReceivableId(item), Money(minor if n % 2 else max(1, minor // size), CNY))
            for n, (item, minor) in enumerate(found)
        ],
        applied_on=BILLED_ON,
    )


async def credit(work: Work, shop: DistributorId, size: int) -> None:
    """Take a part of an order back; its note closes what is open of it."""
    rows = await work.rows(
        "SELECT r.order_id FROM receivables r WHERE r.brand_id = :brand AND r.debtor_id = :shop "
        "ORDER BY r.id LIMIT 1 OFFSET :size",
        brand=work.brand_id,
        shop=shop,
        size=size % 3,
    )
    for row in rows:
        batch = await make_return(work, order_id=OrderId(row.order_id), net="1.00", tax="0.00")
        await receivables.raise_credit_notes(work, batch)


async def reverse(work: Work, shop: DistributorId, size: int) -> None:
    """Open again what an application had closed."""
    rows = await work.rows(
        "SELECT a.id FROM applications a WHERE a.brand_id = :brand AND a.source_id = :shop "
        "AND a.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM applications v "
        "WHERE v.brand_id = :brand AND v.reverses_id = a.id) ORDER BY a.id LIMIT :size",
        brand=work.brand_id,
        shop=shop,
        size=size,
    )
    if rows:
        await receivables.reverse_applications(
            work, [row.id for row in rows], reversed_on=BILLED_ON
        )


async def fail(work: Work, shop: DistributorId, size: int) -> None:
    """Do a bit of everything, and withdraw it."""
    await bill(work, shop, size)
    await pay(work, shop, size)
    await reverse(work, shop, 1)
    raise Withdrawn


async def mend(work: Work, shop: DistributorId, size: int) -> None:
    """Count everything anew, while others do their deeds: nothing is wrong."""
    del shop, size
    assert await receivables.mend_roll_up(work) == []


DEEDS_BY_KIND = {
    "bill": bill,
    "pay": pay,
    "credit": credit,
    "reverse": reverse,
    "fail": fail,
    "mend": mend,
}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS)
async def test_the_roll_up_never_drifts(
    database: Database, deeds: Sequence[tuple[str, int, int, bool]]
) -> None:
    house = House(database, Actor.system(BrandId(new_id()), "test"), MovingClock())
    await house.open()

    together: list[tuple[str, int, int]] = [("bill", 0, 3)]
    for kind, place, size, is_with_next in deeds:
        together.append((kind, place, size))
        if not is_with_next:
            await asyncio.gather(*(house.do(*each) for each in together))
            together = []
    await asyncio.gather(*(house.do(*each) for each in together))

    assert await house.faults() == []


async def test_what_drifted_is_counted_anew(database: Database) -> None:
    house = House(database, Actor.system(BrandId(new_id()), "test"), MovingClock())
    await house.open()
    await house.do("bill", 0, 3)
    async with database.work(house.actor, now=house.clock()) as work:
        brand = {"brand": house.brand_id}
        first = "(SELECT min(due_on) FROM open_totals WHERE brand_id = :brand)"
        await work.run(
            "UPDATE open_totals SET open_minor = open_minor + 7, items = items + 1 "
            f"WHERE brand_id = :brand AND due_on = {first}",
            **brand,
        )
        await work.run(
            f"DELETE FROM open_totals WHERE brand_id = :brand AND due_on > {first}", **brand
        )
        await work.run(
            "INSERT INTO open_totals (brand_id, creditor_id, currency, due_on, lane, open_minor, "
            "items) VALUES (:brand, :brand, 'CNY', DATE '2031-01-01', 5, 900, 2)",
            **brand,
        )
    planted = await house.faults()

    async with database.work(house.actor, now=house.clock()) as work:
        mended = await receivables.mend_roll_up(work)

    assert len(mended) == len(planted) > 2
    (stray,) = [each for each in mended if each.items == 0]
    assert (stray.said, stray.said_items, stray.open.minor) == (Money.of("9.00", CNY), 2, 0)
    assert await house.faults() == []
