import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.conftest import MovingClock
from tests.gateways.stripe.running import Json, RunningFake, free_port, running_fake, wait_until
from tributary.gateways.stripe.fake import EndpointSettings, FakeStripeSettings

ROOT = Path(__file__).parents[3]
SERVE = """
import sys
from pathlib import Path
from tributary.gateways.stripe.fake import FakeStripeSettings, run
from tributary.kernel import system_clock
settings = FakeStripeSettings(
    state_file=Path(sys.argv[1]),
    public_url=f"http://127.0.0.1:{sys.argv[2]}",
    opening_balances={"usd": 1_000_000},
)
run(settings, host="127.0.0.1", port=int(sys.argv[2]), clock=system_clock)
"""


@contextmanager
def serving_apart(file: Path) -> Iterator[tuple[RunningFake, "subprocess.Popen[bytes]"]]:
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    command = [sys.executable, "-c", SERVE, str(file), str(port)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
                wait_until(lambda: is_ready(http), seconds=60)
                yield RunningFake(str(http.base_url), http), process
        finally:
            process.kill()


def is_ready(http: httpx.Client) -> bool:
    try:
        return http.get("/_control/ready").is_success
    except httpx.HTTPError:
        return False


def transfer(fake: RunningFake, payee: str, place: int) -> Json | None:
    form = {"amount": "100", "currency": "usd", "destination": payee, "transfer_group": "batch"}
    try:
        return fake.post("/v1/transfers", form, Idempotency_Key=f"item-{place}")
    except httpx.HTTPError:
        return None


def balance(fake: RunningFake) -> int:
    amount: int = fake.get("/v1/balance")["available"][0]["amount"]
    return amount


def test_a_restart_forgets_nothing(tmp_path: Path, clock: MovingClock) -> None:
    hook = EndpointSettings(f"http://127.0.0.1:{free_port()}/hook", "whsec_x")
    settings = FakeStripeSettings(
        state_file=tmp_path / "stripe.sqlite", endpoints=(hook,), opening_balances={"usd": 5000}
    )
    with running_fake(settings, clock) as fake:
        fake.control("/clock", seconds=60)
        payee = fake.new_account()
        made = transfer(fake, payee, 1)
        events = fake.get("/v1/events", limit=100)["data"]

    with running_fake(settings, clock) as fake:
        assert transfer(fake, payee, 1) == made
        assert fake.get("/v1/transfers", transfer_group="batch")["data"] == [made]
        assert [event["id"] for event in fake.get("/v1/events", limit=100)["data"]] == [
            event["id"] for event in events
        ]
        assert balance(fake) == 4900
        assert fake.control("/clock", seconds=0)["now"] == int(clock().timestamp()) + 60
        assert len(fake.objects("webhook_endpoint")) == 1
        assert len(fake.control("/webhooks", "GET")["owed"]) == len(events)


def test_a_kill_under_load_loses_no_answered_call(tmp_path: Path) -> None:
    file = tmp_path / "stripe.sqlite"
    with serving_apart(file) as (fake, process), ThreadPoolExecutor(4) as pool:
        payee = fake.new_account()
        answers = [pool.submit(transfer, fake, payee, place) for place in range(1500)]
        wait_until(lambda: sum(answer.done() for answer in answers) > 100)
        process.send_signal(signal.SIGKILL)
        made = {place: answer.result() for place, answer in enumerate(answers)}

    acknowledged = {place: answer for place, answer in made.items() if answer is not None}
    with serving_apart(file) as (fake, _):
        again = {place: transfer(fake, payee, place) for place in list(acknowledged)[-50:]}
        known = {row["id"]: row for row in fake.objects("transfer")}
        left = balance(fake)

    assert 100 < len(acknowledged) < 1500
    assert all(known[answer["id"]]["amount"] == 100 for answer in acknowledged.values())
    assert again == {place: acknowledged[place] for place in again}
    assert len(known) - len(acknowledged) <= 4
    assert left == 1_000_000 - 100 * len(known)
