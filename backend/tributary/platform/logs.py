"""Structured logs without secrets."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from tributary.platform.whereabouts import whereabouts

_SECRET_NAME = re.compile(
    r"password|secret|token|authorization|cookie|signature|api_key|account_number|iban",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"(sk|rk|whsec)_[A-Za-z0-9_]{8,}"
    # The password of a URL, also one that has an @ in it.
    r"|(?<=://)[^/@\s:]*:[^/\s]+(?=@)"
    r"|Bearer\s+[A-Za-z0-9._~+/-]+=*"
    # A credential that carries its brand: the token of a pay page or a download.
    r"|\b[0-9a-f]{32}(\.[A-Za-z0-9_-]{6,})+"
    # What a driver or a provider puts into its messages.
    r"|(?<=password=)\S+|(?<=password=')[^']+"
    r"|(?<=\"password\": \")[^\"]+|(?<=\"client_secret\": \")[^\"]+"
)
HIDDEN = "[hidden]"


def configure_logs(*, as_json: bool, level: str = "INFO") -> None:
    """Send all logs through one redacting pipeline, as JSON lines or for people."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        add_request_id,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [output]
    root.setLevel(level)
    # Job by job chatter belongs to a debugging session.
    logging.getLogger("procrastinate").setLevel("WARNING")


def add_request_id(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Say which request was being answered, if one was."""
    del logger, method
    request_id = whereabouts().request_id
    if request_id is not None:
        event.setdefault("request_id", request_id)
    return event


def redact(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide secrets by the name of the field and by the shape of the value."""
    del logger, method
    # What begins with an underscore is structlog's own and never written.
    return {
        name: value if name.startswith("_") else _redacted(name, value)
        for name, value in event.items()
    }


def _redacted(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return HIDDEN
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _redacted(str(key), each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_redacted("", each) for each in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    # Ids and dates become their text, exceptions and objects theirs: nothing goes out unseen.
    return _SECRET_VALUE.sub(HIDDEN, str(value) if not isinstance(value, bytes) else repr(value))
