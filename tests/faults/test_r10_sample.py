import pytest

from tests.faults.sampling import run_sample

pytestmark = pytest.mark.seconds(30)

SAMPLE = 100


def test_whatever_is_sent_to_the_graph_is_answered_and_costs_little() -> None:
    # How long others wait depends on what else this machine does: that is for the deep run.
    reached = rf"^R10 requests={SAMPLE} wrong=0 dear=0 "

    run_sample("r10_abuse", SAMPLE, 7, reached=reached)
