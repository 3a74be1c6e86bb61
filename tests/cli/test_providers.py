"""Identity providers at the command line: the way back in when one does not work."""

from tests.cli.conftest import Command


def test_an_unknown_provider_is_refused_and_none_are_listed(tributary: Command, house: str) -> None:
    listed = tributary("idp", "list", "--brand", house)
    unknown = tributary("idp", "disable", "01a20453-d62a-7469-961f-6efea531339f", "--brand", house)
    unreadable = tributary("idp", "disable", "x", "--brand", house)

    assert (listed.exit_code, "required" in listed.output) == (0, True)
    assert "IDENTITY_PROVIDER_UNKNOWN" in unknown.output
    assert unreadable.exit_code == 2
