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

    def received(it: BaseHTTPRequestHandler) -> int:
        """Take a message, and return the status it is answered with."""
        length = int(it.headers.get("content-length", "0"))
        if length > BODY_MAX:
            return 413
        body = it.rfile.read(length)
        try:
            # The body as it came, before anything parses it.
            told = key.verify(body, {name.lower(): text for name, text in it.headers.items()})
        except WebhookVerificationError:
            log.warning("a message that is not signed by Tributary")
            return 401
        log.info("%s, message %s", told["type"], it.headers["webhook-id"])
        # Answered at once, worked off afterwards: a message may come twice, and in any order.
        if told["type"] in MOVES:
            woken.set()
        return 204

    def answer(it: BaseHTTPRequestHandler) -> None:
        it.send_response(received(it))
        it.send_header("content-length", "0")
        it.end_headers()

    def say_nothing(*_: object) -> None:
        """Leave the log to this program."""

    # The library calls them by these names.
    deeds = {"do_POST": answer, "log_message": say_nothing}
    receiver = type("Receiver", (BaseHTTPRequestHandler,), deeds)
    server = ThreadingHTTPServer(("127.0.0.1", port), receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
