from datetime import date

from tests.cli.conftest import Command
from tributary.channels import ADAPTERS, HEAD_BYTES, detect
from tributary.channels.rules import Terms
from tributary.cli.demo.files import OrderFile
from tributary.cli.demo.overseas import CANCELLED, ORDERS, REFUNDED, written
from tributary.cli.demo.sales import OVERSEAS
from tributary.kernel import Period

MONTH = Period.month(2026, 3)


def test_the_export_of_the_demo_is_one_and_the_same() -> None:
    assert written(MONTH) == written(MONTH)
    assert MONTH.start == date(2026, 3, 1)
    assert detect(written(MONTH).encode()[:HEAD_BYTES], "export.csv") == ["shopify"]


def test_the_export_of_the_demo_is_read_by_its_layout() -> None:
    content = written(MONTH).encode()

    records = list(
        ADAPTERS["shopify"].read(lambda: [content], Terms(needs_distributor=False, currency="CNY"))
    )

    assert len({record.fields[0] for record in records}) == ORDERS
    said = [(record.fields[0], record.fault.reason) for record in records if record.fault]
    assert said == [(f"#{1000 + REFUNDED}", "refund_day_missing")]
    back = [record.fields[0] for record in records if "rest" in record.fields]
    assert back == [f"#{1000 + CANCELLED}"]
    assert "example.org" not in "".join(record.original for record in records)


def test_the_commands_tell_layouts_and_bring_the_export_in(
    tributary: Command, house: str, order_files: list[OrderFile]
) -> None:
    (file,) = (each.path for each in order_files if each.channel == OVERSEAS)

    every = tributary("import", "formats").stdout
    of_file = tributary("import", "formats", file).stdout
    of_none = tributary("import", "formats", __file__).stdout
    missing = tributary("import", "formats", "/nowhere.csv")
    came = tributary("import", "orders", file, "--channel", OVERSEAS, "--brand", house).stdout

    assert all(name in every for name in ADAPTERS)
    assert ("shopify" in of_file, "xlsx" in of_file) == (True, False)
    assert "none of the layouts" in of_none
    assert missing.exit_code == 2
    assert f"orders loaded      │ {ORDERS - 1}" in came
    assert "refund_day_missing" in came
    assert "totals_differ" in came
