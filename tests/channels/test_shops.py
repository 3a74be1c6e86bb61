"""Orders and refunds of a WooCommerce shop, all the way into the tables."""

import json
from pathlib import Path

import pytest

from tests.channels.conftest import OpenWork, reasons, seen
from tests.factories.catalog import make_product
from tests.factories.channels import Import, make_channel, open_trade
from tests.factories.orders import orders_as_text
from tests.factories.parties import open_house
from tributary import channels, orders
from tributary.kernel import BrandId, PartyId
from tributary.orders import OrderKind
from tributary.platform import Database, prove

OWN = Path(__file__).parent / "samples" / "woocommerce"
SHARED = Path(__file__).parents[2].parent / "shared" / "samples" / "woocommerce" / "ios"

LINK = {"up": [{"href": "https://shop.example/wp-json/wc/v3/orders/101"}]}


async def open_shop(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        await make_channel(
            work, adapter="woocommerce", kind=OrderKind.CONSUMER, creates_products=True
        )


def refund(number: int, amount: str, *items: dict[str, object]) -> str:
    found = {"id": number, "amount": amount, "date_created_gmt": "2026-01-12T01:00:00"}
    return json.dumps({**found, "line_items": list(items), "_links": LINK})


def item(ref: str, quantity: int, total: str, tax: str = "0.00") -> dict[str, object]:
    meta = [{"key": "_refunded_item_id", "value": ref}]
    return {"sku": "", "quantity": quantity, "total": total, "total_tax": tax, "meta_data": meta}


async def test_the_brands_own_shop_is_owed_by_its_acquirer(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)

    outcome = await load((OWN / "orders.json").read_bytes())

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (2, 0)
    assert await seen(open_work) == [
        (
            "101 consumer confirmed 2026-01-10 2026-01-10 ACQ-portal 22900 20000 1000 2700 1200 "
            "CNY | 1 LJ-01 2 15000 2100 + 2 woo:12 1 4000 600"
        ),
        (
            "102 consumer pending 2026-01-11 unbilled ACQ-portal 8000 8000 0 0 0 CNY "
            "| 1 LJ-01 1 8000 0"
        ),
    ]


async def test_no_name_or_telephone_of_a_buyer_is_in_any_column(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)
    broken = (OWN / "orders.json").read_text().replace('"total": "229.00"', '"total": "1.00"')

    await load(broken)

    async with open_work() as work:
        for table in ("orders", "order_lines", "quarantined_rows", "audit_entries"):
            rows = await work.rows(
                f"SELECT count(*) AS told FROM {table} t WHERE t::text ~ '13800000000|小明'"
            )
            assert rows[0].told == 0
        assert await channels.quarantine_count(work.session, work.brand_id) == 2


async def test_refunds_by_line_by_amount_and_of_the_rest_end_at_nothing(
    open_work: OpenWork,
    load: Import,
    database: Database,
    brand_id: BrandId,
) -> None:
    await open_shop(open_work)
    whole = (OWN / "orders.json").read_text()
    await load(whole)

    await load(refund(201, "85.50", item("1", -1, "-75.00", "-10.50")))
    await load(refund(202, "20.00"))
    changed = whole.replace('"completed"', '"refunded"').replace("10T02:00", "13T02:00")
    await load(changed)
    await load(refund(203, "1.00"))

    (order, _) = await seen(open_work)
    assert order.partition(" | 1 ")[2].partition(" | ")[2] == (
        "201 2026-01-12 7500 1050 0 + 202 2026-01-12 1749 251 0 + rest 2026-01-13 9751 1399 1200"
    )
    assert await reasons(open_work) == []
    proofs = await prove(database, brand_id, orders.INVARIANTS)
    assert [proof.faults for proof in proofs if proof.faults] == []


@pytest.mark.parametrize(
    ("content", "field", "reason"),
    [
        (refund(201, "300.00"), "sku", "return_exceeds_line"),
        (refund(201, "170.00", item("1", -2, "-170.00")), "quantity", "return_exceeds_line"),
        (refund(201, "80.00", item("1", -1, "-75.00")), "total", "totals_differ"),
        (refund(201, "75.00", item("9", -1, "-75.00")), "sku", "line_unknown"),
        (refund(201, "75.00", item("1", -1, "-7x")), "goods", "amount_unreadable"),
    ],
)
async def test_a_refund_that_cannot_be_waits(
    content: str, field: str, reason: str, open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)
    await load((OWN / "orders.json").read_bytes())

    outcome = await load(content)

    assert outcome.returns_loaded == 0
    assert [row[2] for row in await reasons(open_work)] == [reason]
    assert field or outcome


async def test_a_distributors_shop_owes_the_ladder(open_work: OpenWork, load: Import) -> None:
    async with open_work() as work:
        seller = (await open_trade(work))[-1]
        prices = {"gold": "40.00", "silver": "45.00", "bronze": "48.00"}
        await make_product(work, sku="LJ-01", prices=prices)
        await make_product(work, sku="woo:12", prices={**prices, "gold": "10.00"})
        await make_channel(
            work, adapter="woocommerce", kind=OrderKind.DROPSHIP, distributor_id=PartyId(seller)
        )

    await load((OWN / "orders.json").read_bytes())
    await load(refund(201, "75.00", item("1", -1, "-75.00")))
    await load(refund(202, "5.00"))

    async with open_work() as work:
        order, _ = await orders_as_text(work)
    assert order == (
        "101 dropship confirmed 2026-01-10 2026-01-10 T2 16272 14400 0 1872 0 22900 CNY "
        "| 1 LJ-01 2 9600 1248 T2=4800,T1=4500,GA=4000 "
        "+ 2 woo:12 1 4800 624 T2=4800,T1=4500,GA=1000 "
        "| 201 2026-01-12 4800 624 0"
    )
    assert [row[2] for row in await reasons(open_work)] == ["refund_lines_missing"]


async def test_half_a_surrogate_pair_is_no_reason_to_stop(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)

    outcome = await load((OWN / "orders.json").read_text().replace('"茶杯"', '"cup \\ud83c"'))

    assert outcome.orders_loaded == 2


GENUINE = {
    "broken-order.json": (1, 0, 0, ["state_unknown"]),
    "order-with-all-addon-types.json": (1, 1, 0, []),
    "order-with-charge.json": (1, 1, 0, []),
    "order-with-composite-product.json": (4, 1, 0, []),
    "order-with-faulty-attributes.json": (1, 0, 0, ["totals_differ"]),
    "order-with-subscription-renewal.json": (1, 1, 0, []),
    "orders-load-all-without-data.json": (1, 1, 0, []),
    "orders-load-all.json": (
        16,
        3,
        0,
        ["order_incomplete", "quantity_unreadable", *["refund_lines_missing"] * 4],
    ),
    "order-560-all-refunds.json": (6, 0, 0, ["order_unknown"] * 6),
    "refund-single.json": (1, 0, 0, ["order_unknown"]),
    "refunds-all-without-data.json": (2, 0, 0, ["order_unknown"] * 2),
}
"""Rows read, orders loaded, returns loaded and what waits, of each genuine file on its own."""

REFUSED = {
    "taxes.json": "holds id, country, state",
    "deposits-overview-all.json": "holds deposit, balance, account",
    "wcpay-charge-card-present.json": "holds id, object, amount",
}


def genuine(name: str) -> bytes:
    if not SHARED.exists():
        pytest.skip("the shared folder is not beside the project")
    return (SHARED / name).read_bytes()


def test_every_genuine_file_has_its_expectation() -> None:
    if not SHARED.exists():
        pytest.skip("the shared folder is not beside the project")

    assert {path.name for path in SHARED.iterdir()} == GENUINE.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", GENUINE)
async def test_a_genuine_file_is_read(name: str, open_work: OpenWork, load: Import) -> None:
    content = genuine(name)
    await open_shop(open_work)

    outcome = await load(content)

    found = (outcome.rows_read, outcome.orders_loaded, outcome.returns_loaded)
    assert (*found, sorted(row[2] for row in await reasons(open_work))) == GENUINE[name]


@pytest.mark.parametrize("name", REFUSED)
async def test_a_genuine_file_of_another_kind_is_refused(
    name: str, open_work: OpenWork, load: Import
) -> None:
    content = genuine(name)
    await open_shop(open_work)

    with pytest.raises(channels.FileOfOtherKind, match=REFUSED[name]):
        await load(content)


@pytest.mark.parametrize("refunds_first", [False, True])
async def test_genuine_refunds_find_their_order_whichever_comes_first(
    refunds_first: bool, open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)
    files = ["orders-load-all.json", "order-560-all-refunds.json"]
    for name in reversed(files) if refunds_first else files:
        await load(genuine(name))

    if refunds_first:
        await load(genuine(files[1]))

    (order, *_) = await seen(open_work)
    days = "2019-10-02 2019-10-15 2019-10-02"
    assert order.startswith(f"560 consumer confirmed {days} ACQ-portal 119850")
    assert order.endswith(
        "| 1025 2020-01-09 11700 0 0 + 1172 2020-01-24 6300 0 0 + 562 2019-10-02 2700 0 0"
        " + 590 2019-10-10 1800 0 0"
    )
    assert {row[2] for row in await reasons(open_work)} == {
        "order_incomplete",
        "quantity_unreadable",
    }
