"""Logs never carry a secret, whatever name or shape it has."""

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
