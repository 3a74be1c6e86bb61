"""The two ways to fail on purpose: we decline, or the world failed."""

import re
from typing import ClassVar


class Refusal(Exception):
    """We understood and decline; expected, rolled back, shown to the user.

    A subclass is a sentence about what is the case (`CreditLimitExceeded`); its docstring is the
    entry in the catalogue of refusals: what it means, a blank line, what the user can do. The
    message is for the person who asked: what, where and how to fix.
    """

    code: ClassVar[str] = "REFUSED"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).upper()

    @property
    def message(self) -> str:
        """What the person who asked reads."""
        return str(self)


class Outage(Exception):
    """The world failed: a gateway could not reach or understand its other side."""

    def __init__(self, message: str, *, retryable: bool) -> None:
        super().__init__(message)
        self.retryable = retryable
