from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.commissions.drawing import a_document
from tests.commissions.test_rating import term, terms
from tests.factories.commissions import level, override, term_plan
from tributary.commissions import (
    PLAN_SCHEMA,
    Band,
    Conditions,
    DocumentUnreadable,
    Earner,
    PlanDraft,
    Term,
    TermKind,
    Tiers,
    document_of,
    draft_of,
)
from tributary.commissions.rules import faults_of
from tributary.kernel import Currency, Rate

SCHEMA = Draft202012Validator(PLAN_SCHEMA)
CNY = Currency("CNY")
DAY = date(2026, 1, 1)


def read(document: dict[str, Any]) -> PlanDraft:
    return draft_of(document, code="CORE", name="CORE 佣金方案", valid_from=DAY)


@given(terms())
def test_a_plan_is_read_back_from_its_document_as_it_was(drawn: Term) -> None:
    conditions = Conditions(product_groups=frozenset({"tea"}), levels=frozenset({1, 2}))
    draft = replace(term_plan(replace(drawn, conditions=conditions)), rates=[override(2, "0.5")])
    document = document_of(draft)

    SCHEMA.validate(document)
    assert read(document) == draft


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_fits_the_schema_is_read_and_written_the_same(random: Any) -> None:  # noqa: ANN401
    document = a_document(random)

    SCHEMA.validate(document)
    again = document_of(read(document))

    SCHEMA.validate(again)
    assert document_of(read(again)) == again


def test_what_is_no_plan_is_refused_with_all_faults_at_once() -> None:
    with pytest.raises(DocumentUnreadable) as refused:
        read(
            {
                "kind": "rebate",
                "schema": 1,
                "base": "profit",
                "modes": ["direct"],
                "pays_price_gap": "yes",
                "pays_both": False,
                "rates": [{"kind": "level", "step": "1", "percent": "5 %"}],
                "terms": [{"code": "t", "bands": [{"from": "1"}], "spiff": 1}],
            }
        )

    said = str(refused.value)
    for fault in (
        "no commission plan",
        "'profit', not one of net, gross, margin",
        "'pays_price_gap' is neither",
        "'1' is not a level",
        "'5 %' is not a percentage",
        "'spiff' is not a word",
        "'' is not",
    ):
        assert fault in said


def holes(*limits: tuple[int, int | None]) -> Term:
    rows = [Band(Rate.percent("5"), start, until) for start, until in limits]
    return replace(term(), bands=rows)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (replace(term(), bands=()), "has no band"),
        (holes((1, None)), "begins at 1, not at 0"),
        (holes((0, 5)), "last band ends at 5"),
        (holes((0, 5), (6, None)), "hole from 5"),
        (holes((0, 5), (4, None)), "overlap from 4"),
        (holes((0, 0), (0, None)), "would end at 0"),
        (holes((0, None), (4, None)), "no end and is not the last"),
        (replace(term(), tiers=Tiers.FLAT), "flat has one band, not 2"),
        (replace(term(), cap=5, floor=6), "floor of 6 is above its cap of 5"),
        (replace(term(), cap=5, minimum=6), "minimum of 6 is above its cap of 5"),
        (replace(term(), floor=5, minimum=6), "name one of them"),
        (replace(term(), cap=0), "more than nothing"),
        (replace(term(), code=" "), "has no code"),
        (replace(term(), bands=[Band(Rate(0), amount=5)]), "only a bonus pays fixed amounts"),
        (replace(term(), bands=[Band(Rate(0))]), "pays nothing"),
        (replace(term(), bands=[Band(Rate(1), amount=-5)]), "would pay -5"),
        (replace(term(), bands=[Band(Rate.percent("101"))]), "not between 0 % and 100 %"),
        (replace(term(), conditions=Conditions(levels=frozenset({0}))), "count from 1"),
        (replace(term(), conditions=Conditions(depths=frozenset({1}))), "not for the seller"),
    ],
)
def test_a_term_that_contradicts_itself_is_found(wrong: Term, fault: str) -> None:
    assert fault in "; ".join(faults_of(term_plan(wrong)))


def test_every_fault_is_told_at_once() -> None:
    twice = term_plan(holes((1, 5), (7, None)), replace(term(), cap=0))

    assert len(faults_of(twice)) == 5


def test_two_commissions_for_the_same_line_are_refused_and_bonuses_are_not() -> None:
    tea = replace(term(), code="tea", conditions=Conditions(product_groups=frozenset({"tea"})))
    ware = replace(tea, code="ware", conditions=Conditions(product_groups=frozenset({"ware"})))
    bonus = replace(term(), code="bonus", kind=TermKind.BONUS)

    assert faults_of(term_plan(tea, ware, bonus, replace(bonus, code="more"))) == []
    assert faults_of(term_plan(tea, term())) == [
        "terms tea and volume could both pay the same line"
    ]
    assert faults_of(term_plan(tea, replace(term(), earner=Earner.ABOVE))) == []


def test_a_term_beside_a_rate_for_the_same_line_is_refused() -> None:
    first = replace(term(), conditions=Conditions(levels=frozenset({1})))

    assert faults_of(replace(term_plan(first), rates=[level(2, "5"), override(1, "1")])) == []
    assert faults_of(replace(term_plan(first), rates=[level(1, "5", "tea")])) == [
        "term volume and the rate of level 1 tea could both pay the same line"
    ]
    above = replace(first, earner=Earner.ABOVE, conditions=Conditions(depths=frozenset({1})))
    assert faults_of(replace(term_plan(above), rates=[override(1, "1"), level(1, "5")])) == [
        "term volume and the rate of override 1 could both pay the same line"
    ]
