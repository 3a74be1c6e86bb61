"""Links in letters: who gets one, what it opens, how often, and what it ends."""

import asyncio
import re

import pytest

from tests.conftest import MovingClock
from tests.factories.identity import slug_of
from tests.messaging.conftest import PostOffice, office
from tributary import identity
from tributary.identity import Knock, Role, TicketKind
from tributary.kernel import Actor, UserId, new_id
from tributary.platform import Seals

__all__ = ["office"]

PASSWORD = "lantern tide orchard nine"
OTHER = "seven quiet paper boats"
TOKEN = re.compile(r"/(console|portal)/ticket#([0-9a-f]{32}\.[\w-]{43})\b")


async def asked(office: PostOffice, email: str, *, slug: str | None = None) -> None:
    await identity.ask_reset(
        office.desk, slug=slug or slug_of(office.brand_id), email=email, address=str(new_id())
    )
    await office.deliver()


def tokens(office: PostOffice, email: str) -> list[str]:
    """Return what the links hold that were sent to an address."""
    bodies = [letter.get_content() for letter in office.catcher.letters(email)]
    return [found[2] for body in bodies for found in TOKEN.finditer(body)]


async def sign_in(office: PostOffice, email: str, password: str) -> identity.Admission:
    knock = Knock(slug_of(office.brand_id), email, password, address=str(new_id()))
    return await identity.sign_in(office.desk, knock)


async def test_a_forgotten_password_is_replaced_by_a_link(office: PostOffice) -> None:
    _, email = await office.person()
    await asked(office, email.upper())

    (token,) = tokens(office, email)
    ticket = await identity.redeem_ticket(office.desk, token, password=PASSWORD)

    assert (ticket.kind, ticket.person.email) == (TicketKind.RESET, email)
    assert (await sign_in(office, email, PASSWORD)).brand_id == office.brand_id
    async with office.desk.work(office.brand_id, "test") as work:
        (row,) = await work.rows("SELECT email_verified_at FROM users WHERE email = :e", e=email)
    assert row.email_verified_at is not None


async def test_a_link_opens_once_and_of_many_at_once_for_one(office: PostOffice) -> None:
    _, email = await office.person()
    await asked(office, email)
    (token,) = tokens(office, email)

    outcomes = await asyncio.gather(
        *(identity.redeem_ticket(office.desk, token, password=PASSWORD) for _ in range(5)),
        return_exceptions=True,
    )

    assert sum(not isinstance(each, Exception) for each in outcomes) == 1
    assert {type(each) for each in outcomes if isinstance(each, Exception)} == {
        identity.TicketInvalid
    }
    with pytest.raises(identity.TicketInvalid):
        await identity.open_ticket(office.desk, token)


async def test_a_new_password_ends_sessions_and_every_other_link(
    office: PostOffice, clock: MovingClock
) -> None:
    user_id, email = await office.person()
    async with office.desk.work(office.brand_id, "test") as work:
        await identity.set_password(
            work, user_id=user_id, email=email, name="Li Wei", text=PASSWORD
        )
    await sign_in(office, email, PASSWORD)
    await asked(office, email)
    await asked(office, email)
    first, second = tokens(office, email)
    clock.move(minutes=1)

    await identity.redeem_ticket(office.desk, second, password=OTHER)

    with pytest.raises(identity.TicketInvalid):
        await identity.redeem_ticket(office.desk, first, password=PASSWORD)
    with pytest.raises(identity.SignInFailed):
        await sign_in(office, email, PASSWORD)
    await office.deliver()
    subjects = [letter["Subject"] for letter in office.catcher.letters(email)]
    assert subjects[-1] == "Your password was changed"


async def test_a_link_is_over_after_an_hour(office: PostOffice, clock: MovingClock) -> None:
    _, email = await office.person()
    await asked(office, email)
    (token,) = tokens(office, email)
    clock.move(hours=1)

    with pytest.raises(identity.TicketInvalid):
        await identity.redeem_ticket(office.desk, token, password=PASSWORD)


async def test_a_weak_password_leaves_the_link_as_it_was(office: PostOffice) -> None:
    _, email = await office.person()
    await asked(office, email)
    (token,) = tokens(office, email)

    with pytest.raises(identity.PasswordUnsuitable):
        await identity.redeem_ticket(office.desk, token, password="password2026")

    await identity.redeem_ticket(office.desk, token, password=PASSWORD)


@pytest.mark.parametrize("email", ["nobody@nowhere.example", "no address", "\x00", ""])
async def test_who_is_unknown_gets_the_same_answer_and_no_letter(
    office: PostOffice, email: str
) -> None:
    await asked(office, email)
    await asked(office, email, slug="nowhere")

    assert office.catcher.letters() == []


async def test_asking_often_has_to_wait(office: PostOffice) -> None:
    _, email = await office.person()
    address = str(new_id())
    with pytest.raises(identity.SignInDelayed):
        for _ in range(7):
            await identity.ask_reset(
                office.desk, slug=slug_of(office.brand_id), email=email, address=address
            )


async def test_of_a_link_only_a_hash_is_kept(office: PostOffice) -> None:
    _, email = await office.person()
    await asked(office, email)
    (token,) = tokens(office, email)
    secret = token.partition(".")[2]

    async with office.desk.work(office.brand_id, "test") as work:
        kept = await work.rows(
            "SELECT to_jsonb(t)::text AS row FROM tickets t "
            "UNION ALL SELECT to_jsonb(l)::text FROM letters l "
            "UNION ALL SELECT to_jsonb(e)::text FROM events e "
            "UNION ALL SELECT to_jsonb(a)::text FROM audit_entries a"
        )

    assert len(kept) > 3
    assert not any(secret in each.row for each in kept)


async def test_an_owner_invites_and_the_invited_chooses_a_password(office: PostOffice) -> None:
    owner, _ = await office.person()
    email = f"{new_id().hex}@lotus.example"
    actor = Actor(office.brand_id, owner, "test")
    async with office.desk.database.work(actor, now=office.desk.clock()) as work:
        await identity.invite(
            work,
            office.desk.port(Seals),
            email=email,
            name="Wang Fang",
            language="zh",
            roles=(Role.ACCOUNTANT,),
        )
    await office.deliver()

    (token,) = tokens(office, email)
    (letter,) = office.catcher.letters(email)
    assert "邀请" in letter["Subject"]
    await identity.redeem_ticket(office.desk, token, password=PASSWORD)
    await sign_in(office, email, PASSWORD)


async def test_who_has_a_password_is_only_told(office: PostOffice) -> None:
    user_id, email = await office.person()
    async with office.desk.work(office.brand_id, "test") as work:
        await identity.set_password(
            work, user_id=user_id, email=email, name="Li Wei", text=PASSWORD
        )
        await identity.invite(
            work,
            office.desk.port(Seals),
            email=email,
            name="Li Wei",
            language="en",
            roles=(Role.AUDITOR,),
        )
    await office.deliver()

    (letter,) = office.catcher.letters(email)
    assert "You have access" in letter["Subject"]
    assert tokens(office, email) == []


async def test_only_owners_give_and_take_roles_and_one_owner_stays(office: PostOffice) -> None:
    owner, _ = await office.person()
    accountant, _ = await office.person(Role.ACCOUNTANT)

    async def remove(by: UserId, whose: UserId, role: Role) -> None:
        actor = Actor(office.brand_id, by, "test")
        async with office.desk.database.work(actor, now=office.desk.clock()) as work:
            await identity.remove_role(work, user_id=whose, role=role)

    with pytest.raises(identity.RoleMissing):
        await remove(accountant, owner, Role.OWNER)
    with pytest.raises(identity.LastOwner):
        await remove(owner, owner, Role.OWNER)
    await remove(owner, accountant, Role.ACCOUNTANT)
    with pytest.raises(identity.MemberUnknown):
        await remove(owner, accountant, Role.ACCOUNTANT)
    with pytest.raises(identity.RoleMissing):
        actor = Actor(office.brand_id, accountant, "test")
        async with office.desk.database.work(actor, now=office.desk.clock()) as work:
            await identity.invite(
                work,
                office.desk.port(Seals),
                email="x@y.example",
                name="X",
                language="en",
                roles=(Role.OWNER,),
            )
