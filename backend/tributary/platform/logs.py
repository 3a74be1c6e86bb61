"""Structured logs without secrets."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_SECRET_NAME = re.compile(
    r"password|secret|token|authorization|cookie|signature|api_key|account_number|iban",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"(sk|rk|whsec)_[A-Za-z0-9_]{8,}|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)|Bearer\s+[A-Za-z0-9._~+/-]+=*"
)
HIDDEN = "[hidden]"


def configure_logs(*, as_json: bool, level: str = "INFO") -> None:
    """Send all logs through one redacting pipeline, as JSON lines or for people."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
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


def redact(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide secrets by the name of the field and by the shape of the value."""
    del logger, method
    return {name: _redacted(name, value) for name, value in event.items()}


def _redacted(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return HIDDEN
    if isinstance(value, str):
        return _SECRET_VALUE.sub(HIDDEN, value)
    if isinstance(value, Mapping):
        return {str(key): _redacted(str(key), each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, (list, tuple)):
        return [_redacted("", each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value
