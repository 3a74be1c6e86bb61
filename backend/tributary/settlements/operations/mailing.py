"""Write to those who read a statement: once by itself, and again when somebody wants it."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import messaging
from tributary.kernel import Currency, Money, Period, Refusal, StatementId
from tributary.messaging import LetterKind
from tributary.platform import Work
from tributary.settlements.queries import UnknownStatement, mailing_of
from tributary.settlements.queries.mailing import due_to_mail, sheets_of
from tributary.settlements.rules import answer_words, to_pay, to_receive

AT_ONCE: Final = 50
"""How many statements one transaction writes about."""

HOURS: Final = range(24)


class MailHourInvalid(Refusal):
    """A day has no such hour.

    Give a whole hour from 0 to 23.
    """


class StatementUnsendable(Refusal):
    """The statement is not printed yet, was superseded, or nobody is there who reads it.

    Wait for its PDF, send the newest version, or invite somebody who keeps the distributor's books.
    """


async def set_mailing(work: Work, *, hour: int | None) -> None:
    """Say at which hour of the counterparty's day statements are e-mailed, or that none are.

    It holds for statements that are printed from now on.

    Args:
        work: the work of somebody who may close months.
        hour: from 0 to 23; None for no letters.

    Refuses:
        MailHourInvalid: no clock shows that hour.
    """
    if hour is not None and hour not in HOURS:
        raise MailHourInvalid(f"{hour} is no hour from 0 to 23.")
    before = await mailing_of(work.session, work.brand_id)
    await work.run(
        """
        INSERT INTO statement_mailings (brand_id, hour, changed_at) VALUES (:brand, :hour, :now)
        ON CONFLICT (brand_id, changed_at) DO UPDATE SET hour = excluded.hour
        """,
        brand=work.brand_id,
        hour=hour,
        now=work.opened_at,
    )
    await work.audit(
        "settlements.set_mailing",
        subject="statement_mailing",
        subject_id=work.brand_id,
        before={"hour": before.hour},
        after={"hour": hour},
    )


async def mail_due(work: Work) -> int:
    """Write about statements whose hour has come; return how many were looked at.

    At most fifty at a time: called again until there are none left. Letters and the note that they
    are written are one transaction, so a statement is written about once, whatever is killed.
    """
    due = await due_to_mail(work.session, work.brand_id, now=work.opened_at, most=AT_ONCE)
    if not due:
        return 0
    for sheet in await sheets_of(work.session, work.brand_id, due):
        await _write(work, sheet, nth=1)
    await work.run(
        "UPDATE statements SET mailed_at = :now "
        "WHERE brand_id = :brand AND id = ANY(CAST(:due AS uuid[]))",
        brand=work.brand_id,
        due=due,
        now=work.opened_at,
    )
    for statement_id in due:
        work.tell("statement", statement_id)
    return len(due)


async def send_statement(work: Work, *, statement_id: StatementId) -> int:
    """Write about a statement at once, also to who has heard of it; return to how many.

    Args:
        work: the work of somebody who may close months.
        statement_id: the newest version.

    Refuses:
        UnknownStatement: there is no such statement.
        StatementUnsendable: it has no PDF, it was superseded, or nobody reads it.
    """
    # Whoever else sends it at this moment waits, and is the next.
    rows = await work.rows(
        "SELECT number FROM statements WHERE brand_id = :brand AND id = :id FOR UPDATE",
        brand=work.brand_id,
        id=statement_id,
    )
    if not rows:
        raise UnknownStatement("There is no such statement.")
    sheets = await sheets_of(work.session, work.brand_id, [statement_id])
    if not sheets:
        raise StatementUnsendable(f"There is nobody to whom {rows[0].number} can be sent.")
    for sheet in sheets:
        await _write(work, sheet, nth=sheet.nth)
    await work.run(
        "UPDATE statements SET mailed_at = :now "
        "WHERE brand_id = :brand AND id = :id AND mailed_at IS NULL",
        brand=work.brand_id,
        id=statement_id,
        now=work.opened_at,
    )
    await work.audit(
        "settlements.send_statement",
        subject="statement",
        subject_id=statement_id,
        after={"letters": len(sheets)},
    )
    work.tell("statement", statement_id)
    return len(sheets)


async def note_letter(work: Work, letter_id: UUID, *, state: str, reason: str | None) -> None:
    """Note what became of a letter about a statement."""
    rows = await work.rows(
        """
        UPDATE statement_letters SET state = :state, settled_at = :now, reason = :reason
        WHERE brand_id = :brand AND letter_id = :letter RETURNING statement_id
        """,
        brand=work.brand_id,
        letter=letter_id,
        state=state,
        now=work.opened_at,
        reason=reason,
    )
    for row in rows:
        work.tell("statement", row.statement_id)


async def _write(work: Work, sheet: Row[Any], *, nth: int) -> None:
    letter_id = await messaging.write_letter(
        work,
        kind=LetterKind.STATEMENT if sheet.replaces is None else LetterKind.STATEMENT_CORRECTED,
        address=sheet.email,
        language=sheet.language,
        words=_words(sheet),
    )
    await work.run(
        """
        INSERT INTO statement_letters (brand_id, statement_id, user_id, nth, letter_id, address,
                                       state, written_at)
        VALUES (:brand, :statement, :user, :nth, :letter, :address, 'waiting', :now)
        """,
        brand=work.brand_id,
        statement=sheet.statement_id,
        user=sheet.user_id,
        nth=nth,
        letter=letter_id,
        address=sheet.email,
        now=work.opened_at,
    )


def _words(sheet: Row[Any]) -> dict[str, str]:
    code = Currency(sheet.currency)
    owed, earned = Money(sheet.owed_closing_minor, code), Money(sheet.earned_closing_minor, code)
    silence = bool(sheet.silence_confirms)
    return {
        "person": sheet.name,
        "number": sheet.number,
        "replaces": sheet.replaces or "",
        "reason": sheet.correction_reason or "",
        "creditor": sheet.creditor_name,
        "period": str(Period(sheet.period_start, sheet.period_end)),
        "closing": str(owed),
        "due": str(to_pay(owed)),
        "earned": str(to_receive(earned)),
        "answer": answer_words(sheet.answer_by, sheet.language, silence_confirms=silence) or "",
        # No secret: whoever opens it signs in first.
        "path": f"/portal/statements/Statement:{sheet.statement_id}?brand={sheet.slug}",
    }
