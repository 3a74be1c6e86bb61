"""Requests for the graph that can be told from their bytes to be one whole, and nothing more."""

import re
from typing import Final

OPENING: Final = b"POST /graphql HTTP/1.1\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length: ?([0-9]{1,9})\r\n")
_NOT_PLAIN: Final = re.compile(
    rb"\r\n(?:connection|expect|transfer-encoding|upgrade)[ \t]*:|event-stream"
)
"""What changes how a request is read or answered."""


def body_of(received: bytes) -> bytes | None:
    r"""Return the body of a request for the graph; None if these bytes are not plainly one.

    >>> body_of(b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}")
    b'{}'
    >>> body_of(b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\n{}")
    """
    if not received.startswith(OPENING):
        return None
    head, _, body = received.partition(b"\r\n\r\n")
    head = head.lower() + b"\r\n"
    length = _LENGTH.search(head)
    if length is None or head.count(b"content-length") > 1 or _NOT_PLAIN.search(head):
        return None
    return body if int(length[1]) == len(body) else None
