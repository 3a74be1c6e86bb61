import json
from typing import Any

import jsonschema
import pytest

from scripts.documents import FOLDER, SCHEMAS, page
from tests.factories.promotions import cny, gift
from tributary.kernel import Rate
from tributary.promotions import (
    SCHEMA_OF_OFFERS,
    Bearer,
    CostShare,
    Counted,
    CrossStore,
    FirstGifts,
    OfferFaulty,
    OfferRule,
    SpendSave,
    document_of,
    rule_from,
)

SAVE: dict[str, Any] = {
    "kind": "spend_save",
    "currency": "CNY",
    "terms": {"threshold": "300.00", "saving": "40.00", "repeat": True},
    "rank": 10,
}


def faults_of(document: Any) -> str:  # noqa: ANN401  Whatever somebody sends.
    with pytest.raises(OfferFaulty) as refused:
        rule_from(document)
    return refused.value.message


def test_a_document_says_only_what_it_must() -> None:
    rule = rule_from(SAVE)

    assert rule == OfferRule("CNY", SpendSave(cny("300.00"), cny("40.00"), repeat=True), 10)


@pytest.mark.parametrize(
    "rule",
    [
        OfferRule("CNY", SpendSave(cny("300.00"), cny("40.00"), repeat=True), 10),
        OfferRule("CNY", FirstGifts(100, Counted.BUYERS, gift("CUP"), cny("9.00")), 1),
        OfferRule(
            "CNY",
            CrossStore(
                *(cny("300.00"), cny("40.00")),
                repeat=False,
                stores_min=2,
                shares=(
                    CostShare(Bearer.BRAND, Rate.percent("33.3")),
                    CostShare(Bearer.STORES, Rate.percent("66.7")),
                ),
            ),
            1,
            cap=cny("9.99"),
        ),
    ],
)
def test_what_is_written_is_read_again_and_fits_the_schema(rule: OfferRule) -> None:
    written = json.loads(json.dumps(document_of(rule)))

    jsonschema.validate(written, dict(SCHEMA_OF_OFFERS))
    assert rule_from(written) == rule


def test_every_fault_is_said_at_once() -> None:
    message = faults_of(
        SAVE
        | {
            "currency": "XYZ",
            "rank": "first",
            "colour": "red",
            "scope": {"skus": "TEA"},
            "terms": {"threshold": 300, "saving": "4,00"},
        }
    )

    for fault in (
        "The offer has 7 fault(s)",
        "currency: 'XYZ' is not an active ISO 4217 currency",
        "rank: it is a whole number",
        "colour: there is no such field",
        "scope.skus: it is a list",
        "terms.threshold: it is an amount such as 40.00, written as a text",
        "terms.saving: '4,00' is not an amount such as 40.00",
        "terms.repeat: it is missing",
    ):
        assert fault in message


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "free_lunch"}, "kind: 'free_lunch' is none of spend_save"),
        ({"rank": -1}, "rank: it is from 0 to 9999"),
        ({"rank": True}, "rank: it is a whole number"),
        ({"group": " spring"}, "group: at most 100 characters without blanks"),
        ({"cap": "0.00"}, "cap: it is above zero"),
        ({"needs_coupon": 1}, "needs_coupon: it is true or false"),
        ({"rounding": "nearest"}, "rounding: 'nearest' is none of half_up"),
        ({"scope": {"skus": ["A", "A"]}}, "scope.skus: each is said once"),
        ({"scope": []}, "scope: it is an object"),
        ({"terms": "all"}, "terms: it is an object"),
        (
            {"terms": {"threshold": "10.00", "saving": "10.01", "repeat": True}},
            "terms.saving: 10.01 CNY is more than the 10.00 CNY to be spent",
        ),
        (
            {"terms": {"threshold": "0.00", "saving": "0.00", "repeat": True}},
            "terms.threshold: it is above zero; terms.saving: it is above zero",
        ),
        ({"kind": "percentage", "terms": {"pays": "100"}}, "terms.pays: 100 % is not from 0 %"),
        ({"kind": "percentage", "terms": {"pays": "8x"}}, "'8x' is not a percentage such as 88"),
        (
            {
                "kind": "nth_unit",
                "terms": {"nth": 1, "pays": "50", "repeat": True, "pooling": "sku"},
            },
            "terms.nth: it is the second unit or a later one",
        ),
        (
            {"kind": "buy_get", "terms": {"buy": 0, "get": 0, "repeat": True, "pooling": "all"}},
            "terms.buy: one unit or more is bought; terms.get: one unit or more is free",
        ),
        (
            {
                "kind": "buy_get",
                "terms": {
                    "buy": 1,
                    "get": 1,
                    "repeat": True,
                    "pooling": "all",
                    "gift": {"sku": "", "quantity": 0, "worth": "-1.00"},
                },
            },
            (
                "terms.get: with a gift no unit of the goods is free, so it is 0; "
                "terms.gift.sku: it says what is given; "
                "terms.gift.quantity: one unit or more is given; "
                "terms.gift.worth: it is not negative"
            ),
        ),
        (
            {
                "kind": "first_gifts",
                "terms": {
                    "limit": 0,
                    "counted": "orders",
                    "threshold": "0.00",
                    "gift": {"sku": "CUP", "quantity": 1, "worth": "0.00"},
                },
            },
            "terms.limit: one gift or more is given; terms.threshold: it is above zero",
        ),
        (
            {
                "kind": "cross_store",
                "terms": {
                    "threshold": "300.00",
                    "saving": "40.00",
                    "repeat": False,
                    "stores_min": 0,
                    "shares": [
                        {"bearer": "brand", "rate": "60"},
                        {"bearer": "brand", "rate": "0"},
                    ],
                },
            },
            (
                "terms.stores_min: one store or more; terms.shares: each is above 0 %; "
                "terms.shares: nobody is named twice; "
                "terms.shares: they add up to 60 %, not to 100 %"
            ),
        ),
        (
            {"kind": "manual", "terms": {"limits": []}, "group": "spring"},
            "group: what is taken off by hand competes with nothing; terms.limits: at least one",
        ),
        (
            {
                "kind": "manual",
                "terms": {
                    "limits": [
                        {"role": "salesperson"},
                        {"role": "salesperson", "rate_max": "0", "amount_max": "0.00"},
                    ]
                },
            },
            (
                "terms.limits: no role is named twice; terms.limits: salesperson has neither a "
                "rate nor an amount; terms.limits: the rate of salesperson is above 0 % and at "
                "most 100 %; "
                "terms.limits: the amount of salesperson is above zero"
            ),
        ),
        ({"scope": {"skus": ["A" * 1001]}}, "scope.skus[0]: it is longer than 1000 characters"),
    ],
)
def test_what_contradicts_itself_is_refused(changes: dict[str, Any], fault: str) -> None:
    assert fault in faults_of(SAVE | changes)


@pytest.mark.parametrize("document", [None, [], "SAVE", 3])
def test_what_is_no_object_is_no_offer(document: Any) -> None:  # noqa: ANN401  As above.
    assert "document: it is an object" in faults_of(document)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_written_down(name: str) -> None:
    assert page(name) == (FOLDER / name).read_text(encoding="utf-8"), "run `make schema`"
