"""Logs never carry a secret, whatever name or shape it has."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

from tributary.platform.logs import HIDDEN, redact

CANARY = "canary-7f3a"


def test_secrets_are_hidden_by_name_at_any_depth() -> None:
    event = {
        "event": "charged",
        "api_key": CANARY,
        "headers": {"Authorization": CANARY, "stripe-signature": CANARY},
        "tries": [{"password": CANARY}],
    }

    assert CANARY not in str(redact(None, "info", event))


def test_secrets_are_hidden_by_shape_in_plain_text() -> None:
    texts = [
        "key sk_test_51H8canary7f3a failed",
        "postgresql://app:canary-7f3a@db/tributary",
        "Bearer canary-7f3a.abc",
    ]

    for text in texts:
        hidden = redact(None, "info", {"event": text})["event"]
        assert "canary" not in hidden
        assert HIDDEN in hidden


def test_ordinary_fields_stay_readable() -> None:
    event = {"event": "order_placed", "order": "SO-1", "lines": 3}

    assert redact(None, "info", event) == event


def test_nothing_secret_passes_the_whole_pipeline() -> None:
    url = f"postgresql://app:{CANARY}@x@db/tributary"
    code = f"""
import logging, structlog
from tributary.platform import configure_logs
for as_json in (True, False):
    configure_logs(as_json=as_json)
    try:
        raise ConnectionError("connection to {url} failed, password={CANARY}")
    except ConnectionError as error:
        structlog.get_logger().exception("failed", cause=error, where=dict(dsn="{url}"))
        logging.getLogger("library").exception("at %s", "{url}")
    token = "0123456789abcdef0123456789abcdef.{CANARY}"
    structlog.get_logger().info("opened", link="/pay/" + token, many=set([token]))
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "backend")},
    )

    assert run.stderr.count(HIDDEN) >= 12
    assert "ConnectionError" in run.stderr
    assert CANARY not in run.stderr


def test_ids_and_dates_are_written_as_people_read_them() -> None:
    event = {"event": "x", "id": UUID(int=1), "on": date(2026, 1, 5), "_record": object}

    assert redact(None, "info", event) == {
        "event": "x",
        "id": "00000000-0000-0000-0000-000000000001",
        "on": "2026-01-05",
        "_record": object,
    }
