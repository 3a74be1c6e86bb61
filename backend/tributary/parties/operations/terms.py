"""How payment terms are agreed, from a day on."""

from datetime import date

from tributary.kernel import PartyId, Refusal, new_id
from tributary.parties.operations.tree import lock_tree
from tributary.parties.queries import party_of
from tributary.parties.rules import Terms, TermsInvalid
from tributary.platform import Work


class TermsOverlap(Refusal):
    """Other terms of the same pair begin on or after the day, and history is not rewritten.

    Choose a day after the last terms began.
    """


async def set_terms(
    work: Work,
    *,
    creditor_id: PartyId,
    terms: Terms,
    valid_from: date,
    debtor_id: PartyId | None = None,
) -> None:
    """Agree when a debtor pays a creditor from a day on; the terms before end on that day.

    Without a debtor these are the creditor's terms for everybody who has none of his own. The
    same terms again change nothing.

    Refuses:
        UnknownParty: there is no such creditor or debtor.
        TermsInvalid: creditor and debtor are the same.
        TermsOverlap: other terms begin on or after the day.
    """
    await lock_tree(work)
    creditor = await party_of(work.session, work.brand_id, creditor_id)
    whom = "everybody else"
    if debtor_id is not None:
        whom = (await party_of(work.session, work.brand_id, debtor_id)).code
    if debtor_id == creditor_id:
        raise TermsInvalid(f"{creditor.code} cannot owe itself: choose another debtor.")
    pair: dict[str, object] = {"brand": work.brand_id, "creditor": creditor_id, "debtor": debtor_id}
    last = await work.rows(
        """
        SELECT id, start_event, rule, days, instalments, valid_from FROM credit_terms
        WHERE brand_id = :brand AND creditor_id = :creditor AND valid_until IS NULL
          AND debtor_id IS NOT DISTINCT FROM CAST(:debtor AS uuid)
        """,
        **pair,
    )
    if last and valid_from <= last[0].valid_from:
        if tuple(last[0])[1:] == (*_columns(terms).values(), valid_from):
            return
        raise TermsOverlap(
            f"Terms of {whom} with {creditor.code} begin on {last[0].valid_from} already, so none "
            f"can begin on {valid_from}: choose a later day."
        )
    for row in last:
        await work.run(
            "UPDATE credit_terms SET valid_until = :on WHERE brand_id = :brand AND id = :id",
            brand=work.brand_id,
            id=row.id,
            on=valid_from,
        )
    await _write(work, pair, terms, valid_from)


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "start_event": terms.start_event.value,
        "rule": terms.rule.value,
        "days": terms.days,
        "instalments": terms.instalments,
    }


async def _write(work: Work, pair: dict[str, object], terms: Terms, valid_from: date) -> None:
    terms_id = new_id()
    await work.run(
        """
        INSERT INTO credit_terms
          (brand_id, id, creditor_id, debtor_id, start_event, rule, days, instalments, valid_from)
        VALUES (:brand, :id, :creditor, :debtor, :start_event, :rule, :days, :instalments, :on)
        """,
        id=terms_id,
        on=valid_from,
        **pair,
        **_columns(terms),
    )
    fields = {**pair, **_columns(terms), "valid_from": valid_from}
    await work.audit("parties.set_terms", subject="terms", subject_id=terms_id, after=fields)
