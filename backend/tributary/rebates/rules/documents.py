"""A version of a rebate plan as JSON; amounts and percentages as people write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from tributary.commissions.rules.plans import Mode
from tributary.commissions.rules.terms import Band, ClawBack, Every, Tiers
from tributary.kernel import EXPONENTS, Currency, Money, Plain, Rate, plain, read_plain
from tributary.rebates.rules.plans import Coverage, Measure, RebateDraft, RebateTerm, SettledBy

SCHEMA_VERSION: Final = 1


class RebateUnreadable(ValueError):
    """A document is not a rebate plan; the message says every reason."""


@dataclass(frozen=True, slots=True)
class _Band:
    percent: Rate = field(default_factory=lambda: Rate(0))
    start: str = "0"
    until: str | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class _Coverage:
    product_groups: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    distributors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Term:
    code: str
    measure: Measure
    tiers: Tiers
    every: Every
    bands: tuple[_Band, ...]
    coverage: _Coverage = field(default_factory=_Coverage)
    target: Money | None = None
    claw_back: ClawBack | None = None
    cap: Money | None = None
    floor: Money | None = None
    minimum: Money | None = None
    settled_by: SettledBy = SettledBy.GOODS
    expires_after_months: int | None = None
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class _Document:
    kind: str
    schema: int
    currency: str
    terms: tuple[_Term, ...]
    modes: tuple[Mode, ...] = (Mode.CASCADE, Mode.DIRECT)


def draft_of(
    document: Mapping[str, Plain],
    *,
    code: str,
    name: str,
    valid_from: date,
    valid_until: date | None = None,
) -> RebateDraft:
    """Read a document as a rebate plan.

    A term that does not say what a return does rates its period anew if it is whole-volume, and
    takes back the line's own share if it is marginal.

    Raises:
        RebateUnreadable: it is not one; the message lists every fault of its form. Whether it
            contradicts itself is looked at when it is activated.
    """
    currency = str(document.get("currency"))
    if currency not in EXPONENTS:
        raise RebateUnreadable(f"currency: {currency!r} is not an active ISO 4217 currency")
    try:
        written = read_plain(_Document, document, currency)
    except ValueError as error:
        raise RebateUnreadable(str(error)) from error
    faults: list[str] = []
    if (written.kind, written.schema) != ("rebate_plan", SCHEMA_VERSION):
        faults.append(f"it is no rebate plan of schema {SCHEMA_VERSION}")
    unit = Currency(currency)
    terms = [_term(each, unit, faults) for each in written.terms]
    if faults:
        raise RebateUnreadable("; ".join(faults))
    return RebateDraft(code, name, unit, terms, valid_from, valid_until, frozenset(written.modes))


def document_of(draft: RebateDraft) -> dict[str, Plain]:
    """Return a plan as the document that is stored; code, name and period stand beside it."""
    written = _Document(
        kind="rebate_plan",
        schema=SCHEMA_VERSION,
        currency=draft.currency,
        terms=tuple(_written(term, draft.currency) for term in draft.terms),
        modes=tuple(sorted(draft.modes)),
    )
    return cast("dict[str, Plain]", _without_blanks(plain(written)))


def _without_blanks(value: Plain) -> Plain:
    if isinstance(value, Mapping):
        kept = {name: _without_blanks(each) for name, each in value.items()}
        return {
            name: each
            for name, each in kept.items()
            if each is not False and each not in (None, [], {})
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_blanks(each) for each in value]
    return value


def _term(written: _Term, unit: Currency, faults: list[str]) -> RebateTerm:
    usual = ClawBack.ORIGINAL if written.tiers is Tiers.MARGINAL else ClawBack.RERATE
    where = f"term {written.code}"
    return RebateTerm(
        code=written.code,
        measure=written.measure,
        tiers=written.tiers,
        every=written.every,
        bands=[
            _band(each, written.measure, unit, f"{where} band {nth}", faults)
            for nth, each in enumerate(written.bands, start=1)
        ],
        coverage=Coverage(
            **{
                each.name: frozenset(getattr(written.coverage, each.name))
                for each in fields(_Coverage)
            }
        ),
        target=_minor(written.target),
        claw_back=written.claw_back or usual,
        cap=_minor(written.cap),
        floor=_minor(written.floor),
        minimum=_minor(written.minimum),
        settled_by=written.settled_by,
        expires_after_months=written.expires_after_months,
        is_claimed=written.claimed,
    )


def _band(written: _Band, measure: Measure, unit: Currency, at: str, faults: list[str]) -> Band:
    def limit(text: str) -> int:
        try:
            return limit_read(text, measure, unit)
        except (ValueError, InvalidOperation):
            faults.append(f"{at}: {text!r} is not a limit by {measure}")
            return 0

    until = None if written.until is None else limit(written.until)
    amount = _minor(written.amount) or 0
    return Band(written.percent, limit(written.start), until, amount)


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def limit_read(text: str, measure: Measure, unit: Currency) -> int:
    """Return a limit of a band as it is counted.

    Raises:
        ValueError, InvalidOperation: it is not a number of this measure.

    >>> limit_read("12.5", Measure.GROWTH, Currency("CNY"))
    125000
    """
    if measure is Measure.VOLUME:
        return Money.of(text, unit).minor
    if measure.is_share:
        return Rate.percent(text).ppm
    if Decimal(text) != int(Decimal(text)):
        raise ValueError(text)
    return int(Decimal(text))


def limit_said(limit: int, measure: Measure, unit: Currency) -> str:
    """Return a limit as people write it; `limit_read` reads it again."""
    if measure is Measure.VOLUME:
        return Money(limit, unit).decimal
    return str(Rate(limit)).removesuffix(" %") if measure.is_share else str(limit)


def _written(term: RebateTerm, unit: Currency) -> _Term:
    def amount(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, unit)

    def said(limit: int) -> str:
        return limit_said(limit, term.measure, unit)

    return _Term(
        code=term.code,
        measure=term.measure,
        tiers=term.tiers,
        every=term.every,
        bands=tuple(
            _Band(
                band.rate,
                said(band.start),
                None if band.until is None else said(band.until),
                amount(band.amount or None),
            )
            for band in term.bands
        ),
        coverage=_Coverage(
            **{
                each.name: tuple(sorted(getattr(term.coverage, each.name)))
                for each in fields(Coverage)
            }
        ),
        target=amount(term.target),
        claw_back=term.claw_back,
        cap=amount(term.cap),
        floor=amount(term.floor),
        minimum=amount(term.minimum),
        settled_by=term.settled_by,
        expires_after_months=term.expires_after_months,
        claimed=term.is_claimed,
    )
