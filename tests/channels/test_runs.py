from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.channels.conftest import RETURN_HEADER, OpenWork, open_portal, seen, some_file
from tests.conftest import MovingClock
from tests.factories.channels import (
    HEADER,
    Import,
    csv_of,
    order_row,
)
from tributary import channels, orders
from tributary.channels import FileUnreadable, HeaderMissing
from tributary.kernel import Actor, BrandId
from tributary.platform import Database, Desk, prove


async def test_a_refused_file_is_kept_with_its_refusal(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    with pytest.raises(HeaderMissing):
        await load("order_no;price\n1;2\n")

    async with open_work() as work:
        (run,) = await channels.latest_runs(work.session, work.brand_id)
        assert run.state == "failed"
        assert run.refusal is not None
        assert run.refusal.startswith("HEADER_MISSING: None of the first 2 lines")
        rows = await work.rows(
            "SELECT content FROM blob_chunks WHERE brand_id = :brand", brand=work.brand_id
        )
        assert bytes(rows[0].content) == b"order_no;price\n1;2\n"


async def test_a_file_that_breaks_in_the_middle_leaves_nothing_behind(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    rows = [order_row(f"SO-{number}") for number in range(5000)]

    with pytest.raises(FileUnreadable, match="begins with 'SO-X"):
        await load(csv_of([*rows, "SO-X," + "y" * 3_000_000]))

    assert await seen(open_work) == []


async def test_a_run_that_was_killed_is_taken_up_by_importing_again(
    open_work: OpenWork, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_portal(open_work)
    content = csv_of([order_row()])

    async def power_cut(*_: object, **__: object) -> None:
        message = "power cut"
        raise KeyboardInterrupt(message)

    with monkeypatch.context() as broken:
        broken.setattr(orders, "take_back", power_cut)
        with pytest.raises(KeyboardInterrupt):
            await load(content)
    async with open_work() as work:
        (run,) = await channels.latest_runs(work.session, work.brand_id)
        assert run.state == "running"
    assert await seen(open_work) == []

    outcome = await load(content)

    assert (outcome.known, outcome.orders_loaded) == (False, 1)
    async with open_work() as work:
        (run,) = await channels.latest_runs(work.session, work.brand_id)
        assert run.state == "done"


async def test_progress_is_told(
    open_work: OpenWork, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    await open_portal(open_work)
    file = tmp_path / "orders.csv"
    file.write_text(csv_of([order_row(f"SO-{number}") for number in range(2500)]))
    told: list[tuple[str, int]] = []

    await channels.import_orders(
        desk,
        actor,
        channel_code="portal",
        file=file,
        file_name="o.csv",
        progress=lambda stage, rows: told.append((stage, rows)),
    )

    assert told == [
        ("staged", 2000),
        ("staged", 2500),
        ("validated", 2500),
        ("merged", 2500),
        ("quarantined", 0),
    ]


async def test_a_channel_that_is_not_there_is_named(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    with pytest.raises(channels.ChannelUnknown, match="'tmall'"):
        await load(csv_of([order_row()]), channel="tmall")


async def test_what_is_always_true_of_orders_holds(
    open_work: OpenWork, load: Import, database: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    await open_portal(open_work)
    assert clock() == datetime(2026, 1, 5, 2, tzinfo=UTC)
    await load(csv_of([*some_file(9), *(order_row(f"ONE-{n}") for n in range(9))]))
    await load(csv_of([f"{order_row('SENT')},2026-01-11"], f"{HEADER},ship_date"))
    await load(csv_of([f"ONE-{n},TEA-01,1,R{n},2026-01-12,," for n in range(5)], RETURN_HEADER))

    proofs = await prove(database, brand_id, orders.INVARIANTS)

    assert [(proof.invariant.name, proof.faults) for proof in proofs if proof.faults] == []
    elsewhere = ("cascade", "priced again")
    assert all(
        proof.rows
        for proof in proofs
        if not any(words in proof.invariant.name for words in elsewhere)
    )
