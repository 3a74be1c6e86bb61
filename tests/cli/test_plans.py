import json
from pathlib import Path

from tests.cli.conftest import Command
from tributary.cli.demo import people

BAND = {"until": "1000.00", "percent": "1"}
TERM = {
    "code": "TIERS",
    "kind": "commission",
    "earner": "seller",
    "tiers": "marginal",
    "every": "month",
    "claw_back": "original",
    "currency": "CNY",
    "bands": [BAND, {"from": "1000.00", "percent": "2"}],
}


def plan_file(folder: Path, *bands: object) -> Path:
    document = {
        "kind": "commission_plan",
        "schema": 1,
        "base": "net",
        "modes": ["direct"],
        "pays_price_gap": False,
        "pays_both": False,
        "rates": [],
        "terms": [{**TERM, "bands": bands or TERM["bands"]}],
    }
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def said(output: str) -> str:
    return " ".join(output.split())


def test_a_plan_is_checked_drafted_shown_and_activated(
    tributary: Command, house: str, tmp_path: Path
) -> None:
    file = plan_file(tmp_path)
    given = ("--code", "STEPS-2030", "--name", "阶梯", "--from", "2030-01-01", "--brand", house)
    person = next(each for each in people.PEOPLE if each.role == "accountant")

    checked = tributary("plan", "check", file)
    drafted = tributary("plan", "draft", file, *given, "--as", person.email)
    held = tributary("plan", "activate", file, *given)
    shown = tributary("plan", "show", "STEPS-2030", "--brand", house)
    again = tributary("plan", "activate", file, *given)

    assert "no faults" in checked.output
    assert "STEPS-2030 is a draft with 0 faults." in drafted.output
    assert "STEPS-2030 holds from 2030-01-01." in held.output
    assert "STEPS-2030 v1 from 2030-01-01" in said(shown.output)
    assert "STEPS-2030 draft" in said(shown.output)
    assert '"until": "1000.00"' in shown.output
    assert (again.exit_code, "another version" in said(again.output)) == (2, True)


def test_a_plan_is_tried_on_a_month(tributary: Command, house: str, tmp_path: Path) -> None:
    file = plan_file(tmp_path)
    given = ("--code", "STEPS-2030", "--brand", house)

    tried = tributary("plan", "simulate", file, *given, "--month", "2026-03")
    last = tributary("plan", "simulate", file, *given)
    other = tributary("plan", "simulate", file, *given, "--month", "March")

    assert "order lines of 2026-03:" in said(tried.output)
    assert "stay." in said(last.output)
    assert (other.exit_code, "is not a month" in said(other.output)) == (2, True)


def test_everything_that_is_wrong_is_told_at_once(
    tributary: Command, house: str, tmp_path: Path
) -> None:
    gap = plan_file(tmp_path, BAND, {"from": "2000.00", "until": "3000.00", "percent": "120"})

    checked = tributary("plan", "check", gap)
    nameless = tributary(
        *("plan", "draft", gap, "--code", "STEPS", "--name", "x", "--from", "2030-01-01"),
        *("--brand", house),
    )
    dayless = tributary("plan", "check", gap, "--from", "soon")
    (tmp_path / "none.json").write_text("{")
    broken = tributary("plan", "check", tmp_path / "none.json")

    assert checked.exit_code == 2
    for fault in ("there is a hole", "its last band ends", "is not between 0 % and 100 %"):
        assert fault in said(checked.output)
    assert "PERSON_MISSING" in nameless.output
    assert "is not a day" in said(dayless.output)
    assert broken.exit_code == 2
