"""Ports for a site of one's own."""

import socket


def free_port() -> int:
    """Return a port that is free, and so are those of the demo beside it: 20, 40, 60 higher."""
    while True:
        with (
            socket.socket() as ours,
            socket.socket() as theirs,
            socket.socket() as mail,
            socket.socket() as erp,
        ):
            ours.bind(("127.0.0.1", 0))
            port = int(ours.getsockname()[1])
            try:
                theirs.bind(("127.0.0.1", port + 20))
                mail.bind(("127.0.0.1", port + 40))
                erp.bind(("127.0.0.1", port + 60))
            except (OSError, OverflowError):
                continue
            return port
