"""The doors of the demo: everybody in it can sign in, with one password that is no secret."""

from typing import Final

from tributary import identity
from tributary.app import Application
from tributary.cli.demo.people import BRAND_SLUG, PEOPLE, Person
from tributary.cli.demo.telling import listed
from tributary.cli.serving import mail_folder
from tributary.kernel import Actor, BrandId, PartyId, UserId
from tributary.parties import party_id_of
from tributary.platform import Work

PASSWORD: Final = "qingluan-teahouse"  # noqa: S105  It is printed at every run.


async def open_doors(application: Application, brand_id: BrandId) -> None:
    """Let everybody in who has no password yet; in production nobody is let in by itself.

    A password that somebody set is left alone, and so is whoever joined the brand since.
    """
    if application.settings.production:
        return
    desk = application.desk
    async with desk.database.reading(brand_id) as session:
        inside = await identity.passwords_set(session, brand_id)
    async with desk.database.work(Actor.system(brand_id, "demo"), now=desk.clock()) as work:
        for person in PEOPLE:
            user_id = await invite(work, person)
            if user_id in inside:
                continue
            inside |= {user_id}
            await identity.set_password(
                work, user_id=user_id, email=person.email, name=person.name, text=PASSWORD
            )


async def invite(work: Work, person: Person) -> UserId:
    """Give a person of the demo a place in it."""
    code = person.distributor
    return await identity.add_user(
        work,
        email=person.email,
        name=person.name,
        language=person.language,
        role=person.role,
        party_id=None if code is None else PartyId(party_id_of(work.brand_id, code)),
    )


def tell_doors(application: Application) -> None:
    """Print where people come in, and who they are."""
    site = application.settings.public_url
    listed(
        "Come in 登录",
        {
            "console 品牌工作台": f"{site}/console/?brand={BRAND_SLUG}",
            "portal 分销商门户": f"{site}/portal/?brand={BRAND_SLUG}",
            "letters 邮件": _letters(application),
            "second step 两步验证": "[dim]nobody needs one here; want them of all:[/] "
            "tributary user require-factors",
        },
    )
    if application.settings.production:
        told = "[dim]tributary user set-password EMAIL lets one of them in[/]"
    else:
        told = f"password 密码 [bold]{PASSWORD}[/]"
    for title, is_brand in (("of the brand 品牌", True), ("of distributors 分销商", False)):
        listed(f"Logins 账号 {title}  {told}", _logins(is_brand=is_brand))


def _letters(application: Application) -> str:
    settings = application.settings
    if settings.smtp_url is not None or settings.production:
        return "[dim]go to the SMTP server you named[/]"
    return f"{mail_folder(settings)}  [dim]caught here, delivered nowhere[/]"


def _logins(*, is_brand: bool) -> dict[str, str]:
    """Return by address what each person is, where, and called what."""
    logins: dict[str, str] = {}
    for person in PEOPLE:
        if (person.distributor is None) is not is_brand:
            continue
        said = person.role.value.removeprefix("distributor_").replace("_", " ")
        where = "" if person.distributor is None else f" of {person.distributor}"
        known = logins.get(person.email)
        logins[person.email] = (
            f"{said}{where}  [dim]{person.name}[/]" if known is None else f"{said}, {known}"
        )
    return logins
