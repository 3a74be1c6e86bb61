"""Attacks are refused by us, and by another provider done right; done wrong, it gives in to each.

The same script runs against all three: one that no provider ever gave in to would show nothing.
"""

import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.api.oauth.attacks import ATTACKS
from tests.api.oauth.conftest import SCOPE, Served, let_in
from tests.api.oauth.target import Target
from tests.conftest import MovingClock
from tests.factories.node import SCRIPTS
from tributary import identity

CONTROL = SCRIPTS / "control.mjs"
DISCOVERY = "/.well-known/openid-configuration"
CHANCES = 5


@dataclass(frozen=True)
class Controls:
    """Providers of npm's oidc-provider: `right`, and one for each attack that is open to it."""

    issuers: dict[str, str]
    process: "subprocess.Popen[str]"

    async def wait_out(self) -> None:
        """Let it be later for all of them: codes live five seconds there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("6\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "6\n"


@pytest.fixture(scope="module")
def controls() -> Iterator[Controls]:
    with subprocess.Popen(
        ["node", str(CONTROL)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Controls(json.loads(process.stdout.readline()), process)
        process.stdin.close()


@pytest.fixture
async def machine() -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=60)
    async with httpx.AsyncClient(timeout=60, limits=limits, verify=False) as machine:
        yield machine


async def at_control(controls: Controls, name: str, machine: httpx.AsyncClient) -> Target:
    issuer = controls.issuers[name]
    return Target(
        told=(await machine.get(f"{issuer}{DISCOVERY}")).json(),
        client=("program", "secret-of-program"),
        thief=("thief", "secret-of-thief"),
        who={"login": "ann", "password": "x", "email": "ann@example.com"},
        wait_out=controls.wait_out,
        http=machine,
    )


async def at_ours(served: Served, machine: httpx.AsyncClient) -> Target:
    clock: MovingClock = served.clock

    async def wait_out() -> None:
        clock.move(minutes=3)

    scopes = identity.scopes_of(f"{SCOPE} orders:write")
    program, thief = [await let_in(served.hub.web, scopes=scopes) for _ in range(2)]
    return Target(
        told=(await machine.get(f"{served.url}{DISCOVERY}")).json(),
        client=(program.name, str(program.secret)),
        thief=(thief.name, str(thief.secret)),
        who=served.who,
        wait_out=wait_out,
        http=machine,
    )


@pytest.mark.parametrize("attack", ATTACKS)
async def test_we_refuse(served: Served, machine: httpx.AsyncClient, attack: str) -> None:
    assert not await ATTACKS[attack](await at_ours(served, machine))


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_provider_done_right_refuses(
    controls: Controls, machine: httpx.AsyncClient, attack: str
) -> None:
    assert not await ATTACKS[attack](await at_control(controls, "right", machine))


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_provider_done_wrong_gives_in(
    controls: Controls, machine: httpx.AsyncClient, attack: str
) -> None:
    target = await at_control(controls, attack, machine)
    # A race is a matter of luck: whoever can win it, wins it in a few tries.
    for _ in range(CHANCES):
        if await ATTACKS[attack](target):
            return
    pytest.fail(f"{attack} got nowhere in {CHANCES} chances")
