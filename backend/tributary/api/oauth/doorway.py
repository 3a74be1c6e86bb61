"""The pages on which somebody signs in on the way to a program, and where it goes on from there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from tributary.api.oauth.asking import Parameters
from tributary.api.oauth.pages import Form, Page, source_of
from tributary.identity import outside

PATH: Final = "/oauth/sign-in"

_BACK: Final = re.compile(r"/oauth/(?:authorize|consents|device)(?:\?[!-~]*)?", re.ASCII)
"""Where one may return to: nowhere but to our own pages."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where somebody goes on who signs in here, and what the pages say of that."""

    back: str
    leads_to: str = ""
    """The site of the program, which browsers want to know beforehand."""
    program: str = ""
    brand: str = ""
    """The slug."""
    brand_name: str = ""
    """Empty where the person says which brand it is."""
    anew: str = ""
    """Not empty where the program wants the person to prove again who it is."""
    links: str = ""
    """Not empty where a password links the account that the browser just brought back."""

    @classmethod
    def sent(cls, form: Parameters) -> "Onward":
        """Return what a page of ours sent along."""
        return cls(**{name: form.get(name, "") for name in cls.__slots__})

    @property
    def is_ours(self) -> bool:
        """Tell whether it leads to a page of ours; nobody is led anywhere else."""
        return _BACK.fullmatch(self.back) is not None

    @property
    def hidden(self) -> dict[str, str]:
        """What forms send along."""
        site = source_of(self.leads_to)
        sent = {name: getattr(self, name) for name in type(self).__slots__} | {"leads_to": site}
        return {name: value for name, value in sent.items() if value}

    @property
    def named(self) -> dict[str, str]:
        """What stands in the places of the words."""
        return {"program": self.program or "Tributary", "brand": self.brand_name or "Tributary"}


def sign_in_page(onward: Onward, doors: Sequence[outside.IdentityProvider] = ()) -> Page:
    """Return the page on which somebody signs in and then goes on."""
    fields = [("email", "email", "username"), ("password", "password", "current-password")]
    hidden = onward.hidden
    buttons = [("yes", "sign_in")]
    typed: dict[str, str] = {}
    if not onward.brand_name:
        fields.insert(0, ("brand", "text", "organization"))
        typed["brand"] = hidden.pop("brand", "")
        if not doors:
            buttons.append(("doors", "company_account"))
    text = "sign_in_text" if onward.program else ""
    # An account that was just brought back waits for a password: no other one is fetched.
    offered = () if onward.links else doors
    return Page(
        "sign_in",
        "unlinked" if onward.links else text,
        onward.named,
        form=Form(PATH, buttons, hidden, fields, typed=typed),
        forms=[_door(onward, each) for each in offered],
        leads_to=onward.leads_to,
    )


def _door(onward: Onward, door: outside.IdentityProvider) -> Form:
    """Return the button that leads to a provider."""
    hidden = onward.hidden | {"provider": str(door.id)}
    return Form(PATH, (("door", "with_provider"),), hidden, named={"provider": door.name})


def second_page(onward: Onward, token: str) -> Page:
    """Return the page on which somebody shows a code, after the first step was right."""
    return Page(
        "second_factor",
        "second_factor_text",
        onward.named,
        form=Form(
            PATH,
            (("yes", "sign_in"),),
            onward.hidden | {"pending": token},
            [("factor_code", "text", "one-time-code")],
        ),
        leads_to=onward.leads_to,
    )


def away_page(onward: Onward, location: str) -> Page:
    """Return the page that leads to a provider by itself.

    A redirect would be the answer to a form, and of a form the browser is told where it may lead:
    to the program, and not to whatever provider somebody chooses.
    """
    place = urlsplit(location).hostname or ""
    named = onward.named | {"place": place}
    return Page("away", "away_text", named, link=(location, "next"))
