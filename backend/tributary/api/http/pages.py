"""The console and the portal: built pages, each answer with a nonce of its own."""

import gzip
import mimetypes
import secrets
from collections.abc import Awaitable, Callable, Mapping
from html import escape
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from tributary.api.http.headers import PAGE_HEADERS
from tributary.api.http.visitors import told

NONCE: Final = "__CSP_NONCE__"
"""Stands in the built pages wherever the nonce belongs."""

APPS: Final = ("console", "portal")
HASHED: Final = "assets"
"""The folder of an application whose files have a hash of their content in their names."""

FOR_EVER: Final = "public, max-age=31536000, immutable"
A_WHILE: Final = "public, max-age=3600"

COMPRESSIBLE: Final = frozenset(
    {".js", ".mjs", ".css", ".html", ".svg", ".json", ".map", ".txt", ".webmanifest"}
)
WORTHWHILE_BYTES: Final = 1_024
COMPRESSED_MAX: Final = 64 * 1024 * 1024

_TYPES: Final[Mapping[str, str]] = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".map": "application/json",
}


def page_routes(folder: Path) -> list[Route]:
    """Return the routes of both web applications and of their files, built into a folder."""
    built = BuiltPages(folder)
    routes = [
        Route("/", _to("/portal/")),
        Route("/favicon.ico", built.icon),
        Route("/favicon.svg", built.icon),
    ]
    for app in APPS:
        routes.append(Route(f"/{app}", _to(f"/{app}/")))
        routes.append(Route(f"/{app}/{{path:path}}", built.page))
    return routes


class BuiltPages:
    """What `vite build` left in a folder, as browsers get it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._compressed: dict[tuple[Path, int], bytes] = {}
        self._held = 0

    async def page(self, request: Request) -> Response:
        """Return a file of an application, or its one page for every address it has itself."""
        app = request.url.path.split("/")[1]
        path: str = request.path_params["path"]
        is_hashed = path.startswith(f"{HASHED}/")
        file = self._file(f"{app}/{path}") if path and not path.endswith(".html") else None
        if file is not None:
            return await self._sent(request, file, FOR_EVER if is_hashed else A_WHILE)
        if is_hashed:
            # A page that was open while the next version came asks for files of the last one.
            return told(404, "NOT_FOUND", "There is no such file.")
        index = self._file(f"{app}/index.html")
        return unbuilt() if index is None else self._opened(index)

    async def icon(self, request: Request) -> Response:
        """Return the icon that browsers ask for by themselves."""
        file = self._file(request.url.path.removeprefix("/"))
        if file is None:
            return Response(status_code=204)
        return await self._sent(request, file, A_WHILE)

    def _file(self, name: str) -> Path | None:
        """Return a file inside the folder; whatever leads out of it is none."""
        if "\x00" in name:
            return None
        try:
            path = (self.folder / name).resolve()
            return path if path.is_relative_to(self.folder) and path.is_file() else None
        except OSError:
            # A name longer than the file system knows.
            return None

    def _opened(self, index: Path) -> Response:
        nonce = secrets.token_urlsafe(18)
        page = index.read_text(encoding="utf-8").replace(NONCE, nonce)
        return HTMLResponse(
            page,
            headers={
                **PAGE_HEADERS,
                "content-security-policy": policy(nonce),
                "cache-control": "no-store",
            },
        )

    async def _sent(self, request: Request, file: Path, caching: str) -> Response:
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        headers = {"cache-control": caching, "cross-origin-resource-policy": "same-origin"}
        if file.suffix in COMPRESSIBLE:
            headers["vary"] = "accept-encoding"
        packed = file.suffix in COMPRESSIBLE and _takes_gzip(request)
        content = await run_in_threadpool(self._content, file, packed=packed)
        if packed and content[:2] == b"\x1f\x8b":
            headers["content-encoding"] = "gzip"
        return Response(content, media_type=kind or "application/octet-stream", headers=headers)

    def _content(self, file: Path, *, packed: bool) -> bytes:
        if not packed or file.stat().st_size < WORTHWHILE_BYTES:
            return file.read_bytes()
        key = (file, file.stat().st_mtime_ns)
        known = self._compressed.get(key)
        if known is not None:
            return known
        content = gzip.compress(file.read_bytes(), 9, mtime=0)
        if self._held + len(content) > COMPRESSED_MAX:
            # Pages were built anew many times while we ran; what is asked for comes back.
            self._compressed.clear()
            self._held = 0
        self._compressed[key] = content
        self._held += len(content)
        return content


def policy(nonce: str) -> str:
    """Return what a page may load and run: our own files, and what carries its nonce."""
    return (
        "default-src 'none'; "
        f"script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def unbuilt() -> Response:
    """Return that the pages are not there yet, and how they get there."""
    how = "make frontend"
    body = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Tributary</title>"
        "<h1>The web pages are not built yet</h1>"
        f"<p>Run <code>{escape(how)}</code> in the project's folder, then load this page again. "
        "The API works without them.</p>"
        "<h1 lang=zh>网页尚未构建</h1>"
        f"<p lang=zh>请在项目目录运行 <code>{escape(how)}</code> 后刷新本页。</p></html>"
    )
    return HTMLResponse(body, status_code=503, headers={**PAGE_HEADERS, "retry-after": "60"})


def _takes_gzip(request: Request) -> bool:
    for offer in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, rest = offer.partition(";")
        if name.strip() == "gzip":
            return rest.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _to(path: str) -> Callable[[Request], Awaitable[Response]]:
    async def lead(request: Request) -> Response:
        del request
        return RedirectResponse(path, status_code=303)

    return lead
