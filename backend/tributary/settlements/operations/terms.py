"""Set by when statements are to be answered, and what silence means."""

from typing import Final

from tributary.kernel import Refusal
from tributary.platform import Work
from tributary.settlements.queries import terms_of

DAYS_MAX: Final = 365


class AnswerDaysInvalid(Refusal):
    """A statement cannot be waited for so many days.

    Give between 1 and 365 days.
    """


async def set_terms(work: Work, *, answer_days: int, silence_confirms: bool) -> None:
    """Say how long counterparties have for disputing a statement, from the next closing on.

    Statements that are out keep what was said when they were issued.

    Args:
        work: the work of somebody who may close months.
        answer_days: days after the one of issue, at least one.
        silence_confirms: whether a statement that nobody has answered by then is confirmed.

    Refuses:
        AnswerDaysInvalid: it is no number of days that anybody waits.
    """
    if not 1 <= answer_days <= DAYS_MAX:
        raise AnswerDaysInvalid(f"{answer_days} days are not between 1 and {DAYS_MAX}.")
    before = await terms_of(work.session, work.brand_id)
    await work.run(
        """
        INSERT INTO settlement_terms (brand_id, answer_days, silence_confirms, changed_at)
        VALUES (:brand, :days, :silence, :now)
        ON CONFLICT (brand_id, changed_at) DO UPDATE
          SET answer_days = excluded.answer_days, silence_confirms = excluded.silence_confirms
        """,
        brand=work.brand_id,
        days=answer_days,
        silence=silence_confirms,
        now=work.opened_at,
    )
    await work.audit(
        "settlements.set_terms",
        subject="settlement_terms",
        subject_id=work.brand_id,
        before={"days": before.answer_days, "silence_confirms": before.silence_confirms},
        after={"days": answer_days, "silence_confirms": silence_confirms},
    )
