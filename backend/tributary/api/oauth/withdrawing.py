"""The page where people see what they allowed programs, and take it back."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary import identity
from tributary.api.http.visitors import actor_of, told
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form
from tributary.api.oauth.doorway import Onward, sign_in_page
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import Consent, SignedIn

PATH = "/oauth/consents"


def consents_endpoint(provider: Provider) -> Endpoint:
    """Return the page and the endpoint of its forms."""

    async def endpoint(request: Request) -> Response:
        visitor = await provider.visitors.signed_in(request)
        if request.method == "POST":
            form = await own_form(provider, request)
            if isinstance(form, Response):
                return form
            name = form.get("program", "")
            if visitor is None or not provider.is_ticket(
                form.get("ticket", ""), visitor, f"{PATH} {name}"
            ):
                return told(403, "CROSS_SITE", "This form was not shown in this session.")
            await _withdraw(provider, visitor, UUID(name))
            # Whoever loads the page anew must not send the form again.
            return RedirectResponse(PATH, status_code=303)
        if visitor is None:
            return shown(request, sign_in_page(Onward(PATH)))
        async with provider.desk.database.reading(visitor.brand.id) as session:
            found = await identity.consents_of(
                session, visitor.brand.id, user_id=visitor.user_id, party_id=visitor.party_id
            )
        named = {"brand": visitor.brand.name, "person": visitor.name}
        return shown(
            request,
            Page(
                "consents",
                "consents_text" if found else "consents_none",
                named,
                forms=[_form(provider, visitor, each) for each in found],
            ),
        )

    return guarded(endpoint)


def _form(provider: Provider, visitor: SignedIn, consent: Consent) -> Form:
    name = consent.program_id.hex
    return Form(
        PATH,
        (("withdraw", "withdraw"),),
        {"program": name, "ticket": provider.ticket(visitor, f"{PATH} {name}")},
        heading=f"{consent.program_name} · {consent.since:%Y-%m-%d}",
        scopes=sorted(consent.scopes),
    )


async def _withdraw(provider: Provider, visitor: SignedIn, program_id: UUID) -> None:
    desk = provider.desk
    async with desk.database.work(actor_of(visitor), now=desk.clock()) as work:
        await identity.withdraw_consent(
            work, program_id=program_id, user_id=visitor.user_id, party_id=visitor.party_id
        )
