import pytest

from tests.faults.sampling import run_sample

pytestmark = pytest.mark.seconds(20)

SAMPLE = 500


def test_a_sample_of_random_carts_sums_up_and_costs_the_same_by_file() -> None:
    run_sample(
        "r22_carts",
        SAMPLE,
        7,
        reached=rf"^R22 carts={SAMPLE} faults=0 orders=50 unequal=0 .*reach=ok$",
    )
