"""Listening to webhooks: money that moved wakes the script, which then asks what is new."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from standardwebhooks import Webhook, WebhookVerificationError

log = logging.getLogger(__name__)

MOVES: Final = frozenset({"payment.received", "refund.settled", "payout.settled"})
BODY_MAX: Final = 1_000_000


@contextmanager
def listening(port: int, secret: str, woken: threading.Event) -> Iterator[int]:
    """Listen while the block runs; hand out the port, and set the event when money moved."""
    key = Webhook(secret)

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            body = self.rfile.read(length) if length <= BODY_MAX else b""
            try:
                # The body as it came, before anything parses it.
                told = key.verify(body, {name.lower(): it for name, it in self.headers.items()})
            except WebhookVerificationError:
                log.warning("a message that is not signed by Tributary")
                self._answer(401)
                return
            log.info("%s, message %s", told["type"], self.headers["webhook-id"])
            # Answered at once, worked off afterwards: a message may come twice, and in any order.
            if told["type"] in MOVES:
                woken.set()
            self._answer(204)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing beside our own log."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
