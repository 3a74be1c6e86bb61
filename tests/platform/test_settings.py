"""The environment is read once, and what cannot be is refused with the name of the variable."""

import os
from pathlib import Path

import pytest

from tributary.settings import SettingsInvalid, kept_secret, read_settings

CANARY = "canary-7f3a"
GIVEN = {
    "TRIBUTARY_ENV": "production",
    "TRIBUTARY_SECRET": "s" * 40,
    "TRIBUTARY_PUBLIC_URL": "https://pay.test/",
}


def test_a_whole_environment_is_read(tmp_path: Path) -> None:
    settings = read_settings({**GIVEN, "TRIBUTARY_HOME": str(tmp_path)})

    assert settings.public_url == "https://pay.test"
    assert settings.database_url is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRIBUTARY_ENV", "staging"),
        ("TRIBUTARY_PORT", "0"),
        ("TRIBUTARY_PORT", "８４００"),
        ("TRIBUTARY_SECRET", "short"),
        ("TRIBUTARY_SECRET", ""),
        ("TRIBUTARY_PUBLIC_URL", ""),
        ("TRIBUTARY_PUBLIC_URL", "http://pay.test"),
        ("TRIBUTARY_PUBLIC_URL", "https://"),
        ("TRIBUTARY_PUBLIC_URL", "https://[pay.test"),
        ("TRIBUTARY_DOCUMENTS", "some"),
        ("TRIBUTARY_GRAPHIQL", "yes"),
        ("TRIBUTARY_GRAPHIQL", "on"),
        ("TRIBUTARY_POOLER", "session"),
        ("TRIBUTARY_POOLER", "transaction"),
        ("DATABASE_URL", f"mysql://u:{CANARY}@h/d"),
        ("DATABASE_URL", f"postgresql://u:{CANARY}%zz@h/d"),
        ("APP_DATABASE_URL", f"postgresql://u:{CANARY}@h/"),
        ("DATABASE_URL_FILE", "/nowhere/at/all"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_without_secrets(name: str, value: str) -> None:
    with pytest.raises(SettingsInvalid, match=name) as refused:
        read_settings({**GIVEN, name: value})

    assert CANARY not in str(refused.value)


@pytest.mark.parametrize(("mode", "usual"), [("production", False), ("development", True)])
def test_in_production_pages_ask_what_they_are_known_to_ask(mode: str, *, usual: bool) -> None:
    given = {**GIVEN, "TRIBUTARY_ENV": mode}

    assert read_settings(given).takes_text is usual
    assert not read_settings({**given, "TRIBUTARY_DOCUMENTS": "trusted"}).takes_text
    assert read_settings({**given, "TRIBUTARY_DOCUMENTS": "any"}).takes_text


@pytest.mark.parametrize(
    ("mode", "more", "is_on"),
    [
        ("production", {}, False),
        ("production", {"TRIBUTARY_DOCUMENTS": "any"}, False),
        ("production", {"TRIBUTARY_DOCUMENTS": "any", "TRIBUTARY_GRAPHIQL": "on"}, True),
        ("development", {}, True),
        ("development", {"TRIBUTARY_GRAPHIQL": "off"}, False),
        ("development", {"TRIBUTARY_DOCUMENTS": "trusted"}, False),
    ],
)
def test_graphiql_is_for_development_unless_somebody_says_so(
    mode: str, more: dict[str, str], *, is_on: bool
) -> None:
    assert read_settings({**GIVEN, "TRIBUTARY_ENV": mode, **more}).graphiql is is_on


def test_secrets_may_be_in_files_and_do_not_show(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text(f"postgresql://u:{CANARY}@a:1,b:2/d?target_session_attrs=read-write\n")

    settings = read_settings({**GIVEN, "DATABASE_URL_FILE": str(file)})

    assert settings.database_url == file.read_text().strip()
    assert CANARY not in repr(settings)
    with pytest.raises(SettingsInvalid, match="both set"):
        read_settings({**GIVEN, "TRIBUTARY_SECRET_FILE": str(file)})


def test_a_kept_secret_is_made_once_and_read_by_us_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret"

    assert kept_secret(path) == kept_secret(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_a_start_that_died_is_not_in_the_way_and_half_a_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.with_name(f"secret.{os.getpid()}").touch()
    assert len(kept_secret(path)) >= 32

    path.write_text("")
    with pytest.raises(SettingsInvalid, match="no whole secret"):
        kept_secret(path)
