"""Programs at the command line: let in, listed, given another secret, shut out."""

import re

from tests.cli.conftest import Command


def told(output: str, name: str) -> str:
    found = re.search(rf"{name}\s+(\S+)", output)
    assert found is not None, output
    return found[1]


def test_a_program_is_let_in_listed_rotated_and_shut_out(tributary: Command, house: str) -> None:
    made = tributary(
        "client", "create", "The ERP", "--scope", "openid orders:read", "--flow", "code",
        "--redirect-uri", "https://erp.example/cb", "--brand", house,
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    client_id, secret = told(made.output, "client_id"), told(made.output, "client_secret")
    assert client_id.partition(".")[0] == secret.partition(".")[0]

    listed = tributary("client", "list", "--brand", house)
    assert "The ERP" in listed.output
    assert secret not in listed.output

    rotated = tributary("client", "rotate", client_id, "--overlap-hours", "24")
    assert rotated.exit_code == 0, rotated.output
    assert told(rotated.output, "client_secret") != secret

    assert tributary("client", "disable", client_id).exit_code == 0
    assert "The ERP" not in tributary("client", "list", "--brand", house).output
    assert tributary("client", "rotate", client_id).exit_code == 2


def test_what_does_not_fit_together_is_refused(tributary: Command, house: str) -> None:
    base = ("client", "create", "x", "--brand", house)
    refused: dict[str, list[tuple[str, ...]]] = {
        "PROGRAM_INVALID": [
            (*base, "--scope", "everything", "--flow", "code"),
            (*base, "--scope", "openid", "--flow", "code"),
            (*base, "--scope", "openid", "--flow", "own"),
            (*base, "--scope", "openid", "--flow", "own", "--role", "owner", "--public"),
        ],
        "ARGUMENT_UNREADABLE": [
            (*base, "--scope", "openid", "--flow", "implicit"),
            (*base, "--scope", "openid", "--flow", "own", "--role", "king"),
        ],
        "PROGRAM_UNKNOWN": [("client", "rotate", "x"), ("client", "disable", "0" * 32 + ".x")],
    }

    for code, commands in refused.items():
        for command in commands:
            result = tributary(*command)
            assert result.exit_code == 2, result.output
            assert code in result.output + result.stderr


def test_keys_are_listed_and_changed(tributary: Command) -> None:
    first = tributary("key", "list")
    assert first.exit_code == 0, first.output
    assert first.output.count("yes") == 1

    rotated = tributary("key", "rotate")
    assert rotated.exit_code == 0, rotated.output
    kid = rotated.output.split()[0]

    listed = tributary("key", "list")
    assert listed.output.count("yes") == 1
    (line,) = [each for each in listed.output.splitlines() if kid[:20] in each]
    assert "yes" not in line

    leaked = tributary("key", "rotate", "--leaked")
    left = tributary("key", "list")
    assert kid[:20] not in left.output
    assert leaked.output.split()[0][:20] in left.output
