"""GraphiQL, for those who build on the graph: its page is for whoever is signed in, and ours alone.

It asks with the cookie of the person, so it sees and does what that person may, and needs a site
that takes documents of one's own with a cookie.
"""

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tributary.api.http.pages import HASHED, BuiltPages
from tributary.api.http.visitors import Visitors

PATH: Final = "/graphiql"


def explorer_routes(folder: Path, visitors: Visitors) -> list[Route]:
    """Return the routes of GraphiQL, built into a folder beside the web applications."""
    built = BuiltPages(folder)

    async def page(request: Request) -> Response:
        is_file = request.path_params["path"].startswith(f"{HASHED}/")
        if not is_file and await visitors.signed_in(request) is None:
            return RedirectResponse("/console/", status_code=303)
        return await built.page(request)

    async def lead(request: Request) -> Response:
        del request
        return RedirectResponse(f"{PATH}/", status_code=303)

    return [Route(PATH, lead), Route(f"{PATH}/{{path:path}}", page)]
