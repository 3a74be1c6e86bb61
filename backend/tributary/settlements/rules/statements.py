"""How bookings are sorted and named on a statement, and what is to pay and to receive."""

# Full-width punctuation is how Chinese is written.
# ruff: noqa: RUF001

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tributary.kernel import Money


class StatementState(StrEnum):
    """What the counterparty said to a statement."""

    ISSUED = "issued"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"


# A dispute that was cleared up ends in a confirmation, or in a corrected version; what is
# confirmed or superseded stays so.
STATEMENT_TRANSITIONS: Final[Mapping[StatementState, frozenset[StatementState]]] = MappingProxyType(
    {
        StatementState.ISSUED: frozenset(
            {StatementState.CONFIRMED, StatementState.DISPUTED, StatementState.SUPERSEDED}
        ),
        StatementState.DISPUTED: frozenset({StatementState.CONFIRMED, StatementState.SUPERSEDED}),
        StatementState.CONFIRMED: frozenset(),
        StatementState.SUPERSEDED: frozenset(),
    }
)


class DisputeState(StrEnum):
    """Where the dispute of a line stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# Who insists after a refusal opens it again; what is withdrawn ended with the confirmation.
DISPUTE_TRANSITIONS: Final[Mapping[DisputeState, frozenset[DisputeState]]] = MappingProxyType(
    {
        DisputeState.OPEN: frozenset(
            {DisputeState.ACCEPTED, DisputeState.DECLINED, DisputeState.WITHDRAWN}
        ),
        DisputeState.DECLINED: frozenset({DisputeState.OPEN}),
        DisputeState.ACCEPTED: frozenset(),
        DisputeState.WITHDRAWN: frozenset(),
    }
)


def answer_by(issued_on: date, answer_days: int | None) -> date | None:
    """Return the last day on which a statement can be disputed; None where no day is set.

    >>> answer_by(date(2026, 4, 1), 10)
    datetime.date(2026, 4, 11)
    """
    return None if answer_days is None else issued_on + timedelta(days=answer_days)


MAIL_HOUR: Final = 9
"""At which hour of its day a counterparty is written to where the brand has said nothing."""


SECTION_OF: Final[Mapping[str, str]] = {
    "receivable_raised": "receivable",
    "discount_lost": "discount_lost",
    "credit_note": "credit_note",
    "receipt": "receipt",
    "refund": "refund",
    "commission": "commission",
    "commission_reversal": "clawback",
    "rebate_use": "rebate",
    "rebate_payout": "rebate",
    "payout": "payout",
}
"""The section of a booking by its reason in the ledger; any other reason is an adjustment."""

ADJUSTMENT: Final = "adjustment"

SECTIONS: Final = (
    "receivable",
    "discount_lost",
    "credit_note",
    "receipt",
    "refund",
    "commission",
    "clawback",
    "rebate",
    "payout",
    ADJUSTMENT,
)
"""In the order of a statement."""

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "receivable": ("订单", "Order"),
    "discount_lost": ("退货后失去的优惠 订单", "Discount lost by a return of order"),
    "credit_note": ("退货 订单", "Return of order"),
    "receipt": ("收款", "Payment by"),
    "refund": ("退款", "Refund by"),
    "commission": ("佣金", "Commission"),
    "clawback": ("佣金追回", "Commission taken back"),
    "rebate": ("返利", "Rebate"),
    "payout": ("打款", "Payout"),
    ADJUSTMENT: ("调整", "Adjustment"),
}
"""What a line of each section says before its detail, in Chinese and English."""


def line_words(section: str, detail: str | None, language: str) -> str:
    """Return what a line says to whoever reads it in this language.

    >>> line_words("receivable", "SO-1", "en")
    'Order SO-1'
    """
    chinese, english = _WORDS[section]
    said = chinese if language == "zh" else english
    return said if detail is None else f"{said} {detail}"


ACQUIRER_NOTE: Final[Mapping[str, str]] = {
    "zh": "本对账单列示贵方代收的货款及其缴付情况，本对账单不是发票。",
    "en": (
        "What consumers paid through you, and what of it you have passed on. "
        "This statement is not a tax invoice."
    ),
}
"""What a statement says to whoever collects for the brand and earns no commission."""


ANSWER_NOTE: Final[Mapping[str, tuple[str, str]]] = {
    "zh": (
        "如有异议，请于 {day} 之前（含当日）提出。",
        "如有异议，请于 {day} 之前（含当日）提出；逾期未答复即视为确认。",
    ),
    "en": (
        "If anything is wrong, say so by {day}.",
        "If anything is wrong, say so by {day}; without an answer this statement is confirmed.",
    ),
}
"""What a statement says about its last day for an answer: silence open, silence confirms."""


def answer_words(day: date | None, language: str, *, silence_confirms: bool) -> str | None:
    """Return what a statement says about when it is to be answered; nothing where any day will do.

    >>> answer_words(date(2026, 4, 11), "en", silence_confirms=False)
    'If anything is wrong, say so by 2026-04-11.'
    """
    if day is None:
        return None
    return ANSWER_NOTE[language][silence_confirms].format(day=day.isoformat())


PEER_NOTE: Final[Mapping[str, str]] = {
    "zh": (
        "本对账单列示贵方与{creditor}的往来，货款请直接付给{creditor}，暂不支持在线付款。"
        "本对账单不是发票。"
    ),
    "en": (
        "What you owe {creditor}: pay {creditor} itself, online payment to its account is not "
        "possible yet. This statement is not a tax invoice."
    ),
}
"""What a statement of one distributor to another says: money goes to the creditor."""


def version_number(number: str, version: int) -> str:
    """Return how the next version of a statement is called.

    Args:
        number: the number of the version that it corrects.
        version: which version that one is, from 1.

    >>> version_number("ST-2026-000001", 1), version_number("ST-2026-000001-V2", 2)
    ('ST-2026-000001-V2', 'ST-2026-000001-V3')
    """
    return f"{number.removesuffix(f'-V{version}')}-V{version + 1}"


CORRECTION_NOTE: Final[Mapping[str, tuple[str, str]]] = {
    "zh": (
        "更正原因：{reason}。金额未变。",
        "更正原因：{reason}。往来欠款期末余额由 {before} 改为 {after}（{change}）。",
    ),
    "en": (
        "Corrected because: {reason}. No figure has changed.",
        "Corrected because: {reason}. Owed in the end: {after}, not {before} ({change}).",
    ),
}
"""What a corrected version says: that figures are as they were, or what is owed now."""


def correction_words(reason: str, before: Money, after: Money, language: str) -> str:
    """Return why a version corrects the one before, and by how much.

    Only what is owed can differ: what is earned is computed once, when its period is closed.

    Args:
        reason: in the words of whoever corrected it.
        before: what was owed in the end, by the version before.
        after: the same, by this one.
        language: zh or en.

    >>> correction_words("a", Money.of("7.00", "CNY"), Money.of("6.00", "CNY"), "en")
    'Corrected because: a. Owed in the end: 6.00, not 7.00 (-1.00).'
    """
    unchanged, changed = CORRECTION_NOTE[language]
    said = reason.rstrip(".。 ")
    if before == after:
        return unchanged.format(reason=said)
    return changed.format(
        reason=said, before=before.decimal, after=after.decimal, change=(after - before).decimal
    )


def to_pay(owed: Money) -> Money:
    """Return what the counterparty is asked for; a credit in its favour asks for nothing."""
    return max(owed, Money.zero(owed.currency))


def to_receive(earned: Money) -> Money:
    """Return what the counterparty is to be paid; a negative balance is carried forward."""
    return max(earned, Money.zero(earned.currency))
