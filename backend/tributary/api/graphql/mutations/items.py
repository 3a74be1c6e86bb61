"""Open items that somebody names: those of a distributor's people are the distributor's own."""

from collections.abc import Mapping, Sequence

from tributary import receivables
from tributary.api.graphql.mutations.words import Hands
from tributary.kernel import ReceivableId


async def items_of_viewer(
    hands: Hands, ids: Sequence[ReceivableId]
) -> Mapping[ReceivableId, receivables.ReceivableRow]:
    """Return open items: of anybody for the brand, of itself alone for a distributor.

    Refuses:
        ReceivableUnknown: there is no such item, or it is somebody else's, which is the same.
    """
    work, viewer = hands.work, hands.viewer
    found = await receivables.receivables_by_id(work.session, work.brand_id, ids)
    for each in ids:
        is_theirs = each in found and (
            not viewer.is_distributor or found[each].debtor_id == viewer.distributor_id
        )
        if not is_theirs:
            raise receivables.ReceivableUnknown(f"There is no receivable {each}.")
    return found
