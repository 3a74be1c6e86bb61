"""What a plan would have given in a month: the engine's own SELECTs over plans only supposed.

Nothing is written. A name that a WITH defines hides the table of that name from every SELECT inside
it: `plans` and its parts hold the supposed version in place of those of its code, `receivables` the
sales of the month and of the rating periods around it, and `commission_lines` what the SELECTs
before have found, as accruing would have stored it. What comes back of sales before them is left
out on both sides: it follows from the plans of then.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import parties
from tributary.commissions.queries.candidates import IN_ORDER
from tributary.commissions.queries.due import DIFFERENCES, TERM_COLUMNS
from tributary.commissions.queries.rows import PlanRows, rows_of
from tributary.commissions.queries.wheres import Ruled, Wheres, rules_of
from tributary.commissions.rules import Every, PlanDraft, PlanInvalid, faults_of
from tributary.kernel import BrandId, Currency, Money, PartyId, Period, PlanId, Refusal, derived_id

QUERY_CANCELED: Final = "57014"
SUPPOSED_FROM: Final = date(1970, 1, 1)
"""The supposed version holds for every order of the month, whenever it was made."""


class SimulationTooLong(Refusal):
    """The month has more orders than can be tried while somebody waits.

    Try it from the command line: `tributary plan simulate`.
    """


@dataclass(frozen=True, slots=True)
class Simulated:
    """What one beneficiary earns in the month in one currency, by all plans together."""

    party_id: PartyId
    code: str
    name: str
    now: Money
    """Under the plans that were in force."""
    then: Money
    """With the supposed version in place of those of its code."""

    @property
    def difference(self) -> Money:
        """What it gains; negative when it loses."""
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class Simulation:
    """A plan tried on a month."""

    month: Period
    order_lines: int
    """How many were billed in it."""
    earners: Sequence[Simulated]
    """Whoever earns on either side: the largest gain first, the largest loss last."""

    @property
    def totals(self) -> list[tuple[Money, Money]]:
        """What all of them earn now and then, by currency."""
        currencies = sorted({each.now.currency for each in self.earners})
        return [
            (
                sum((e.now for e in self.earners if e.now.currency == code), Money.zero(code)),
                sum((e.then for e in self.earners if e.then.currency == code), Money.zero(code)),
            )
            for code in currencies
        ]


_STEPS: Final = (*IN_ORDER, (TERM_COLUMNS, DIFFERENCES))

_ALL: Final = tuple(dict.fromkeys(name for columns, _ in _STEPS for name in columns.split(", ")))

_PLAN_PARTS: Final = ("plan_rates", "plan_terms", "plan_bands")

_SALES: Final = """receivables AS (
    SELECT r.* FROM receivables r WHERE r.brand_id = :brand AND r.booked_on >= :window)"""

_PLANS: Final = """plans AS (
    SELECT p.* FROM plans p
    WHERE p.brand_id = :brand AND p.code IS DISTINCT FROM CAST(:code AS text)
    UNION ALL
    SELECT * FROM jsonb_populate_recordset(CAST(NULL AS plans), CAST(:plans AS jsonb)))"""

_SUPPOSED: Final = (
    _SALES,
    _PLANS,
    *(
        f"{part} AS (SELECT x.* FROM {part} x WHERE x.brand_id = :brand UNION ALL "  # noqa: S608  Our own tables.
        f"SELECT * FROM jsonb_populate_recordset(CAST(NULL AS {part}), CAST(:{part} AS jsonb)))"
        for part in _PLAN_PARTS
    ),
    f"lines_0 AS (SELECT {', '.join(_ALL)} FROM commission_lines WHERE false)",  # noqa: S608  As above.
)

_ORDER_LINES: Final = """
    SELECT count(*) FROM receivables r
    JOIN order_lines l ON l.brand_id = :brand AND l.order_id = r.order_id
    WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
      AND r.booked_on >= :start AND r.booked_on < :end
"""


async def simulate(
    session: AsyncSession,
    brand_id: BrandId,
    draft: PlanDraft,
    *,
    month: Period,
    seconds_max: int | None = None,
) -> Simulation:
    """Return what a plan would have given in a month, beside what the plans of then give.

    Args:
        session: whatever reads the brand; nothing is written.
        brand_id: of which brand.
        draft: the plan that is supposed; its first and last day do not matter.
        month: what was billed and what came back in it; volumes of a quarter or a year count what
            the earlier months of it had.
        seconds_max: how long it may take.

    Refuses:
        PlanInvalid: the plan contradicts itself or pays nothing.
        SimulationTooLong: it took longer.
    """
    faults = faults_of(draft)
    if faults:
        raise PlanInvalid(f"Plan {draft.code!r}: {'; '.join(faults)}.")
    scope = {"brand": brand_id, "start": month.start, "end": month.end}
    lines = (await session.execute(text(_ORDER_LINES), scope)).scalar_one()
    window = await _window(session, brand_id, draft, month)
    tried = replace(draft, valid_from=SUPPOSED_FROM, valid_until=None)
    plan_id = PlanId(derived_id("plan_supposed", brand_id, draft.code))
    made = rows_of(
        tried,
        brand_id=brand_id,
        plan_id=plan_id,
        version=1,
        at=datetime.combine(SUPPOSED_FROM, time(), UTC),
    )
    nothing = PlanRows([], [], [], [])
    rules = await rules_of(session, brand_id, *_ruled(plan_id, tried))
    async with parties.set_based(session):
        await session.execute(
            text("SELECT set_config('statement_timeout', :limit, true)"),
            {"limit": f"{seconds_max or 0}s"},
        )
        now = await _earned(session, brand_id, month, window, None, nothing, rules)
        then = await _earned(session, brand_id, month, window, draft.code, made, rules)
    return Simulation(month, lines, await _earners(session, brand_id, now, then))


def _ruled(plan_id: PlanId, tried: PlanDraft) -> list[Ruled]:
    return [
        Ruled(derived_id("plan_term", plan_id, term.code), term.currency, term.where)
        for term in tried.terms
        if term.where
    ]


async def _window(
    session: AsyncSession, brand_id: BrandId, draft: PlanDraft, month: Period
) -> date:
    """Return the first day of the earliest rating period that the month is in.

    What is earned on cash is earned by sales of long before: then it is a year earlier.
    """
    found = await session.scalars(
        text("SELECT DISTINCT every FROM plan_terms WHERE brand_id = :brand"),
        {"brand": brand_id},
    )
    cash = await session.scalars(
        text("SELECT 1 FROM plans WHERE brand_id = :brand AND earning_event = 'cash' LIMIT 1"),
        {"brand": brand_id},
    )
    spans = {Every.MONTH, *(Every(each) for each in found), *(term.every for term in draft.terms)}
    first = min(span.around(month.start).start for span in spans)
    if cash.first() is None and draft.earned_on.value != "cash":
        return first
    return date(month.start.year - 1, 1, 1)


Earned = dict[tuple[PartyId, Currency], int]


async def _earned(
    session: AsyncSession,
    brand_id: BrandId,
    month: Period,
    window: date,
    code: str | None,
    rows: PlanRows,
    rules: Wheres,
) -> Earned:
    phases = [month]
    if window < month.start:
        phases.insert(0, Period(window, month.start))
    given: dict[str, object] = {"brand": brand_id, "window": window, "code": code}
    given |= rules.parameters
    for nth, phase in enumerate(phases):
        run = derived_id("simulation", brand_id, phase.start)
        given |= {f"start_{nth}": phase.start, f"end_{nth}": phase.end, f"run_{nth}": run}
    parts = asdict(rows)
    given |= {name: json.dumps(parts[name], default=str) for name in ("plans", *_PLAN_PARTS)}
    try:
        found = await session.execute(text(_statement(len(phases), rules)), given)
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error) and error.orig.sqlstate == QUERY_CANCELED:
            raise SimulationTooLong(f"{month} has too many orders to try a plan on.") from error
        raise
    return {(PartyId(row.beneficiary_id), Currency(row.currency)): row.minor for row in found}


def _statement(phases: int, rules: Wheres) -> str:
    """Return one SELECT in which each of the engine's sees what those before have found."""
    steps = list(_SUPPOSED)
    found = 0
    for phase in range(phases):
        for columns, each in _STEPS:
            own = set(columns.split(", "))
            chosen = ", ".join(name if name in own else "NULL" for name in _ALL)
            sql = re.sub(r":(start|end|run)\b", rf":\1_{phase}", rules.into(each))
            steps.append(
                f"lines_{found + 1} AS (SELECT * FROM lines_{found} UNION ALL "  # noqa: S608  Constants.
                f"SELECT {chosen} FROM (WITH commission_lines AS (SELECT * FROM lines_{found}) "
                f"SELECT * FROM ({sql}) AS candidates) AS added)"
            )
            found += 1
    return (
        f"WITH {', '.join(steps)} "  # noqa: S608  Only constants; values are parameters.
        "SELECT beneficiary_id, CAST(currency AS text) AS currency, "
        f"CAST(sum(amount_minor) AS bigint) AS minor FROM lines_{found} "
        f"WHERE run_id = :run_{phases - 1} GROUP BY beneficiary_id, currency"
    )


async def _earners(
    session: AsyncSession, brand_id: BrandId, now: Earned, then: Earned
) -> list[Simulated]:
    keys = now.keys() | then.keys()
    rows = await session.execute(
        text("SELECT id, code, name FROM parties WHERE brand_id = :brand AND id = ANY(:ids)"),
        {"brand": brand_id, "ids": [party for party, _ in keys]},
    )
    named = {row.id: row for row in rows}
    earners = [
        Simulated(
            party,
            named[party].code,
            named[party].name,
            now=Money(now.get((party, code), 0), code),
            then=Money(then.get((party, code), 0), code),
        )
        for party, code in keys
    ]
    return sorted(earners, key=lambda each: (each.now.currency, -each.difference.minor, each.code))
