"""Files that people and programs send: read no further than allowed, kept as files of the brand."""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tributary.api.graphql import Authenticate, Viewer
from tributary.api.http.visitors import Endpoint, actor_of, lacking, signed_out, told
from tributary.identity import BRAND_ROLES, Role
from tributary.platform import Desk, blobs

UPLOAD_MAX: Final = 10 * 1024 * 1024
NAME_MAX: Final = 200

MEDIA_TYPES: Final = frozenset(
    {
        "text/csv",
        "application/json",
        "application/x-ndjson",
        "application/jsonl",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream",
    }
)

UPLOADERS: Final = BRAND_ROLES - {Role.AUDITOR}
"""Auditors change nothing, and people of distributors send orders, not files."""

SCOPE: Final = "channels:write"
"""What a program needs for it, as for the mutations that read such a file."""

_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def uploads_endpoint(desk: Desk, authenticate: Authenticate) -> Endpoint:
    """Return the endpoint that keeps the body of a request as a file, and tells its id.

    Args:
        desk: database and clock of the application role.
        authenticate: finds out who asks, by a cookie or a token.
    """

    async def endpoint(request: Request) -> Response:
        viewer = await authenticate(request)
        if viewer is None:
            return signed_out()
        declined = _declined(viewer)
        if declined is not None:
            return declined
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in MEDIA_TYPES:
            return told(415, "UNSUPPORTED_MEDIA_TYPE", "Send a CSV, JSON or XLSX file.")
        content = await _bounded(request)
        if content is None:
            return told(413, "BODY_TOO_LARGE", f"A file has at most {UPLOAD_MAX} bytes.")
        if not content:
            return told(422, "FILE_EMPTY", "The file is empty: choose another.")
        name = shown_name(request.query_params.get("name", ""))
        async with desk.database.work(actor_of(viewer), now=desk.clock()) as work:
            blob_id = await blobs.store(work, content, media_type=media_type, file_name=name)
            fields = {"file_name": name, "bytes": len(content)}
            await work.audit("uploads.keep", subject="blob", subject_id=blob_id, after=fields)
        return JSONResponse({"uploadId": str(blob_id)}, status_code=201)

    return endpoint


def _declined(viewer: Viewer) -> Response | None:
    if viewer.roles.isdisjoint(UPLOADERS):
        return told(403, "ROLE_MISSING", "Ask somebody of the brand who imports orders.")
    return None if viewer.may(SCOPE) else lacking(SCOPE)


def shown_name(given: str) -> str:
    r"""Return the name of a file without its folders and without what cannot be seen.

    >>> shown_name("C:\\orders\\十月.csv"), shown_name("../../etc/passwd"), shown_name("\n")
    ('十月.csv', 'passwd', 'file')
    """
    last = re.split(r"[/\\]", given)[-1]
    return _UNPRINTABLE.sub("", last).strip()[:NAME_MAX] or "file"


async def _bounded(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is larger than a file may be."""
    # A number of more digits than the largest file is larger, however it is read.
    length = request.headers.get("content-length", "0")[: len(str(UPLOAD_MAX)) + 1]
    if length.isascii() and length.isdigit() and int(length) > UPLOAD_MAX:
        return None
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > UPLOAD_MAX:
            return None
        pieces.append(piece)
    return b"".join(pieces)
