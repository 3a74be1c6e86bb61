import json
from pathlib import Path

from tests.cli.conftest import Command

TERM = {
    "code": "all",
    "measure": "volume",
    "tiers": "whole",
    "every": "month",
    "bands": [{"until": "1000", "percent": "1"}, {"start": "1000", "percent": "2"}],
}


def plan_file(folder: Path, *terms: object) -> Path:
    document = {"kind": "rebate_plan", "schema": 1, "currency": "CNY", "terms": terms}
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_a_rebate_plan_is_activated_and_counted(
    tributary: Command, house: str, tmp_path: Path
) -> None:
    given = ("--code", "NEW", "--name", "新返利", "--brand", house)

    file = plan_file(tmp_path, TERM)
    held = tributary("rebate", "activate", file, *given, "--from", "2030-01-01")
    again = tributary("rebate", "activate", file, *given, "--from", "2030-01-01")
    counted = tributary("rebate", "accrue", "2026-04-30", "--brand", house)

    assert "NEW holds from 2030-01-01." in held.output
    assert again.exit_code == 2
    assert "another version" in " ".join(again.output.split())
    assert "order lines counted anew." in counted.output


def test_rebates_are_released_and_shown(tributary: Command, house: str) -> None:
    released = tributary("rebate", "release", "--brand", house)
    shown = tributary("rebate", "balance", "GA01", "--brand", house)
    unknown = tributary("rebate", "balance", "NOBODY", "--brand", house)

    assert "0 rebates released, 0 lapsed." in released.output
    assert "Nothing has been released yet." in shown.output
    assert unknown.exit_code == 2


def test_what_cannot_be_read_is_declined(tributary: Command, house: str, tmp_path: Path) -> None:
    given = ("--code", "NEW", "--name", "新返利", "--brand", house)
    file = plan_file(tmp_path, {**TERM, "measure": "luck"})

    faulty = tributary("rebate", "activate", file, *given, "--from", "2030-01-01")
    dayless = tributary("rebate", "accrue", "soon", "--brand", house)

    assert faulty.exit_code == 2
    assert "'luck' is none of volume, units, growth, target, days_to_pay" in " ".join(
        faulty.output.split()
    )
    assert (dayless.exit_code, "is not a day" in dayless.output) == (2, True)
