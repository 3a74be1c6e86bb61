from datetime import UTC, datetime
from typing import LiteralString

import pytest

from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import make_billable, make_return
from tests.factories.scratch import ScratchDatabase
from tributary import receivables
from tributary.kernel import Actor, BrandId, new_id
from tributary.platform import prove


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("UPDATE receivables SET applied_minor = applied_minor + 1", "its applications say"),
        ("UPDATE receivables SET total_minor = total_minor + 1", "receivable account"),
        ("UPDATE receivables SET total_minor = total_minor + 1", "has receivables of"),
        ("UPDATE credit_notes SET applied_minor = applied_minor - 1", "credit note"),
        ("UPDATE credit_notes SET total_minor = total_minor + 1", "has a credit note of"),
        ("DELETE FROM applications", "its applications say 0"),
        ("UPDATE open_totals SET items = items + 1", "the roll-up says"),
        ("DELETE FROM open_totals", "the roll-up says 0 in 0"),
    ],
)
async def test_a_planted_fault_is_found(
    scratch_database: ScratchDatabase, fault: LiteralString, said: str
) -> None:
    brand_id = BrandId(new_id())
    actor = Actor.system(brand_id, "test")
    now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    async with scratch_database.database.work(actor, now=now) as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        order_id, batch = await make_billable(work, debtor_id=shop)
        await receivables.raise_for(work, batch)
        returned = await make_return(work, order_id=order_id, net="40.00", tax="0.00")
        await receivables.raise_credit_notes(work, returned)
    sound = await prove(scratch_database.database, brand_id, receivables.INVARIANTS)

    scratch_database.tamper("SET session_replication_role = replica", fault)

    found = await prove(scratch_database.database, brand_id, receivables.INVARIANTS)
    assert [fault for proof in sound for fault in proof.faults] == []
    assert any(said in text for proof in found for text in proof.faults), found
