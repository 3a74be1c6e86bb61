"""How statements are e-mailed, by when they are to be answered, and what became of each letter."""

from datetime import date, datetime

from tributary.api.graphql.words import FINANCE, Nothing, Through, column, enum_type, table
from tributary.messaging import LetterState
from tributary.settlements import Cycle

enum_type(
    LetterState,
    "What became of a letter.",
    waiting="It has not been handed over yet.",
    sent="Its mail server took it.",
    refused="Its mail server does not know the address.",
    lapsed="It was not worth sending any more.",
)


@table(
    "statement_letters",
    scope=Through("Statement", "statement_id"),
    key=("user_id", "nth"),
)
class StatementLetter:
    """An e-mail to one person about a statement, and what became of it."""

    address: str = column("address", FINANCE, "Where it went.")
    nth: int = column("nth", FINANCE, "1 for the one that goes by itself; more when sent again.")
    state: LetterState = column("state", FINANCE, "What became of it.")
    written_at: datetime = column("written_at", FINANCE, "When it was written.")
    settled_at: datetime | None = column("settled_at", FINANCE, "When that became of it.")
    reason: str | None = column("reason", FINANCE, "Why the other side refused it.")


@table("statement_mailings", scope=Nothing(), key=("changed_at",))
class StatementMailing:
    """At which hour statements were e-mailed since a moment; the last of them holds."""

    hour: int | None = column(
        "hour", FINANCE, "From 0 to 23 where the distributor is; none for no e-mails."
    )
    changed_at: datetime = column("changed_at", FINANCE, "Since when.")


enum_type(
    Cycle,
    "How often the books are closed.",
    name="SettlementCycle",
    weekly="From Monday to Sunday.",
    monthly="By calendar months.",
    quarterly="By calendar quarters.",
    custom="By a calendar of the brand's own.",
)


@table("settlement_cycles", scope=Nothing(), key=("changed_at",))
class SettlementCycleTerms:
    """How often the books are closed from a day on; what was said later counts."""

    cycle: Cycle = column("cycle", FINANCE, "How often.")
    valid_from: date = column("valid_from", FINANCE, "The first day of its first period.")
    last_days: str = column(
        "last_days", FINANCE, "Of a custom cycle the last days of its periods, blanks between them."
    )
    changed_at: datetime = column("changed_at", FINANCE, "When that was said.")


@table("settlement_terms", scope=Nothing(), key=("changed_at",))
class StatementTerms:
    """By when statements were to be answered since a moment; the last of them hold."""

    answer_days: int = column("answer_days", FINANCE, "Days after the one of issue.")
    silence_confirms: bool = column(
        "silence_confirms", FINANCE, "Whether who has not answered by then has confirmed."
    )
    changed_at: datetime = column("changed_at", FINANCE, "Since when.")


__all__ = [
    "Cycle",
    "SettlementCycleTerms",
    "StatementLetter",
    "StatementMailing",
    "StatementTerms",
]
