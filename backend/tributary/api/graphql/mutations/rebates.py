"""Using what rebates were released: on open items, or in cash."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import rebates
from tributary.api.graphql.mutations.items import items_of_viewer
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyInput,
    MoneyType,
    Refused,
    input_type,
    key_of,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.words import enum_type
from tributary.kernel import DistributorId, RebateEntryId, ReceivableId

enum_type(
    rebates.Invoicing,
    "How the tax invoice follows a rebate that was used.",
    name="RebateInvoicing",
    red_letter="A red-letter invoice corrects the one of the goods.",
    on_invoice="It stands as a discount on the invoice of the goods.",
    none="No invoice changes.",
)


@input_type
class RebateItemInput:
    """An open item, and how much of it a rebate is to pay."""

    receivable_id: ID = said("Which item.")
    amount: MoneyInput = said("How much of it.")


@input_type
class UseRebateInput:
    """Open items of one distributor that its rebates are to pay."""

    idempotency_key: ID = said(KEY)
    items: list[RebateItemInput] = said("What is to be paid.")
    invoicing: rebates.Invoicing | None = optional(
        "How the tax invoice follows; by a red-letter invoice if unsaid."
    )


@payload
class UsedRebate:
    """The items are closed for that much."""

    number: str = said("The number of the document.")
    amount: MoneyType = said("How much was deducted.")


UseRebateResult = Annotated[
    UsedRebate | Refused,
    strawberry.union("UseRebateResult", description="What became of a rebate to be deducted."),
]


@input_type
class GiveRebateInCashInput:
    """A rebate that is to be paid out."""

    idempotency_key: ID = said(KEY)
    distributor_id: ID = said("Whose rebate.")
    amount: MoneyInput = said("How much of it.")


@payload
class GaveRebateInCash:
    """It is a part of what is paid out next."""

    number: str = said("The number of the document.")
    amount: MoneyType = said("How much is to be paid out.")


GiveRebateInCashResult = Annotated[
    GaveRebateInCash | Refused,
    strawberry.union(
        "GiveRebateInCashResult", description="What became of a rebate to be given in cash."
    ),
]


@input_type
class UndoRebateUseInput:
    """A use of rebates that is to be taken back."""

    idempotency_key: ID = said(KEY)
    rebate_entry_id: ID = said("Any entry of the use, on the account of a rebate.")
    reason: str = said("Why it is taken back.")


@payload
class UndidRebateUse:
    """Its items are open again, and its rebates can be used again."""

    number: str = said("The number of the document.")
    amount: MoneyType = said("How much was taken back.")


UndoRebateUseResult = Annotated[
    UndidRebateUse | Refused,
    strawberry.union(
        "UndoRebateUseResult", description="What became of a use of rebates to be taken back."
    ),
]


async def use_rebate(hands: Hands, given: UseRebateInput) -> Mapping[str, object]:
    """Deduct rebates from open items of whoever owes them; a distributor's people from its own.

    Refuses:
        RebateNothingChosen: no item was chosen.
        ReceivableUnknown: an item does not exist, or is somebody else's.
    """
    items = [
        (ReceivableId(key_of("Receivable", each.receivable_id)), money_of(each.amount))
        for each in given.items
    ]
    if not items:
        raise rebates.RebateNothingChosen("Choose at least one open item.")
    ids = [receivable_id for receivable_id, _ in items]
    found = await items_of_viewer(hands, ids)
    used = await rebates.use_on_goods(
        hands.work,
        distributor_id=DistributorId(found[ids[0]].debtor_id),
        items=items,
        today=hands.viewer.today,
        invoicing=given.invoicing or rebates.Invoicing.RED_LETTER,
    )
    return {"number": used.number, "amount": used.amount}


async def give_rebate_in_cash(hands: Hands, given: GiveRebateInCashInput) -> Mapping[str, object]:
    """Let a rebate go the way of commissions."""
    used = await rebates.give_in_cash(
        hands.work,
        distributor_id=DistributorId(key_of("Distributor", given.distributor_id)),
        amount=money_of(given.amount),
        today=hands.viewer.today,
    )
    return {"number": used.number, "amount": used.amount}


async def undo_rebate_use(hands: Hands, given: UndoRebateUseInput) -> Mapping[str, object]:
    """Take a use of rebates on open items back."""
    undone = await rebates.undo_use(
        hands.work,
        entry_id=RebateEntryId(key_of("RebateEntry", given.rebate_entry_id)),
        because=given.reason,
        today=hands.viewer.today,
    )
    return {"number": undone.number, "amount": undone.amount}
