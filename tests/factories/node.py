"""Clients and servers in JavaScript, as their makers publish them, run by Node."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

SCRIPTS: Final = Path(__file__).resolve().parents[1] / "npm"


async def told_by(
    script: str,
    given: dict[str, Any],
    led: Callable[[str], Awaitable[str]] | None = None,
) -> Any:  # noqa: ANN401  JSON, which has any type.
    """Run a script and return what it tells.

    Args:
        script: its name in `tests/npm`.
        given: what it is told first.
        led: opens an address in a browser for it, and returns where the person was led.
    """
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPTS / script), stdin=pipe, stdout=pipe, stderr=pipe
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    said: dict[str, Any] = given
    while True:
        process.stdin.write(json.dumps(said).encode() + b"\n")
        line = await process.stdout.readline()
        assert line, (await process.stderr.read()).decode()
        told = json.loads(line)
        if "result" in told:
            await process.wait()
            return told["result"]
        assert led is not None, "the script asks for a browser"
        said = {"led": await led(told["open"])}
