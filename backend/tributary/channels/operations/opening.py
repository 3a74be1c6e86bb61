"""Open a channel: say how a source of orders is read and who owes for them."""

from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tributary import parties
from tributary.catalog import DuplicateCode
from tributary.channels.rules import ADAPTERS
from tributary.kernel import ChannelId, PartyId, Refusal, derived_id
from tributary.orders import MODES_OF, BillingTrigger, OrderKind, OrderMode
from tributary.platform import Work


class ChannelInvalid(Refusal):
    """The settings of the channel do not go together.

    Correct the setting that the message names.
    """


_INSERT: Final = """
    INSERT INTO channels (brand_id, id, code, name, adapter, order_kind, mode, billing_trigger,
                          distributor_id, acquirer_id, creates_products, time_zone, created_at)
    VALUES (:brand, :id, :code, :name, :adapter, :order_kind, :mode, :billing_trigger,
            :distributor_id, :acquirer_id, :creates_products, :time_zone, :now)
    ON CONFLICT DO NOTHING
"""


async def open_channel(
    work: Work,
    *,
    code: str,
    name: str,
    adapter: str,
    order_kind: OrderKind,
    billing_trigger: BillingTrigger,
    time_zone: str,
    distributor_id: PartyId | None = None,
    acquirer_id: PartyId | None = None,
    creates_products: bool = False,
    mode: OrderMode = OrderMode.DIRECT,
) -> ChannelId:
    """Open a channel.

    Its files are read by `adapter`, times without a zone in `time_zone`. `distributor_id` is whose
    shop it is; None when each row names its distributor. `acquirer_id` is who owes for consumer
    orders. With `creates_products` an unknown SKU becomes a product to be reviewed. `mode` is how
    its orders are settled along the chain; each order keeps the one it was made in.

    Refuses:
        ChannelInvalid: code, name, layout, zone, mode, distributor or acquirer do not fit.
        DuplicateCode: the code is taken.
    """
    _require_names(code, name, adapter, time_zone)
    _require_mode(order_kind, mode, distributor_id)
    await _require_parties(work, order_kind, distributor_id, acquirer_id)
    channel_id = ChannelId(derived_id("channel", work.brand_id, code))
    fields = {
        "code": code,
        "name": name,
        "adapter": adapter,
        "order_kind": order_kind.value,
        "mode": mode.value,
        "billing_trigger": billing_trigger.value,
        "distributor_id": distributor_id,
        "acquirer_id": acquirer_id,
        "creates_products": creates_products,
        "time_zone": time_zone,
    }
    names = {"brand": work.brand_id, "id": channel_id, "now": work.opened_at}
    added = await work.run(_INSERT, **names, **fields)
    if not added:
        raise DuplicateCode(f"A channel {code!r} exists already: choose another code.")
    await work.audit(
        "channels.open_channel", subject="channel", subject_id=channel_id, after=fields
    )
    return channel_id


def _require_names(code: str, name: str, adapter: str, time_zone: str) -> None:
    if not code or code != code.strip() or not name.strip():
        raise ChannelInvalid(f"Channel {code!r} needs a code without blanks around it and a name.")
    if adapter not in ADAPTERS:
        raise ChannelInvalid(
            f"There is no layout {adapter!r}: choose one of {', '.join(sorted(ADAPTERS))}."
        )
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ChannelInvalid(
            f"{time_zone!r} is not a time zone: write it like Asia/Shanghai."
        ) from error


def _require_mode(kind: OrderKind, mode: OrderMode, distributor_id: PartyId | None) -> None:
    if mode not in MODES_OF[kind]:
        allowed = " or ".join(sorted(MODES_OF[kind]))
        raise ChannelInvalid(
            f"{kind.value.capitalize()} orders cannot be settled by {mode.value}: choose {allowed}."
        )
    if kind is OrderKind.CONSUMER and mode is OrderMode.DIRECT and distributor_id is not None:
        raise ChannelInvalid("The brand's own shop belongs to no distributor: leave it out.")


async def _require_parties(
    work: Work, kind: OrderKind, distributor_id: PartyId | None, acquirer_id: PartyId | None
) -> None:
    if (kind is OrderKind.CONSUMER) != (acquirer_id is not None):
        raise ChannelInvalid(
            "Consumer orders are owed by the acquirer that collects the money, all others by the "
            "distributor: name an acquirer for consumer orders only."
        )
    for party_id, wanted in (
        (distributor_id, parties.PartyKind.DISTRIBUTOR),
        (acquirer_id, parties.PartyKind.ACQUIRER),
    ):
        if party_id is None:
            continue
        rows = await work.rows(
            "SELECT kind FROM parties WHERE brand_id = :brand AND id = :id",
            brand=work.brand_id,
            id=party_id,
        )
        if not rows or rows[0].kind != wanted.value:
            raise ChannelInvalid(f"Party {party_id} is not a {wanted.value} of the brand.")
