"""Passwords: which are taken, what is kept of them, and that looking costs the same for all."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from tests.factories.identity import make_brand
from tributary import identity
from tributary.identity import Role
from tributary.identity.operations import passwords
from tributary.identity.rules import require_password
from tributary.kernel import UserId
from tributary.platform import Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

EMAIL = "li.wei@lotus.example"
GOOD = "lantern tide orchard nine"


async def person(work: Work) -> UserId:
    await make_brand(work)
    return await identity.add_user(work, email=EMAIL, name="Li Wei", language="zh", role=Role.OWNER)


async def set_password(work: Work, user_id: UserId, text: str) -> None:
    await identity.set_password(work, user_id=user_id, email=EMAIL, name="Li Wei", text=text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "x7#Kq9!mZp2w",
        "四个毫不相关的中文词语组成密码",
        "a b c d e f g",
        "K" * 64 + "abcd" * 16,
    ],
)
def test_a_password_that_is_hard_to_guess_is_taken(text: str) -> None:
    require_password(text, email=EMAIL, name="Li Wei")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "has 0 characters"),
        ("elevenchars", "has 11 characters"),
        ("x7#Kq9!mZp2w" * 11, "has 132 characters"),
        ("aaaaaaaaaaaa", "guessed first"),
        ("abababababab", "guessed first"),
        ("123456789012", "guessed first"),
        ("Password1234", "guessed first"),
        ("P4$$w0rd2026!", "guessed first"),
        ("qwertyuiop123", "guessed first"),
        ("qwertyqwerty", "guessed first"),
        ("1234567890!@#$", "guessed first"),
        ("correcthorsebatterystaple", "guessed first"),
        ("\N{FULLWIDTH LATIN SMALL LETTER P}assword2026", "guessed first"),
        ("LI.WEI@lotus.example", "guessed first"),
        ("iloveyou2026", "guessed first"),
        ("woaini520520", "guessed first"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(text: str, why: str) -> None:
    with pytest.raises(identity.PasswordUnsuitable, match=why):
        require_password(text, email=EMAIL, name="Li Wei")


async def test_the_hash_is_argon2id_with_the_parameters_of_the_standard(work: Work) -> None:
    user_id = await person(work)
    await set_password(work, user_id, GOOD)

    (row,) = await work.rows("SELECT hash FROM passwords WHERE user_id = :user", user=user_id)

    assert row.hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.NOBODYS_HASH.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.is_password(row.hash, GOOD)
    assert not await passwords.is_password(row.hash, GOOD + " ")


async def test_the_same_password_has_another_hash_each_time() -> None:
    assert await passwords.hash_of(GOOD) != await passwords.hash_of(GOOD)


async def test_a_password_is_the_same_from_any_keyboard() -> None:
    composed, decomposed = "caf\u00e9 crème brûlée", "cafe\u0301 cre\u0300me bru\u0302le\u0301e"

    assert await passwords.is_password(await passwords.hash_of(composed), decomposed)


@pytest.mark.parametrize("encoded", [None, "", "$argon2id$broken", "plain"])
async def test_without_a_whole_hash_no_password_is_right(encoded: str | None) -> None:
    assert not await passwords.is_password(encoded, GOOD)


async def test_a_refused_password_leaves_the_one_before(open_work: OpenWork) -> None:
    async with open_work() as work:
        user_id = await person(work)
        await set_password(work, user_id, GOOD)
    with pytest.raises(identity.PasswordUnsuitable):
        async with open_work() as work:
            await set_password(work, user_id, "short")

    async with open_work() as work:
        (row,) = await work.rows("SELECT hash FROM passwords WHERE user_id = :user", user=user_id)
        assert await passwords.is_password(row.hash, GOOD)


async def test_the_audit_says_that_a_password_was_set_and_not_which(work: Work) -> None:
    user_id = await person(work)
    await set_password(work, user_id, GOOD)

    rows = await work.rows(
        "SELECT to_jsonb(a)::text AS whole FROM audit_entries a "
        "WHERE action = 'identity.set_password'"
    )

    assert len(rows) == 1
    assert GOOD not in rows[0].whole
    assert "argon2" not in rows[0].whole
