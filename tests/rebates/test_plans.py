from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.factories.rebates import CNY, band, rebate_plan, stepped
from tests.rebates.test_rating import SHARES, STEPS, terms
from tributary.commissions import ClawBack, Every, Mode, Tiers
from tributary.rebates import (
    REBATE_SCHEMA,
    Coverage,
    Facts,
    Measure,
    Outcome,
    RebateDraft,
    RebateTerm,
    RebateUnreadable,
    SettledBy,
    document_of,
    draft_of,
    faults_of,
    resolution_of,
)

SCHEMA = Draft202012Validator(REBATE_SCHEMA)
DAY = date(2026, 1, 1)
TEA = Facts("tea", "TEA-1", "wholesale", "gold", "D1")


def read(document: dict[str, Any]) -> RebateDraft:
    return draft_of(document, code="YEAR", name="YEAR 返利方案", valid_from=DAY)


@given(terms())
def test_a_plan_is_read_back_from_its_document_as_it_was(drawn: RebateTerm) -> None:
    coverage = Coverage(product_groups=frozenset({"tea", "ware"}), grades=frozenset({"gold"}))
    draft = rebate_plan(replace(drawn, coverage=coverage, bands=list(drawn.bands)))

    document = document_of(draft)

    SCHEMA.validate(document)
    assert read(document) == replace(draft, terms=list(draft.terms))
    assert faults_of(replace(draft, terms=[stepped(*STEPS)])) == []


def test_a_return_rates_a_whole_volume_anew_and_takes_a_marginal_share_back() -> None:
    term = {"code": "q", "measure": "volume", "every": "quarter", "bands": [{"percent": "2"}]}
    whole, marginal = ({**term, "tiers": tiers} for tiers in ("whole", "marginal"))
    document = {"kind": "rebate_plan", "schema": 1, "currency": "CNY", "terms": [whole, marginal]}

    SCHEMA.validate(document)
    read_terms = read(document).terms

    assert [each.claw_back for each in read_terms] == [ClawBack.RERATE, ClawBack.ORIGINAL]


def test_what_is_no_plan_is_refused_with_all_faults_at_once() -> None:
    term = {
        "code": "q",
        "measure": "days_to_pay",
        "tiers": "whole",
        "every": "month",
        "bands": [{"percent": "2", "until": "10.5"}, {"percent": "1", "start": "ten"}],
    }
    document = {"kind": "plan", "schema": 1, "currency": "CNY", "terms": [term]}

    with pytest.raises(RebateUnreadable) as refused:
        read(document)

    assert str(refused.value) == (
        "it is no rebate plan of schema 1; term q band 1: '10.5' is not a limit by days_to_pay; "
        "term q band 2: 'ten' is not a limit by days_to_pay"
    )


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"currency": "ABC"}, "'ABC' is not an active ISO 4217 currency"),
        ({"currency": "CNY"}, "terms: it is missing"),
        ({"currency": "CNY", "terms": [{"code": "x"}]}, r"terms\[0\].tiers: it is missing"),
    ],
)
def test_a_document_of_another_form_is_refused(document: dict[str, Any], fault: str) -> None:
    with pytest.raises(RebateUnreadable, match=fault):
        read(document)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"bands": []}, "it has no band"),
        ({"bands": [band("1", 0, 10), band("2", 11)]}, "there is a hole from 10"),
        ({"bands": [band("1", 0, 10), band("2", 9)]}, "overlap from 9"),
        ({"bands": [band("1", 0, 10)]}, "its last band ends at 10"),
        ({"bands": [band("0")]}, "it pays nothing"),
        ({"bands": [band("1")], "tiers": Tiers.FLAT}, "marginal or whole"),
        ({"measure": Measure.GROWTH, "tiers": Tiers.MARGINAL}, "only a volume is split"),
        ({"measure": Measure.TARGET}, "a target belongs to the measure of that name"),
        ({"target": 1}, "a target belongs to the measure of that name"),
        ({"measure": Measure.TARGET, "target": 0}, "reached before anything is bought"),
        ({"measure": Measure.DAYS_TO_PAY, "cap": 1}, "each order is judged by itself"),
        ({"expires_after_months": 0}, "lasts a month at least"),
        ({"settled_by": SettledBy.FREE_GOODS}, "free goods cannot be given yet"),
        ({"code": " "}, "it has no code"),
    ],
)
def test_a_term_that_contradicts_itself_is_found(change: dict[str, Any], fault: str) -> None:
    faults = faults_of(rebate_plan(replace(stepped(*STEPS), **change)))

    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"code": ""}, "a plan has a code and a name"),
        ({"modes": frozenset[Mode]()}, "it pays in no mode"),
        ({"modes": frozenset({Mode.AGENCY})}, "the consumer buys"),
        ({"terms": []}, "it pays nothing: give it a term"),
        ({"terms": [stepped(*STEPS), stepped(*STEPS)]}, "term volume is given twice"),
        ({"valid_until": DAY}, "it would end on 2026-01-01, not after 2026-01-01"),
        ({"valid_from": date(2026, 2, 1)}, "begin on 2026-02-01, in the middle of a quarter"),
        ({"valid_until": date(2026, 2, 1)}, "end on 2026-02-01, in the middle of a quarter"),
    ],
)
def test_a_plan_that_contradicts_itself_is_found(change: dict[str, Any], fault: str) -> None:
    faults = faults_of(replace(rebate_plan(stepped(*STEPS, every=Every.QUARTER)), **change))

    assert any(fault in each for each in faults), faults


def test_a_plan_holds_from_its_first_day_up_to_its_last() -> None:
    draft = rebate_plan(stepped(*SHARES), valid_until=date(2026, 7, 1))

    days = [date(2025, 12, 31), DAY, date(2026, 6, 30), date(2026, 7, 1)]
    assert [draft.is_valid_on(day) for day in days] == [False, True, True, False]
    assert draft.currency == CNY


def test_the_first_term_that_fits_covers_a_purchase_and_the_others_say_why_not() -> None:
    def on(code: str, **coverage: frozenset[str]) -> RebateTerm:
        return stepped(*STEPS, code=code, coverage=Coverage(**coverage))

    draft = rebate_plan(
        on("mall", channels=frozenset({"mall"}), grades=frozenset({"silver"})),
        on("tea", product_groups=frozenset({"tea"}), grades=frozenset({"gold", "silver"})),
        on("all"),
        on("D2", distributors=frozenset({"D2"})),
    )

    assert [(each.term.code, each.outcome, each.misses) for each in resolution_of(draft, TEA)] == [
        ("mall", Outcome.DOES_NOT_FIT, ["channels", "grades"]),
        ("tea", Outcome.COVERS, ()),
        ("all", Outcome.FITS_LATER, ()),
        ("D2", Outcome.DOES_NOT_FIT, ["distributors"]),
    ]
