"""Giving people a password at the command line."""

import asyncio

from tests.cli.conftest import Command
from tributary import identity
from tributary.app import composed
from tributary.cli.demo.people import DIRECTOR, SELLER
from tributary.identity import Knock
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings


def sign_in(urls: DatabaseUrls, environment: dict[str, str], slug: str, password: str) -> str:
    """Return who came in."""

    async def come_in() -> str:
        async with composed(read_settings(environment), urls) as application:
            knock = Knock(slug, DIRECTOR, password, address=password)
            admission = await identity.sign_in(application.desk, knock)
            visitor = await identity.viewer_of(
                application.reads, admission.token, now=application.desk.clock()
            )
        assert visitor is not None
        return visitor.name

    return asyncio.run(come_in())


def test_a_generated_password_is_printed_and_opens(
    tributary: Command, house: str, urls: DatabaseUrls, environment: dict[str, str]
) -> None:
    result = tributary("user", "set-password", DIRECTOR, "--generate", "--brand", house)

    assert result.exit_code == 0, result.output
    assert f"{DIRECTOR} can sign in now." in result.output
    password = result.output.split()[-1]
    assert sign_in(urls, environment, house, password) == "林晚晴 Lin Wanqing"


def test_a_typed_password_is_asked_for_twice_and_never_shown(
    tributary: Command, house: str, urls: DatabaseUrls, environment: dict[str, str]
) -> None:
    password = "lantern tide orchard nine"

    result = tributary(
        "user", "set-password", DIRECTOR, "--brand", house, typed=f"{password}\n{password}\n"
    )

    assert result.exit_code == 0, result.output
    assert password not in result.output
    assert sign_in(urls, environment, house, password)


def test_a_weak_password_and_a_stranger_are_refused(tributary: Command, house: str) -> None:
    weak = tributary(
        "user", "set-password", DIRECTOR, "--brand", house, typed="Password1234\nPassword1234\n"
    )
    stranger = tributary("user", "set-password", "no@x.example", "--generate", "--brand", house)

    assert (weak.exit_code, stranger.exit_code) == (2, 2)
    assert "PASSWORD_UNSUITABLE" in weak.output
    assert "USER_UNKNOWN" in stranger.output


def test_a_distributor_is_given_to_a_salesperson_and_taken_back(
    tributary: Command, house: str
) -> None:
    assign = ("user", "assign", SELLER, "GA03", "--brand", house)
    answers = [
        tributary(*assign),
        tributary(*assign, "--end"),
        tributary(*assign, "--end"),
        tributary("user", "assign", DIRECTOR, "GA03", "--brand", house),
    ]

    assert [each.exit_code for each in answers] == [0, 0, 2, 2]
    assert f"GA03 is given to {SELLER}." in answers[0].output
    assert "ASSIGNMENT_UNKNOWN" in answers[2].output
    assert "NOT_SALESPERSON" in answers[3].output
