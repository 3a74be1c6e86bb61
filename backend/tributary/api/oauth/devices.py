"""The page where a person types the code that a device shows, and allows it or not."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from tributary import identity
from tributary.api.oauth.asking import Parameters, Unreadable, parameters_of
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form, seconds_early
from tributary.api.oauth.doorway import Onward, sign_in_page
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import Allowed, Gate, SignedIn, Waiting
from tributary.platform import Work

PATH = "/oauth/device"


def device_endpoint(provider: Provider) -> Endpoint:
    """Return the page and the endpoint of its form."""

    async def endpoint(request: Request) -> Response:
        visitor = await provider.visitors.signed_in(request)
        if request.method == "POST":
            form = await own_form(provider, request)
            if isinstance(form, Response):
                return form
        else:
            form = _given(request)
        code = form.get("user_code") or form.get("code", "")
        if visitor is None:
            back = f"{PATH}?user_code={code}" if code.replace("-", "").isalnum() else PATH
            return shown(request, sign_in_page(Onward(back if back.isascii() else PATH)))
        if not code:
            return shown(request, _ask())
        early = await seconds_early(provider, request, Gate.DEVICE_PAGE, visitor.user_id.hex)
        if early:
            return _too_early(request, early)
        page = await _page(provider, visitor, code, form if request.method == "POST" else {})
        return shown(request, page)

    return guarded(endpoint)


async def _page(provider: Provider, visitor: SignedIn, code: str, sent: Parameters) -> Page:
    """Return the page about a code, or about what was done with it."""
    async with provider.work(visitor.brand.id) as work:
        waiting = await identity.device_waiting(work, user_code=code)
        if waiting is None:
            return _ask(wrong="device_unknown")
        if provider.is_ticket(sent.get("ticket", ""), visitor, code):
            return await _answer(work, waiting, visitor, sent.get("answer", "no"))
        return await _confirm(provider, work, waiting, visitor, code)


def _given(request: Request) -> dict[str, str]:
    try:
        return parameters_of(request.url.query)
    except Unreadable:
        return {}


def _ask(wrong: str = "") -> Page:
    form = Form(PATH, (("next", "next"),), fields=(("code", "text", "one-time-code"),))
    return Page("device", "device_text", wrong=wrong, form=form)


def _too_early(request: Request, seconds: int) -> Response:
    page = replace(_ask(wrong="SIGN_IN_DELAYED"), named={"seconds": str(seconds)}, status=429)
    answer = shown(request, page)
    answer.headers["retry-after"] = str(seconds)
    return answer


async def _confirm(
    provider: Provider, work: Work, waiting: Waiting, visitor: SignedIn, code: str
) -> Page:
    program = await identity.program_of(
        work.session, work.brand_id, waiting.program_id, now=work.opened_at
    )
    name = "" if program is None else program.name
    named = {
        "program": name,
        "brand": visitor.brand.name,
        "person": visitor.name,
        "code": code.upper(),
    }
    # The ticket is for this code alone: the form cannot be filled with another.
    hidden = {"user_code": code, "ticket": provider.ticket(visitor, code)}
    form = Form(PATH, (("yes", "allow"), ("no", "deny")), hidden)
    scopes = waiting.scope.split()
    return Page("consent", "consent_text", named, scopes=scopes, note="device_check", form=form)


async def _answer(work: Work, waiting: Waiting, visitor: SignedIn, answer: str) -> Page:
    if answer != "yes":
        await identity.deny_device(work, waiting)
        return Page("device_denied", "device_done_text")
    allowed = Allowed(
        program_id=waiting.program_id,
        scope=waiting.scope,
        user_id=visitor.user_id,
        party_id=visitor.party_id,
        session_id=visitor.session_id,
        signed_in_at=visitor.began_at,
    )
    await identity.allow_device(work, waiting, allowed)
    return Page("device_allowed", "device_done_text")
