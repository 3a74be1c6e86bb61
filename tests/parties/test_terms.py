"""When amounts are due: examples, and Python and PostgreSQL saying the same."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.parties import FIRST_DAY, make_distributor, open_house
from tributary import parties
from tributary.kernel import BrandId, PartyId, new_id
from tributary.parties import StartEvent, Terms, TermsRule
from tributary.platform import Database, Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

NET_30 = Terms(StartEvent.SHIPMENT, TermsRule.NET_DAYS, 30)
MARCH = date(2026, 3, 1)


@st.composite
def questions(draw: st.DrawFn) -> tuple[TermsRule, int, date, int]:
    rule = draw(st.sampled_from(TermsRule))
    lowest, highest = (1, 31) if rule == TermsRule.DAY_OF_MONTH else (0, 400)
    days = draw(st.integers(lowest, highest))
    leap_days = st.sampled_from([date(2024, 2, 29), date(2028, 2, 29), date(2000, 2, 29)])
    month_ends = st.dates(date(2001, 1, 1), date(2099, 1, 1)).map(
        lambda day: day.replace(day=1) - timedelta(days=1)
    )
    start = draw(st.dates(date(1999, 1, 1), date(2101, 1, 1)) | leap_days | month_ends)
    return rule, days, start, draw(st.integers(1, 60))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.lists(questions(), min_size=50, max_size=100))
async def test_the_database_and_python_agree_on_every_due_date(
    work: Work, asked: list[tuple[TermsRule, int, date, int]]
) -> None:
    rows = await work.rows(
        """
        SELECT terms_due_on(rule, days, start, instalment) AS due_on
        FROM unnest(CAST(:rules AS text[]), CAST(:days AS integer[]), CAST(:starts AS date[]),
                    CAST(:instalments AS integer[]))
             WITH ORDINALITY AS asked (rule, days, start, instalment, place)
        ORDER BY place
        """,
        rules=[rule.value for rule, _, _, _ in asked],
        days=[days for _, days, _, _ in asked],
        starts=[start for _, _, start, _ in asked],
        instalments=[instalment for _, _, _, instalment in asked],
    )

    assert [row.due_on for row in rows] == [parties.due_on(*question) for question in asked]


@given(questions())
def test_a_given_day_of_the_month_is_after_the_start_and_within_two_months(
    question: tuple[TermsRule, int, date, int],
) -> None:
    rule, days, start, _ = question

    due = parties.due_on(rule, days, start)

    assert due >= start
    if rule == TermsRule.DAY_OF_MONTH:
        assert start < due <= start + timedelta(days=31 + 31)


@pytest.mark.parametrize(
    ("rule", "days", "start", "due"),
    [
        (TermsRule.NET_DAYS, 0, "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (TermsRule.NET_DAYS, 30, "2028-01-30", ["2028-02-29", "2028-03-29", "2028-04-29"]),
        (TermsRule.MONTH_END_PLUS, 0, "2026-02-01", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (TermsRule.MONTH_END_PLUS, 15, "2026-12-31", ["2027-01-15", "2027-02-15", "2027-03-15"]),
        (TermsRule.DAY_OF_MONTH, 10, "2026-01-10", ["2026-02-10", "2026-03-10", "2026-04-10"]),
        (TermsRule.DAY_OF_MONTH, 10, "2026-01-09", ["2026-01-10", "2026-02-10", "2026-03-10"]),
        (TermsRule.DAY_OF_MONTH, 31, "2026-02-27", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (TermsRule.DAY_OF_MONTH, 31, "2026-02-28", ["2026-03-31", "2026-04-30", "2026-05-31"]),
    ],
)
def test_instalments_fall_month_after_month(
    rule: TermsRule, days: int, start: str, due: list[str]
) -> None:
    terms = Terms(StartEvent.ORDER, rule, days, instalments=3)

    assert [day.isoformat() for day in terms.due_dates(date.fromisoformat(start))] == due


@pytest.mark.parametrize(
    ("rule", "days", "instalments", "message"),
    [
        (TermsRule.NET_DAYS, -1, 1, "0 to 3650 days, not -1"),
        (TermsRule.MONTH_END_PLUS, 3651, 1, "not 3651"),
        (TermsRule.DAY_OF_MONTH, 0, 1, "1 to 31 days, not 0"),
        (TermsRule.DAY_OF_MONTH, 32, 1, "not 32"),
        (TermsRule.NET_DAYS, 30, 0, "1 to 60 instalments, not 0"),
        (TermsRule.NET_DAYS, 30, 61, "not 61"),
    ],
)
def test_terms_outside_of_what_makes_sense_are_refused(
    rule: TermsRule, days: int, instalments: int, message: str
) -> None:
    with pytest.raises(parties.TermsInvalid, match=message):
        Terms(StartEvent.ORDER, rule, days, instalments)


async def test_a_pairs_own_terms_go_before_the_creditors_default(work: Work) -> None:
    brand = await open_house(work)
    north, south = [PartyId(await make_distributor(work, code)) for code in ("NORTH", "SOUTH")]
    own = Terms(StartEvent.ORDER, TermsRule.DAY_OF_MONTH, 15, 3)

    assert await _terms(work, north, MARCH) is None
    await parties.set_terms(work, creditor_id=brand, terms=NET_30, valid_from=FIRST_DAY)
    await parties.set_terms(
        work, creditor_id=brand, debtor_id=north, terms=own, valid_from=FIRST_DAY
    )

    assert await _terms(work, north, MARCH) == own
    assert await _terms(work, south, MARCH) == NET_30


async def test_new_terms_end_the_ones_before_and_leave_the_past(work: Work) -> None:
    brand = await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))
    cash = Terms(StartEvent.ORDER, TermsRule.NET_DAYS, 0)
    for terms, day in ((NET_30, FIRST_DAY), (cash, MARCH), (cash, MARCH)):
        await parties.set_terms(
            work, creditor_id=brand, debtor_id=north, terms=terms, valid_from=day
        )

    assert await _terms(work, north, MARCH - timedelta(days=1)) == NET_30
    assert await _terms(work, north, MARCH) == cash
    with pytest.raises(parties.TermsOverlap, match="NORTH with BRAND begin on 2026-03-01"):
        await parties.set_terms(
            work, creditor_id=brand, debtor_id=north, terms=NET_30, valid_from=MARCH
        )


async def test_terms_of_nobody_or_with_oneself_are_refused(work: Work) -> None:
    brand = await open_house(work)

    with pytest.raises(parties.UnknownParty, match="register it first"):
        await parties.set_terms(
            work,
            creditor_id=brand,
            debtor_id=PartyId(new_id()),
            terms=NET_30,
            valid_from=MARCH,
        )
    with pytest.raises(parties.TermsInvalid, match="cannot owe itself"):
        await parties.set_terms(
            work, creditor_id=brand, debtor_id=brand, terms=NET_30, valid_from=MARCH
        )


async def test_the_report_of_another_brand_sees_no_terms(
    open_work: OpenWork, database: Database
) -> None:
    async with open_work() as work:
        brand = await open_house(work)
        await parties.set_terms(work, creditor_id=brand, terms=NET_30, valid_from=FIRST_DAY)

    async with database.reading(BrandId(new_id())) as session:
        found = await parties.terms_on(
            session, work.brand_id, creditor_id=brand, debtor_id=brand, on=MARCH
        )
    assert found is None


async def _terms(work: Work, debtor_id: PartyId, on: date) -> Terms | None:
    return await parties.terms_on(
        work.session,
        work.brand_id,
        creditor_id=PartyId(work.brand_id),
        debtor_id=debtor_id,
        on=on,
    )
