"""What stands in the documentation runs: snippets of receivers, documents, commands."""

import asyncio
import json
import secrets
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from graphql import build_schema, parse, validate
from graphql.execution.values import get_variable_values
from jsonschema import Draft202012Validator
from standardwebhooks import WebhookVerificationError

from tests.factories.node import SCRIPTS
from tests.samples.building import ROOT
from tests.samples.conftest import Shop
from tests.samples.snippets import DOCS, Snippet, documents, scopes_named, snippet
from tributary import identity
from tributary.identity import Flow, ProgramDraft, Role
from tributary.identity.rules.programs import SCOPES
from tributary.integrations.rules import signing

SCHEMA = build_schema((ROOT / "schema" / "tributary.graphql").read_text(encoding="utf-8"))
MESSAGE = snippet("webhooks.md", "json")


def given(*, damaged: bool = False) -> dict[str, Any]:
    """Return a message as it comes to a receiver, signed by what signs ours."""
    secret = signing.secret_text(secrets.token_bytes(signing.SECRET_BYTES))
    headers = signing.headers_of(uuid4(), MESSAGE, secrets=[secret], at=datetime.now(UTC))
    body = MESSAGE.replace("118.00", "1.00") if damaged else MESSAGE
    return {"secret": secret, "headers": headers, "body": body}


def test_the_message_of_the_page_is_one_of_ours() -> None:
    told = json.loads(MESSAGE)
    schemas = json.loads((ROOT / "schema" / "webhooks.json").read_text(encoding="utf-8"))

    assert list(Draft202012Validator(schemas[told["type"]]).iter_errors(told)) == []


def test_the_receiver_in_python_takes_what_we_signed_and_nothing_else() -> None:
    code = compile(snippet("webhooks.md", "python"), "webhooks.md", "exec")
    names = given()

    exec(code, names)

    assert names["told"]["type"] == "statement.confirmed"
    with pytest.raises(WebhookVerificationError):
        exec(code, given(damaged=True))


@pytest.mark.parametrize("damaged", [False, True])
def test_the_receiver_in_typescript_takes_what_we_signed_and_nothing_else(
    tmp_path: Path, *, damaged: bool
) -> None:
    (tmp_path / "node_modules").symlink_to(SCRIPTS / "node_modules")
    program = tmp_path / "receiver.mjs"
    program.write_text(
        "import { readFileSync } from 'node:fs';\n"
        "const { secret, body, headers } = JSON.parse(readFileSync(0, 'utf8'));\n"
        f"{snippet('webhooks.md', 'typescript')}"
        "console.log(told.type);\n",
        encoding="utf-8",
    )

    ended = subprocess.run(
        ["node", program],
        input=json.dumps(given(damaged=damaged)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stdout == ("" if damaged else "statement.confirmed\n"), ended.stderr
    assert ("WebhookVerificationError" in ended.stderr) is damaged


@pytest.mark.parametrize(
    "document",
    list(documents()),
    ids=lambda each: f"{each.page}:{each.text.split('(')[0].split()[1]}",
)
def test_a_document_of_a_page_is_one_that_the_graph_takes(document: Snippet) -> None:
    parsed = parse(document.text)
    (operation,) = parsed.definitions
    wants: Any = operation
    variables = {"id": "Order:1"}
    if document.next_text.startswith("{"):
        variables = json.loads(document.next_text)

    assert validate(SCHEMA, parsed) == []
    taken = get_variable_values(SCHEMA, wants.variable_definitions, variables)
    assert not isinstance(taken, list), taken


@pytest.mark.parametrize("page", ["oauth.md", "samples/mobile/README.md", "samples/erp/README.md"])
def test_programs_are_let_in_with_scopes_that_there_are(page: str) -> None:
    named = scopes_named(DOCS / page)

    assert named
    assert set(" ".join(named).split()) <= SCOPES


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
async def test_the_command_that_follows_by_curl_follows(shop: Shop) -> None:
    program = await shop.let_in(
        ProgramDraft(
            name="Follower",
            flows=frozenset({Flow.CLIENT_CREDENTIALS}),
            scopes=identity.scopes_of("receivables:read"),
            roles=frozenset({Role.ACCOUNTANT}),
        )
    )
    assert program.secret is not None
    site = shop.stage.site_url
    token = await shop.stage.browser.post(
        f"{site}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(program.name, program.secret),
    )
    shown = snippet("subscriptions.md", "")
    command, told = shown.removeprefix("$ ").split("\nevent:", 1)

    process = await asyncio.create_subprocess_shell(
        # In place of the shell, so that it is curl that is killed.
        f"exec {command.replace('https://pay.example', site)} --silent",
        env={"TOKEN": token.json()["access_token"], "PATH": "/usr/bin:/bin"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            event = await process.stdout.readline()
            line = await process.stdout.readline()
    finally:
        process.kill()
        await process.communicate()

    assert event.decode() == "event:" + told.splitlines()[0] + "\n"
    assert json.loads(line.removeprefix(b"data: "))["data"]["receivablesChanged"].keys() == {
        "totalCount"
    }
