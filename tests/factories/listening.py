"""Another program that listens for webhooks, over real HTTP on this machine."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Heard:
    """One request that came."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def name(self) -> str:
        return self.headers["webhook-id"]

    @property
    def told(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.body)
        return said


@dataclass
class Listener:
    """What was heard, and what is answered."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict[str, str])
    answer: bytes = b""
    seconds: float = 0
    """How long it takes to answer."""
    heard: list[Heard] = field(default_factory=list[Heard])

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.heard]


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen at a port of this machine until the block ends."""
    listener = Listener()

    def answer(it: BaseHTTPRequestHandler) -> None:
        body = it.rfile.read(int(it.headers["content-length"]))
        told = {name.lower(): text for name, text in it.headers.items()}
        listener.heard.append(Heard(it.path, told, body))
        time.sleep(listener.seconds)
        it.send_response(listener.status)
        for name, text in listener.headers.items():
            it.send_header(name, text)
        it.send_header("content-length", str(len(listener.answer)))
        it.end_headers()
        it.wfile.write(listener.answer)

    def say_nothing(*_: object) -> None:
        """Keep the log of the tests clean."""

    # The library calls them by these names.
    deeds = {"do_POST": answer, "log_message": say_nothing}
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Answering", (BaseHTTPRequestHandler,), deeds)
    )
    server.daemon_threads = True
    listener.url = f"http://127.0.0.1:{server.server_address[1]}/hooks"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
