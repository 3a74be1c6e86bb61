import pytest

from tests.faults.sampling import run_sample

pytestmark = pytest.mark.seconds(20)

SAMPLE = 400


def test_a_sample_of_broken_files_gets_typed_answers_and_leaves_nothing_half_done() -> None:
    reached = rf"^R12 trials={SAMPLE} untyped=0 slow=0 half_posted=0 .*reach=ok$"

    run_sample("r12_imports", SAMPLE, 7, reached=reached)
