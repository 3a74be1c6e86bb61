"""The part of the mutation type that is about rebates."""

import strawberry

from tributary.api.graphql.mutations import rebates
from tributary.api.graphql.mutations import words as w


@strawberry.type(description="What can be done with rebates.")
class Rebating:
    """What can be done with rebates."""

    use_rebate: rebates.UseRebateResult | None = w.deed(
        rebates.use_rebate,
        takes=rebates.UseRebateInput,
        gives=rebates.UsedRebate,
        policy=w.COLLECTING,
        reach=w.OWN,
        description="Deduct what is left of rebates from open items.",
    )
    give_rebate_in_cash: rebates.GiveRebateInCashResult | None = w.deed(
        rebates.give_rebate_in_cash,
        takes=rebates.GiveRebateInCashInput,
        gives=rebates.GaveRebateInCash,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Let what is left of rebates be paid out, the way of commissions.",
    )
