"""What people read about it when an owner looks at the pages as them."""

import pytest

from tests.messaging.conftest import PostOffice
from tributary import identity
from tributary.identity import Role
from tributary.identity.operations.sessions import Opening, admit
from tributary.kernel import Actor, UserId

REASON = "You report a wrong sum\nBcc: all@evil.example {brand} <b>now</b>"

LETTERS = {
    "en": (
        "Mei Lin looks at the pages as you",
        (
            "Dear Li Wei,\n\n"
            "Mei Lin, an owner of 荷叶茶业 Lotus Tea, looks at the pages as you for at most 30 "
            "minutes, and can change nothing and move no money.\n"
            "Reason: You report a wrong sum Bcc: all@evil.example {brand} <b>now</b>\n\n"
            "Your page Security shows when it was.\n\n"
            "-- \n荷叶茶业 Lotus Tea\n"
        ),
    ),
    "zh": (
        "Mei Lin正在以您的身份查看",
        (
            "Li Wei，您好：\n\n"
            "荷叶茶业 Lotus Tea的负责人Mei Lin正在以您的身份查看页面，最长30分钟。"
            "期间不能更改任何内容，也不能动用资金。\n"
            "理由：You report a wrong sum Bcc: all@evil.example {brand} <b>now</b>\n\n"
            "记录显示在您的“安全”页面上。\n\n"
            "-- \n荷叶茶业 Lotus Tea\n"
        ),
    ),
}


async def look(office: PostOffice, owner: UserId, person: UserId, reason: str) -> None:
    """Have an owner look as a person, in a session of the owner's own."""
    async with office.desk.work(office.brand_id, "test") as work:
        admission = await admit(work, owner, None, Opening("a browser"))
    actor = Actor(office.brand_id, owner, "api")
    async with office.desk.database.work(actor, now=office.desk.clock()) as work:
        await identity.begin_impersonation(
            work,
            session_id=admission.session_id,
            user_id=person,
            party_id=None,
            reason=reason,
        )


async def owner_of(office: PostOffice) -> tuple[UserId, str]:
    owner, address = await office.person()
    async with office.desk.work(office.brand_id, "test") as work:
        await work.run("UPDATE users SET name = 'Mei Lin' WHERE id = :id", id=owner)
    return owner, address


@pytest.mark.parametrize("language", LETTERS)
async def test_the_person_reads_who_looks_how_long_and_why_and_nobody_else_does(
    office: PostOffice, language: str
) -> None:
    owner, owners = await owner_of(office)
    person, address = await office.person(Role.ACCOUNTANT, language=language)
    _, colleagues = await office.person(Role.ACCOUNTANT, language=language)

    await look(office, owner, person, REASON)
    await office.deliver()

    (letter,) = office.catcher.letters(address)
    subject, body = LETTERS[language]
    assert letter["Subject"] == subject
    assert letter.get_content().replace("\r\n", "\n") == body
    assert (letter["To"], letter["Bcc"]) == (address, None)
    assert office.catcher.letters(owners) == office.catcher.letters(colleagues) == []


async def test_each_time_is_told(office: PostOffice) -> None:
    owner, _ = await owner_of(office)
    person, address = await office.person(Role.ACCOUNTANT)

    for reason in ("A wrong sum is reported.", "It is reported once more."):
        await look(office, owner, person, reason)
    await office.deliver()

    told = [letter.get_content() for letter in office.catcher.letters(address)]
    reasons = sorted(each.partition("Reason: ")[2].partition("\n")[0].strip() for each in told)
    assert reasons == ["A wrong sum is reported.", "It is reported once more."]
