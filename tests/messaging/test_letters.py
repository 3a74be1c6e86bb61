"""Letters: written with what they are about, sent afterwards, never lost, harmless if doubled."""

import pytest

from tests.conftest import MovingClock
from tests.messaging.conftest import PostOffice
from tributary import messaging
from tributary.kernel import Outage
from tributary.messaging import LETTER_TRANSITIONS, LetterKind, LetterState
from tributary.messaging.reactions import forget
from tributary.messaging.rules import text_of
from tributary.platform import Work

ADDRESS = "li.wei@lotus.example"


async def written(work: Work, *, address: str = ADDRESS, language: str = "en") -> None:
    await messaging.write_letter(
        work,
        kind=LetterKind.PASSWORD_CHANGED,
        address=address,
        language=language,
        words={"person": "Li Wei 李薇"},
    )


async def test_a_letter_is_sent_after_its_work_has_committed(office: PostOffice) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work)
        assert office.catcher.letters() == []

    await office.deliver()

    (letter,) = office.catcher.letters(ADDRESS)
    assert letter["Subject"] == "Your password was changed"
    assert letter["From"] == "pay@lotus.example"
    body = letter.get_content()
    assert body.startswith("Dear Li Wei 李薇,")
    assert "荷叶茶业 Lotus Tea" in body
    assert await office.states() == ["sent"]


async def test_what_is_rolled_back_is_never_sent(office: PostOffice) -> None:
    with pytest.raises(RuntimeError):
        async with office.desk.work(office.brand_id, "test") as work:
            await written(work)
            raise RuntimeError

    await office.deliver()

    assert office.catcher.letters() == []


async def test_a_letter_waits_until_the_server_takes_it(office: PostOffice) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work)
    office.catcher.is_down = True

    with pytest.raises(Outage) as failed:
        await office.deliver()
    assert failed.value.retryable
    assert await office.states() == ["waiting"]

    office.catcher.is_down = False
    await office.deliver()
    assert len(office.catcher.letters(ADDRESS)) == 1
    assert await office.states() == ["sent"]


async def test_a_letter_that_is_sent_twice_has_one_name(office: PostOffice) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work)
    await office.deliver()
    async with office.desk.work(office.brand_id, "test") as work:
        # As after a crash between handing it over and writing that down.
        await work.run("UPDATE letters SET state = 'waiting', settled_at = NULL")
        (row,) = await work.rows("SELECT id FROM letters")

    await messaging.send_letter(office.worker, office.brand_id, row.id)
    await messaging.send_letter(office.worker, office.brand_id, row.id)

    names = [letter["Message-ID"] for letter in office.catcher.letters(ADDRESS)]
    assert names == [f"<{row.id.hex}@lotus.example>"] * 2


async def test_an_address_that_nobody_has_is_written_down_and_not_asked_again(
    office: PostOffice,
) -> None:
    office.catcher.unknown.add(ADDRESS)
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work)

    await office.deliver()

    assert await office.states() == ["refused"]
    assert office.catcher.letters() == []


async def test_what_is_over_is_not_sent_any_more(office: PostOffice, clock: MovingClock) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        letter_id = await messaging.write_letter(
            work,
            kind=LetterKind.RESET,
            address=ADDRESS,
            language="zh",
            words={"person": "李薇", "path": "/console/"},
            good_until=clock(),
        )

    await messaging.send_letter(office.worker, office.brand_id, letter_id)

    assert await office.states() == ["lapsed"]
    assert office.catcher.letters() == []


async def test_letters_of_long_ago_are_forgotten_and_waiting_ones_are_not(
    office: PostOffice, clock: MovingClock
) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work)
    await office.deliver()
    async with office.desk.work(office.brand_id, "test") as work:
        await written(work, address="later@lotus.example")
    clock.move(days=91)

    await forget(office.worker, office.brand_id)

    assert await office.states() == ["waiting"]


async def test_a_name_cannot_write_headers(office: PostOffice) -> None:
    async with office.desk.work(office.brand_id, "test") as work:
        await messaging.write_letter(
            work,
            kind=LetterKind.INVITATION,
            address=ADDRESS,
            language="en",
            words={"person": "Li\r\nBcc: all@evil.example", "brand": "A\r\nBcc: b@evil.example"},
        )

    await office.deliver()

    (letter,) = office.catcher.letters(ADDRESS)
    assert letter["Bcc"] is None
    assert letter["Subject"] == "A Bcc: b@evil.example invites you"


@pytest.mark.parametrize("kind", LetterKind)
def test_each_letter_is_there_in_both_languages_and_uses_all_it_is_given(kind: LetterKind) -> None:
    words = {"person": "P", "brand": "B", "url": "U", "hours": "2"}

    chinese, english = (text_of(kind, language, words) for language in ("zh", "en"))

    assert english.subject.isascii()
    assert english.body.isascii()
    assert not chinese.subject.isascii()
    assert "{" not in chinese.body + english.body


def test_what_was_settled_stays_settled() -> None:
    settled = {state for state, after in LETTER_TRANSITIONS.items() if not after}

    assert settled == set(LetterState) - {LetterState.WAITING}
