"""P1: a statement with 20 lines and 50 orders with lines and payments, over HTTP.

Eight brands, 2,000 distributors and 200,000 orders on a server of its own with the product's
durable settings; distributors' people look, so that brand, visibility and row policies all work.
Each application runs in one process and gets the same requests in turns, over 16 connections and
over 64; the engine in two processes at once as well, all on the cores that the load has, too.
Floor: the same SQL with known arguments in a bare ASGI application over the same pool. The whole
site, whose people come with a cookie, is held against a floor that asks for the session as well.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import psycopg

from bench import graphql_peer
from bench.graphql_servers import DOCUMENTS, cookie_of, sign_in, variables, viewers
from bench.server import own_server
from tests.factories.trade import Trade, analysed, write_trade
from tributary.kernel import BrandId, new_id
from tributary.platform.postgres import DatabaseUrls

BRANDS = int(os.environ.get("P1_BRANDS", "8"))
DISTRIBUTORS = 250
ORDERS = int(os.environ.get("P1_ORDERS", "25000"))
CONNECTIONS = 16
MANY = 64
SECONDS = 1.0
ROUNDS = 12
REACH_FLOOR = float(os.environ.get("REACH", "0.9"))
REACH_STOCK = 10.0
REACH_PEER = float(os.environ.get("REACH_PEER", "3"))

Request = bytes
Turns = Sequence[dict[str, float]]
"""Requests per second by application, turn after turn."""
Found = dict[tuple[str, int], Turns]
"""What was measured of each query, by number of connections."""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fill(url: str) -> list[UUID]:
    """Write all brands; foreign keys hold by construction and are checked on the small ones."""
    brands: list[UUID] = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        connection.execute("SET session_replication_role TO replica")
        for _ in range(BRANDS):
            brand_id = BrandId(new_id())
            write_trade(
                connection,
                Trade(brand_id, distributors=DISTRIBUTORS, orders=ORDERS, statement_lines=20),
            )
            brands.append(brand_id)
            print(f"brand {len(brands)} of {BRANDS}")
        analysed(connection)
        connection.execute("VACUUM")
    return brands


@contextmanager
def server(kind: str, urls: DatabaseUrls, brands: list[UUID]) -> Iterator[int]:
    """Run one application in a process of its own; yield its port."""
    port = free_port()
    settings = {
        "kind": kind,
        "urls": asdict(urls),
        "brands": [str(each) for each in brands],
        "distributors": DISTRIBUTORS,
        "port": port,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bench.graphql_servers"],
        env={**os.environ, "P1_SERVER": json.dumps(settings)},
    ) as process:
        try:
            wait_for(port)
            yield port
            print(f"{kind} rss_mb={rss_mb(process.pid)}")
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("a server does not start")


def rss_mb(pid: int) -> int:
    """Return the resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def requests_for(kind: str, name: str, brands: list[UUID]) -> list[Request]:
    """Return one request of each viewer, as it goes over the wire."""
    made = []
    for place, viewer in enumerate(viewers(brands, DISTRIBUTORS)):
        if kind == "peer":
            text = graphql_peer.DOCUMENTS[name]
            given = graphql_peer.variables(name, viewer, place, len(brands))
        else:
            text, given = DOCUMENTS[name], variables(name, viewer, place, len(brands))
        body = json.dumps({"query": text, "variables": given}).encode()
        made.append(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + f"x-tributary: 1\r\ncookie: __Host-tributary={cookie_of(viewer)}\r\n".encode()
            + f"x-viewer: {place}\r\nx-document: {name}\r\n".encode()
            + f"content-length: {len(body)}\r\n\r\n".encode()
            + body
        )
    return made


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request
) -> bytes:
    """Send one request and return the body of the answer."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    start = lower.index(b"content-length:") + 15
    length = int(lower[start : lower.index(b"\r", start)])
    body = await reader.readexactly(length)
    if b" 200 " not in head[:15] or b'"errors"' in body[:20]:
        raise AssertionError(body[:500])
    return body


async def load(
    port: int, requests: list[Request], seconds: float, connections: int = CONNECTIONS
) -> float:
    """Return requests per second over all connections."""
    done = 0
    end = time.perf_counter() + seconds

    async def one(place: int) -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        while time.perf_counter() < end:
            await exchange(reader, writer, requests[place % len(requests)])
            place += connections + 1
            done += 1
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*[one(place) for place in range(connections)])
    return done / (time.perf_counter() - started)


async def sizes(ports: dict[str, int], requests: dict[str, list[Request]]) -> str:
    """Make sure that ours say the same, and the peer of the same rows; return all sizes."""
    answers = {}
    for kind, port in ports.items():
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        answers[kind] = await exchange(reader, writer, requests[kind][0])
        writer.close()
    if len({answers[kind] for kind in ("engine", "floor", "site", "signed")}) > 1:
        raise AssertionError(f"they differ: {answers}")
    if "peer" in answers and numbers(answers["peer"]) != numbers(answers["engine"]):
        raise AssertionError(f"the peer reads other rows: {answers['peer'][:500]!r}")
    return " ".join(f"{kind}={len(body)}" for kind, body in answers.items())


def numbers(answer: bytes) -> list[str]:
    """Return the numbers of the statement, or of the orders, that an answer tells of."""
    (told,) = json.loads(answer)["data"].values()
    return [each["number"] for each in told.get("nodes", [told])]


def measure(
    ports: dict[str, int], name: str, brands: list[UUID], connections: int
) -> list[dict[str, float]]:
    """Return the requests per second of each application in each turn.

    Many short turns rather than a few long ones, forwards and backwards: what the machine does
    besides comes and goes within seconds, so that only neighbours of one turn are compared.
    """
    requests = {kind: requests_for(kind, name, brands) for kind in ports}
    print(f"{name} bytes {asyncio.run(sizes(ports, requests))}")
    for kind, port in ports.items():
        asyncio.run(load(port, requests[kind], 2 * SECONDS, connections))
    turns: list[dict[str, float]] = []
    for turn in range(ROUNDS):
        order = list(ports) if turn % 2 else list(reversed(ports))
        turns.append(
            {
                kind: asyncio.run(load(ports[kind], requests[kind], SECONDS, connections))
                for kind in order
            }
        )
    shown = " ".join(f"{kind}={rate(turns, kind):.0f}/s" for kind in ports)
    print(f"{name} connections={connections} {shown}")
    return turns


def rate(turns: Turns, kind: str) -> float:
    """Return the requests per second of one application in the middle one of its turns."""
    return statistics.median(turn[kind] for turn in turns)


def ratio(turns: Turns, kind: str, other: str) -> float:
    """Return how fast one application is in terms of another, in the middle one of the turns."""
    return statistics.median(turn[kind] / turn[other] for turn in turns)


def ratios(found: Found, kind: str, other: str) -> list[float]:
    """Return how fast an application is by query and number of connections, and show it."""
    each = {key: ratio(turns, kind, other) for key, turns in found.items() if other in turns[0]}
    for (name, connections), value in each.items():
        print(f"{name} connections={connections} {kind}/{other}={value:.3f}")
    return list(each.values())


async def side_by_side(ports: Sequence[int], requests: list[Request]) -> float:
    """Return requests per second of one application that runs in several processes."""
    share = CONNECTIONS // len(ports)
    return sum(await asyncio.gather(*[load(port, requests, SECONDS, share) for port in ports]))


def scaled(ports: Sequence[int], brands: list[UUID]) -> float:
    """Return how many times as much two processes answer as one; the load shares their cores."""
    requests = requests_for("engine", "statement", brands)
    one, two = (
        statistics.median(
            asyncio.run(side_by_side(ports[:number], requests)) for _ in range(ROUNDS)
        )
        for number in (1, 2)
    )
    print(f"statement processes=1 {one:.0f}/s processes=2 {two:.0f}/s")
    return two / one


def main() -> int:
    """Measure both queries and print the figure."""
    with ExitStack() as stack:
        home, superuser, urls = stack.enter_context(own_server("p1"))
        brands = fill(superuser)
        known = viewers(brands, DISTRIBUTORS)
        sign_in(superuser, known)
        ports = {
            kind: stack.enter_context(server(kind, urls, brands))
            for kind in ("engine", "floor", "signed", "site", "stock")
        }
        port = free_port()
        peer = graphql_peer.postgraphile(graphql_peer.let_in(superuser), known, port, home / "peer")
        if stack.enter_context(peer):
            ports["peer"] = port
        second = stack.enter_context(server("engine", urls, brands))
        two = scaled((ports["engine"], second), brands)
        found: Found = {
            (name, connections): measure(ports, name, brands, connections)
            for connections in (CONNECTIONS, MANY)
            for name in DOCUMENTS
        }
        return closing(found, two)


def closing(found: Found, two: float) -> int:
    """Print the closing line: the worst of the two queries and numbers of connections counts.

    Stock Strawberry is held against the time that one of each takes: half of a small answer is
    HTTP, which is the same for everybody.
    """
    floor = min(ratios(found, "engine", "floor"))
    signed = min(ratios(found, "site", "signed"))
    beaten = ratios(found, "engine", "peer")
    engine, strawberry = (
        sum(1 / rate(turns, kind) for turns in found.values()) for kind in ("engine", "stock")
    )
    stock = strawberry / engine
    rates = " ".join(
        f"{name}={rate(found[name, CONNECTIONS], 'engine'):.0f}/s" for name in DOCUMENTS
    )
    told = f"{min(beaten):.1f}" if beaten else "none"
    reached = min(floor, signed) >= REACH_FLOOR and stock >= REACH_STOCK
    reached = reached and min(beaten, default=REACH_PEER) >= REACH_PEER
    verdict = "ok" if reached else "no"
    print(
        f"P1 {rates} floor={floor:.2f} signed={signed:.2f} stock={stock:.1f} peer={told} "
        f"processes={two:.1f} reach={verdict}"
    )
    return 0 if reached else 1
