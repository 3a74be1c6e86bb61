"""Events: what a package announces to those downstream, as data."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, Self, get_type_hints
from uuid import UUID

DELIVERIES: Final = "default"
"""The queue of what somebody waits for."""

OUTSIDE: Final = "outside"
"""The queue of what may hang for long on somebody else's machine; it keeps nobody waiting."""

_READERS: Mapping[object, Callable[[str], object]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


class Event:
    """Base of all events; a subclass is a frozen dataclass in the past tense.

    Fields are ids, dates, instants, texts, whole numbers or booleans: what survives JSON. A bulk
    step announces one event that names its run, never one event per row.
    """

    registry: ClassVar[dict[str, type["Event"]]] = {}
    queue: ClassVar[str] = DELIVERIES
    """Where its deliveries wait."""

    def __init_subclass__(cls) -> None:
        name = cls.event_name()
        known = Event.registry.get(name)
        if known is not None and (known.__module__, known.__qualname__) != (
            cls.__module__,
            cls.__qualname__,
        ):
            message = f"two events are called {name}: {known.__module__} and {cls.__module__}"
            raise TypeError(message)
        # A slotted dataclass is made twice, and the second class is the one that counts.
        Event.registry[name] = cls

    @classmethod
    def event_name(cls) -> str:
        """Return the name kept in the outbox: package and class."""
        package = cls.__module__.removeprefix("tributary.").partition(".")[0]
        return f"{package}.{cls.__name__}"

    def due_at(self) -> datetime | None:
        """Return when it is delivered at the earliest; None for at once."""
        return None

    def payload(self) -> dict[str, Any]:
        """Return the fields as JSON holds them."""
        fields = dataclasses.fields(self)  # type: ignore[arg-type]
        return {field.name: _to_json(getattr(self, field.name)) for field in fields}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Rebuild the event from what the outbox kept."""
        hints = get_type_hints(cls)
        fields = dataclasses.fields(cls)  # type: ignore[arg-type]
        return cls(**{f.name: _from_json(payload[f.name], hints[f.name]) for f in fields})


def _to_json(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _from_json(value: Any, hint: Any) -> Any:  # noqa: ANN401  JSON holds anything.
    plain = getattr(hint, "__supertype__", hint)
    read = _READERS.get(plain)
    return read(value) if read is not None and isinstance(value, str) else value
