import pytest

from tests.faults.sampling import run_sample

pytestmark = pytest.mark.seconds(50)

SAMPLE = 12
"""Deaths in each of both flows."""


def test_a_sample_of_deaths_loses_nothing_and_doubles_nothing() -> None:
    reached = rf"^R1 trials={2 * SAMPLE} lost=0 doubled=0 .*reach=ok$"

    run_sample("r1_crash_points", SAMPLE, 7, is_sample=True, reached=reached)
