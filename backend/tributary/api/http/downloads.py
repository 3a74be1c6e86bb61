"""Downloads by capability link: the PDF of a statement."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tributary.kernel import Clock, Refusal
from tributary.platform import Capability, open_link

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Download:
    """A stored file, ready to be sent."""

    content: bytes
    media_type: str
    file_name: str
    sha256: str


Fetch = Callable[[Capability], Awaitable[Download | None]]


def statement_routes(fetch: Fetch, *, secret: str, clock: Clock) -> list[Route]:
    """Return GET /statements/{token}: the stored bytes, to be kept with `?download`."""

    async def download(request: Request) -> Response:
        try:
            capability = open_link(
                request.path_params["token"], kind=STATEMENT, secret=secret, now=clock()
            )
        except Refusal as refusal:
            body = {"code": refusal.code, "message": refusal.message}
            return JSONResponse({"error": body}, status_code=404)
        found = await fetch(capability)
        if found is None:
            body = {"code": "NOT_FOUND", "message": "This statement is not there."}
            return JSONResponse({"error": body}, status_code=404)
        return Response(
            found.content,
            media_type=found.media_type,
            headers={
                "content-disposition": disposition(
                    found.file_name, is_kept="download" in request.query_params
                ),
                "etag": f'"{found.sha256}"',
            },
        )

    return [Route("/statements/{token}", download)]


def disposition(file_name: str, *, is_kept: bool = False) -> str:
    """Return the header that names a file, whatever alphabet the name is written in.

    Args:
        file_name: what the file is called.
        is_kept: whether the browser keeps the file instead of showing it.

    >>> disposition("对账单.pdf")
    "inline; filename*=UTF-8''%E5%AF%B9%E8%B4%A6%E5%8D%95.pdf"
    """
    how = "attachment" if is_kept else "inline"
    return f"{how}; filename*=UTF-8''{quote(file_name, safe='')}"
