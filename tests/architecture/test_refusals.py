from collections import Counter

import pytest

from scripts.refusals import CATALOGUE, catalogue, entry, refusals
from tributary.kernel import Refusal


class DoorClosed(Refusal):
    """The door is closed.

    Come back tomorrow,
    or ring.
    """


class DoorJammed(Refusal):
    """The door is jammed."""


class DoorLocked(DoorClosed):
    pass


def test_the_catalogue_lists_every_refusal() -> None:
    written = CATALOGUE.read_text(encoding="utf-8")

    assert catalogue(refusals()) == written, "run `make schema` and read the difference"


def test_every_refusal_says_what_it_means_and_what_to_do() -> None:
    silent = [f"{one.__module__}.{one.__name__}" for one in refusals() if not all(entry(one))]

    assert not silent, "add what the user can do as a second paragraph:\n" + "\n".join(silent)


def test_a_code_means_one_thing() -> None:
    twice = [code for code, count in Counter(one.code for one in refusals()).items() if count > 1]

    assert twice == [], "name what is the case more precisely, or share the class upstream"


def test_a_row_has_meaning_and_remedy() -> None:
    row = catalogue([DoorClosed]).splitlines()[-1]

    assert row.startswith("| `DOOR_CLOSED` |")
    assert row.endswith("| The door is closed. | Come back tomorrow, or ring. |")


@pytest.mark.parametrize("refusal", [DoorJammed, DoorLocked])
def test_a_refusal_without_a_remedy_of_its_own_is_found(refusal: type[Refusal]) -> None:
    assert not all(entry(refusal))
