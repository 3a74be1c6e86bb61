"""Payout batches, their items and where people are paid in the graph."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from tributary import payouts
from tributary.api.graphql.refs import (
    DistributorRef,
    PayeeAccountRef,
    PayoutBatchRef,
    PayoutItemRef,
    UserRef,
)
from tributary.api.graphql.words import (
    BANKING,
    FINANCE,
    MIDNIGHT,
    MONEY,
    Connection,
    CurrencyCode,
    Money,
    Node,
    Nothing,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    money,
    one,
    own,
    table,
)

enum_type(
    payouts.AccountState,
    "Whether an account is paid to.",
    name="PayeeAccountState",
    active="It is.",
    on_hold="Not for now.",
)
enum_type(
    payouts.BatchState,
    "Where a batch stands.",
    name="PayoutBatchState",
    draft="Being prepared.",
    submitted="Waiting for another person.",
    released="Being paid.",
    completed="Every item has an end.",
    cancelled="Taken back.",
)
enum_type(
    payouts.ItemState,
    "Where a payout stands.",
    name="PayoutItemState",
    ready="Not sent yet.",
    sending="Being sent.",
    unknown="Sent, without a clear answer; it is looked up.",
    paid="Paid.",
    failed="Did not go through.",
    cancelled="Taken back before it was sent.",
    returned="Paid, and came back.",
)


def masked(name: str, description: str) -> Any:  # noqa: ANN401  As all declarations.
    """Declare an account that is shown by its end: the rest stays in the database.

    It is an expression and no column of the row, so that no filter and no order may be made of it.
    """
    account = f"{{t}}.{name}"
    shown = (
        f"CASE WHEN length({account}) >= {payouts.TAIL_FROM}"
        f" THEN '{payouts.MASK} ' || right({account}, {payouts.TAIL_LETTERS})"
        f" ELSE '{payouts.MASK}' END"
    )
    return column(shown, BANKING, description)


@described(newest="The last one first.")
class PayoutBatchSort(Enum):
    """Orders of batches."""

    NEWEST = "timestamptz created_at desc"


@described(newest="The last one first.", largest="The largest first.")
class PayoutItemSort(Enum):
    """Orders of payouts."""

    NEWEST = "timestamptz created_at desc"
    LARGEST = "bigint amount_minor desc"


@filter_input
class PayoutBatchFilter:
    """Which batches."""

    states: list[payouts.BatchState] | None = condition("{t}.state = ANY({v})", "In these states.")


@filter_input
class PayoutItemFilter:
    """Which payouts."""

    states: list[payouts.ItemState] | None = condition("{t}.state = ANY({v})", "In these states.")
    resolved_from: date | None = condition(
        f"{{t}}.resolved_at >= {MIDNIGHT}", "That ended on or after this day of the brand's."
    )


@table("payee_accounts", scope=own("distributor_id"))
class PayeeAccount(Node):
    """Where a distributor is paid."""

    rail: str = column("rail", MONEY, "The way the money takes.")
    provider_account: str = masked(
        "provider_account",
        "The end of the account on that way; revealPayeeAccount tells all of it.",
    )
    currency: CurrencyCode = column("currency", MONEY, "In which currency.")
    state: payouts.AccountState = column("state", MONEY, "Whether it is paid to.")
    hold_reason: str | None = column("hold_reason", MONEY, "Why it is on hold.")
    distributor: DistributorRef | None = one("distributor_id", MONEY, "Who is paid there.")


@table("payout_batches", scope=Nothing())
class PayoutBatch(Node):
    """Payouts that two people let go."""

    number: str = column("number", FINANCE, "How people call it.")
    rail: str = column("rail", FINANCE, "The way the money takes.")
    currency: CurrencyCode = column("currency", FINANCE, "Of all its amounts.")
    state: payouts.BatchState = column("state", FINANCE, "Where it stands.")
    item_count: int = column("item_count", FINANCE, "How many payouts.")
    total: Money = money("total_minor", FINANCE, "All of them together.")
    minimum: Money = money("minimum_minor", FINANCE, "Less is not paid out.")
    items_sha256: str | None = column("items_sha256", FINANCE, "The hash of what was submitted.")
    cancel_reason: str | None = column("cancel_reason", FINANCE, "Why it was taken back.")
    created_at: datetime = column("created_at", FINANCE, "When it was prepared.")
    submitted_at: datetime | None = column("submitted_at", FINANCE, "When it was submitted.")
    released_at: datetime | None = column("released_at", FINANCE, "When it was released.")
    completed_at: datetime | None = column("completed_at", FINANCE, "When it ended.")
    maker: UserRef | None = one("maker_id", FINANCE, "Who prepared it.")
    checker: UserRef | None = one("checker_id", FINANCE, "Who released it.")
    items: Connection[PayoutItemRef] = connection(
        "batch_id", FINANCE, "Its payouts.", sort=PayoutItemSort, filter_by=PayoutItemFilter
    )


@table("payout_items", scope=own("distributor_id"))
class PayoutItem(Node):
    """One payout to one payee."""

    amount: Money = money("amount_minor", MONEY, "How much.")
    currency: CurrencyCode = column("currency", MONEY, "Of its amount.")
    state: payouts.ItemState = column("state", MONEY, "Where it stands.")
    destination: str = masked("destination", "The end of the account it goes to.")
    provider_transfer_id: str | None = column(
        "provider_transfer_id", FINANCE, "How the provider calls it."
    )
    waiting_reason: str | None = column("waiting_reason", FINANCE, "What it waits for.")
    failure: str | None = column("failure", MONEY, "Why it did not go through.")
    created_at: datetime = column("created_at", MONEY, "When it was prepared.")
    attempted_at: datetime | None = column("attempted_at", FINANCE, "When it was last tried.")
    resolved_at: datetime | None = column("resolved_at", MONEY, "When it ended.")
    batch: PayoutBatchRef | None = one("batch_id", FINANCE, "The batch it is in.")
    distributor: DistributorRef | None = one("distributor_id", MONEY, "Who is paid.")
    payee_account: PayeeAccountRef | None = one("payee_account_id", MONEY, "Where.")
