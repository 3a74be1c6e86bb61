import pytest

from tributary.channels.rules import PLACE, Normal, record_of
from tributary.channels.rules.normal import day_of, instant_of


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-31", "2026-01-31T00:00:00"),
        ("2026-01-31 18:30", "2026-01-31T18:30:00"),
        ("2026/1/5 9:30:05", "2026-01-05T09:30:05"),
        ("2026年1月5日 09:30", "2026-01-05T09:30:00"),
        ("2026-01-31T18:30:00Z", "2026-01-31T18:30:00+00:00"),
        ("2026-01-31T18:30:00+08:00", "2026-01-31T18:30:00+08:00"),
        ("20260131", "2026-01-31T00:00:00"),
        ("2026-02-30", None),
        ("31/01/2026", None),
        ("0202-01-31", None),
        ("２０２６-01-31", None),
        ("yesterday", None),
        ("46032.5", None),
    ],
)
def test_an_instant_is_read_without_guessing(text: str, instant: str | None) -> None:
    assert instant_of(text) == instant


def test_a_day_is_the_day_that_is_written() -> None:
    assert day_of("2026-01-31T23:30:00-08:00") == "2026-01-31"


@pytest.mark.parametrize(
    ("status", "state"),
    [("Shipped", "confirmed"), ("待付款", "pending"), ("交易关闭", "cancelled")],
)
def test_a_status_becomes_a_state(status: str, state: str) -> None:
    fields, fault = Normal().fields(record_of(1, "", state=status).fields)

    assert fields[PLACE["state"]] == state
    assert fault is None


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("state", "lost", "state_unknown"),
        ("ordered_at", "soon", "date_unreadable"),
        ("updated_at", "soon", "date_unreadable"),
        ("shipped_on", "soon", "date_unreadable"),
        ("delivered_on", "soon", "date_unreadable"),
        ("returned_at", "soon", "date_unreadable"),
        ("sku", "x" * 201, "text_too_long"),
        ("name", "a\x00b", "text_unprintable"),
    ],
)
def test_what_cannot_be_understood_is_a_fault_of_its_field(
    field: str, text: str, reason: str
) -> None:
    fields, fault = Normal().fields(record_of(1, "", None, **{field: text}).fields)

    assert fault is not None
    assert (fault.field, fault.reason) == (field, reason)
    assert fields[PLACE[field]] == ""


def test_every_time_is_read_whatever_else_is_at_fault() -> None:
    said = record_of(1, "", state="lost", ordered_at="soon", shipped_on="2026/1/5", returned_at="x")

    fields, fault = Normal().fields(said.fields)

    assert fault == ("state", "state_unknown", "lost")
    times = [fields[PLACE[name]] for name in ("ordered_at", "shipped_on", "returned_at")]
    assert times == ["", "2026-01-05", ""]


def test_full_width_blanks_in_names_are_harmless() -> None:
    _, fault = Normal().fields(record_of(1, "", name="龙井　特级").fields)

    assert fault is None
