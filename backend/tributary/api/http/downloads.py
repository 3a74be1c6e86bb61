"""Downloads by capability link: a statement as PDF, CSV or XLSX."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tributary.api.http.forms import Download, Form, form_of
from tributary.kernel import Clock, Refusal
from tributary.platform import Capability, open_link

STATEMENT = "statement"

Fetch = Callable[[Capability, Form], Awaitable[Download | None]]


def statement_routes(fetch: Fetch, *, secret: str, clock: Clock) -> list[Route]:
    """Return GET /statements/{token}: the stored bytes, to be kept with `?download`.

    With `?format=csv` or `?format=xlsx` the same figures come as a file for spreadsheets, which is
    always kept: no browser shows one.
    """

    async def download(request: Request) -> Response:
        try:
            capability = open_link(
                request.path_params["token"], kind=STATEMENT, secret=secret, now=clock()
            )
        except Refusal as refusal:
            body = {"code": refusal.code, "message": refusal.message}
            return JSONResponse({"error": body}, status_code=404)
        form = form_of(request)
        found = None if form is None else await fetch(capability, form)
        if found is None:
            body = {"code": "NOT_FOUND", "message": "This statement is not there."}
            return JSONResponse({"error": body}, status_code=404)
        is_kept = "download" in request.query_params or form is not Form.PDF
        return Response(
            found.content,
            media_type=found.media_type,
            headers={
                "content-disposition": disposition(found.file_name, is_kept=is_kept),
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
