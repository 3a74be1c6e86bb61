import pytest

from tests.faults.sampling import run_sample

SAMPLE = 12


@pytest.mark.parametrize("flow", ["payout", "webhook"])
def test_a_sample_of_deaths_loses_nothing_and_doubles_nothing(flow: str) -> None:
    reached = rf"^R1 trials={SAMPLE} lost=0 doubled=0 .*reach=ok$"

    run_sample("r1_crash_points", SAMPLE, 7, flow, with_census=False, reached=reached)
