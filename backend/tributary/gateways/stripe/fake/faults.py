"""Faults on order: what goes wrong with the next call that matches."""

from dataclasses import dataclass, field
from enum import StrEnum

from tributary.gateways.stripe.fake.params import Raw


class Mode(StrEnum):
    """How a call goes wrong; each leaves a different truth behind."""

    RATE_LIMITED = "rate_limited"
    """429; nothing executed, nothing stored under the key."""
    CONFLICT = "conflict"
    """409; nothing executed, nothing stored."""
    ERROR_BEFORE = "error_before"
    """500; nothing executed, nothing stored: the same key may succeed later."""
    ERROR_STORED = "error_stored"
    """500; nothing executed, yet stored: the same key replays the 500 for ever."""
    ERROR_AFTER = "error_after"
    """500; executed, and the 500 is stored: the same key never tells the truth."""
    DROP_BEFORE = "drop_before"
    """Connection lost; nothing executed."""
    DROP_AFTER = "drop_after"
    """Connection lost; executed and stored: the same key tells."""
    HANG_BEFORE = "hang_before"
    """Silence, then executed and answered; meanwhile the key is in use."""
    HANG_AFTER = "hang_after"
    """Executed at once, then silence before the answer."""
    DUPLICATE = "duplicate"
    """The network delivers the call twice."""


@dataclass(slots=True)
class Fault:
    """One order: mode, which calls, and how many of them."""

    mode: Mode
    method: str = "POST"
    path: str = "*"
    """An exact path, or a beginning followed by `*`."""
    where: dict[str, str] = field(default_factory=dict[str, str])
    """Form parameters by full name, such as `metadata[reference]`, that must be equal."""
    times: int = 1
    skip: int = 0
    """How many matching calls go well first."""
    milliseconds: int = 0
    """How long a hang lasts."""

    def matches(self, method: str, path: str, raw: Raw) -> bool:
        """Tell whether a call is one of those ordered."""
        beginning, star, _ = self.path.partition("*")
        return (
            method == self.method
            and (path.startswith(beginning) if star else path == self.path)
            and all(_at(raw, name) == value for name, value in self.where.items())
        )


class Faults:
    """The orders not yet carried out, in the order they were given."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def take(self, method: str, path: str, raw: Raw) -> Fault | None:
        """Return the fault for this call and count it."""
        for order in self.orders:
            if not order.matches(method, path, raw):
                continue
            if order.skip > 0:
                order.skip -= 1
                return None
            order.times -= 1
            if order.times <= 0:
                self.orders.remove(order)
            return order
        return None


def _at(raw: Raw, name: str) -> str | None:
    node: str | Raw = raw
    for step in name.replace("]", "").split("["):
        if isinstance(node, str) or step not in node:
            return None
        node = node[step]
    return node if isinstance(node, str) else None
