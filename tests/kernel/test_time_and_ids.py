"""Periods are half-open, ids are UUIDv7, the same parts give the same id, refusals have codes."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from tributary.kernel import (
    Period,
    Refusal,
    business_date,
    derived_id,
    document_number,
    new_id,
    system_clock,
)


class CreditLimitExceeded(Refusal):
    """The order does not fit; a refusal of this test."""


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    february = Period.month(2028, 2)

    assert date(2028, 2, 1) in february
    assert february.last == date(2028, 2, 29)
    assert date(2028, 3, 1) not in february
    assert (february.end - february.start).days == 29


def test_a_month_is_read_and_written_as_people_write_it() -> None:
    assert str(Period.month_named("2026-10")) == "2026-10"
    assert str(Period(date(2026, 10, 1), date(2026, 10, 8))) == "2026-10-01..2026-10-07"


@pytest.mark.parametrize(
    "text", ["2026-13", "2026", "26-10", "2026/10", "２０２６-10", "9999-12", ""]
)
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Period.month_named(text)


def test_an_empty_period_cannot_be() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Shanghai", date(2027, 1, 1)),
        ("UTC", date(2026, 12, 31)),
        ("Pacific/Kiritimati", date(2027, 1, 1)),
        ("Etc/GMT+12", date(2026, 12, 31)),
    ],
)
def test_the_business_day_is_the_brands_own(zone: str, day: date) -> None:
    assert business_date(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), zone) == day


def test_new_ids_are_version_seven_and_sort_by_time() -> None:
    first = new_id()
    time.sleep(0.002)
    second = new_id()

    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert first < second
    made_at = datetime.fromtimestamp((second.int >> 80) / 1000, UTC)
    assert abs(system_clock() - made_at) < timedelta(seconds=5)


def test_derived_ids_follow_from_their_parts() -> None:
    assert derived_id("order", 1) == derived_id("order", "1")
    assert derived_id("order", 1) != derived_id("order", 2)


def test_documents_are_numbered_from_one() -> None:
    assert document_number("ST-2026", 123) == "ST-2026-000123"
    with pytest.raises(ValueError, match="numbered from 1"):
        document_number("ST-2026", 0)


def test_a_refusal_has_the_code_of_its_name() -> None:
    assert CreditLimitExceeded.code == "CREDIT_LIMIT_EXCEEDED"
    assert CreditLimitExceeded("Short by 5.00 CNY.").message == "Short by 5.00 CNY."
