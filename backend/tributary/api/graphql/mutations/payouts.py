"""Paying out: preview, prepare, submit, release by another person, cancel; reading accounts."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

import strawberry

from tributary import payouts
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    AmountInvalid,
    CurrencyCode,
    Hands,
    MoneyInput,
    MoneyType,
    Refused,
    amount_of,
    currency_of,
    input_type,
    key_of,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import DistributorRef, PayeeAccountRef, PayoutBatchRef
from tributary.api.graphql.words import enum_type
from tributary.kernel import Money, PartyId, PayeeAccountId, PayoutBatchId

RAIL: Final = "stripe"
"""The one way on which money leaves so far."""

MINIMUM: Final = "1"
"""Less than one unit of a currency waits for the next batch, unless somebody says otherwise."""

enum_type(
    payouts.Obstacle,
    "Why a distributor is not paid now.",
    name="PayoutObstacle",
    nothing_due="Nothing is due to it.",
    held="What it has earned is too young: its plan pays it later.",
    negative_balance="It owes commission back.",
    no_payee_account="Nobody knows where it is paid.",
    currency_mismatch="It is paid in another currency.",
    on_hold="Its account is on hold.",
    below_minimum="It has earned less than the minimum.",
)


@input_type
class PreviewPayoutInput:
    """What a payout would be made of."""

    currency: CurrencyCode = said("In which currency.")
    minimum: MoneyInput | None = optional("Less is not paid out; one unit if unsaid.")


@payload
class PayoutPreviewLine:
    """One distributor: paid, or why not."""

    distributor: DistributorRef | None = said("Who.")
    amount: MoneyType = said("What is available to it; negative when it owes commission back.")
    is_payable: bool = said("Whether it would be paid.")
    reasons: list[payouts.Obstacle] = said("Why not.")
    held_until: date | None = said(
        "The day on which more becomes payable; null when nothing is held."
    )


@payload
class PayoutPreview:
    """What a batch would be if it were prepared now; nothing is written."""

    payable: int = said("How many would be paid.")
    total: MoneyType = said("All of them together.")
    lines: list[PayoutPreviewLine] = said("Everybody who has earned, or could be paid, by code.")


PreviewPayoutResult = Annotated[
    PayoutPreview | Refused,
    strawberry.union("PreviewPayoutResult", description="What a payout would be made of."),
]


@input_type
class PreparePayoutBatchInput:
    """A batch that pays everybody payable."""

    idempotency_key: ID = said(KEY)
    currency: CurrencyCode = said("In which currency.")
    minimum: MoneyInput | None = optional("Less is not paid out; one unit if unsaid.")


@payload
class PreparedPayoutBatch:
    """The batch is a draft."""

    payout_batch: PayoutBatchRef | None = said("The batch.")


PreparePayoutBatchResult = Annotated[
    PreparedPayoutBatch | Refused,
    strawberry.union(
        "PreparePayoutBatchResult", description="What became of a batch to be prepared."
    ),
]


@input_type
class SubmitPayoutBatchInput:
    """A draft that is to be frozen and shown to a second person."""

    idempotency_key: ID = said(KEY)
    payout_batch_id: ID = said("Which batch.")


@payload
class SubmittedPayoutBatch:
    """The batch waits for the second person."""

    payout_batch: PayoutBatchRef | None = said("The batch as it is now.")


SubmitPayoutBatchResult = Annotated[
    SubmittedPayoutBatch | Refused,
    strawberry.union(
        "SubmitPayoutBatchResult", description="What became of a batch to be submitted."
    ),
]


@input_type
class ReleasePayoutBatchInput:
    """A batch that a second person lets go, with what that person was shown."""

    idempotency_key: ID = said(KEY)
    payout_batch_id: ID = said("Which batch.")
    total: MoneyInput = said("PayoutBatch.total as it was shown.")
    digest: str = said("PayoutBatch.itemsSha256 as it was shown.")


@payload
class ReleasedPayoutBatch:
    """The batch is reserved in the books and being paid."""

    payout_batch: PayoutBatchRef | None = said("The batch as it is now.")


ReleasePayoutBatchResult = Annotated[
    ReleasedPayoutBatch | Refused,
    strawberry.union(
        "ReleasePayoutBatchResult", description="What became of a batch to be released."
    ),
]


@input_type
class CancelPayoutBatchInput:
    """A batch of which nothing more is to be sent."""

    idempotency_key: ID = said(KEY)
    payout_batch_id: ID = said("Which batch.")
    reason: str = said("Why; it is kept.")


@payload
class CancelledPayoutBatch:
    """What had not been sent is taken back."""

    payout_batch: PayoutBatchRef | None = said("The batch as it is now.")
    cancelled: int = said("How many payouts were taken back.")


CancelPayoutBatchResult = Annotated[
    CancelledPayoutBatch | Refused,
    strawberry.union(
        "CancelPayoutBatchResult", description="What became of a batch to be cancelled."
    ),
]


@input_type
class RevealPayeeAccountInput:
    """An account that somebody wants to read in full."""

    payee_account_id: ID = said("Which account.")
    reason: str = said("Why, in 10 to 500 characters; it is kept in the audit.")


@payload
class RevealedPayeeAccount:
    """The account, told this once."""

    payee_account: PayeeAccountRef | None = said("Whose account it is.")
    provider_account: str = said("The whole account.")


RevealPayeeAccountResult = Annotated[
    RevealedPayeeAccount | Refused,
    strawberry.union(
        "RevealPayeeAccountResult", description="What became of an account to be read in full."
    ),
]


async def preview_payout(hands: Hands, given: PreviewPayoutInput) -> Mapping[str, object]:
    """Show who would be paid how much now, and why the others would not."""
    work = hands.work
    found = await payouts.preview(
        work.session,
        work.brand_id,
        rail=RAIL,
        currency=currency_of(given.currency),
        minimum=_minimum(given.minimum, given.currency),
        now=work.opened_at,
    )
    lines = [
        {
            "distributor": row.payee.distributor_id,
            "amount": row.payee.available,
            "is_payable": row.obstacle is None,
            "reasons": [] if row.obstacle is None else [row.obstacle],
            "held_until": row.payee.held_until,
        }
        for row in found.rows
    ]
    return {"payable": len(found.payable), "total": found.total, "lines": lines}


async def prepare_batch(hands: Hands, given: PreparePayoutBatchInput) -> Mapping[str, object]:
    """Write a batch that pays everybody payable."""
    batch_id = await payouts.prepare_batch(
        hands.work,
        rail=RAIL,
        currency=currency_of(given.currency),
        minimum=_minimum(given.minimum, given.currency),
    )
    return {"payout_batch": batch_id}


async def submit_batch(hands: Hands, given: SubmitPayoutBatchInput) -> Mapping[str, object]:
    """Freeze a draft and hand it to the second person."""
    batch_id = _batch(given.payout_batch_id)
    await payouts.submit_batch(hands.work, batch_id=batch_id)
    return {"payout_batch": batch_id}


async def release_batch(hands: Hands, given: ReleasePayoutBatchInput) -> Mapping[str, object]:
    """Approve a submitted batch as its second person, and have it sent."""
    batch_id = _batch(given.payout_batch_id)
    await payouts.release_batch(
        hands.work, batch_id=batch_id, total=money_of(given.total), digest=given.digest
    )
    return {"payout_batch": batch_id}


async def cancel_batch(hands: Hands, given: CancelPayoutBatchInput) -> Mapping[str, object]:
    """Take back what has not been sent of a batch."""
    batch_id = _batch(given.payout_batch_id)
    cancelled = await payouts.cancel_batch(hands.work, batch_id=batch_id, reason=given.reason)
    return {"payout_batch": batch_id, "cancelled": cancelled}


async def reveal_payee_account(
    hands: Hands, given: RevealPayeeAccountInput
) -> Mapping[str, object]:
    """Tell where somebody is paid; a distributor's people read their own alone."""
    account_id = PayeeAccountId(key_of("PayeeAccount", given.payee_account_id))
    distributor_id = hands.viewer.distributor_id
    account = await payouts.reveal_payee_account(
        hands.work,
        payee_account_id=account_id,
        party_id=None if distributor_id is None else PartyId(distributor_id),
        reason=given.reason,
    )
    return {"payee_account": account_id, "provider_account": account}


def _batch(given: str) -> PayoutBatchId:
    return PayoutBatchId(key_of("PayoutBatch", given))


def _minimum(given: MoneyInput | None, code: str) -> Money:
    minimum = amount_of(MINIMUM, code) if given is None else money_of(given)
    if minimum.currency != code:
        raise AmountInvalid(f"{minimum} is no minimum for {code}: give it in {code}.")
    if minimum.minor < 0:
        raise AmountInvalid(f"{minimum} is less than nothing: give a minimum of 0 or more.")
    return minimum
