"""The flow of a payment: a webhook comes, the provider is asked, money is booked and applied."""

from dataclasses import dataclass, replace
from typing import Any

from tests.conftest import MovingClock
from tests.factories.parties import make_distributor, open_house
from tests.factories.payments import SECRET, Till
from tests.faults.crashing import Patience
from tests.faults.flows import HANG_MILLISECONDS, Mode, Verdict, faults_of, settle_down
from tests.faults.world import World
from tributary import orders, payments
from tributary.gateways.stripe.checkout import StripeWebhooks
from tributary.kernel import BrandId, ReceivableId
from tributary.payments import LinkState, ReceiptState
from tributary.platform import Desk

ROUNDS_MAX = 6
FAULTS = ("rate_limited", "error_before", "drop_before", "hang_after", "duplicate")


@dataclass(slots=True)
class WebhookCase:
    """A link whose payer has paid at the provider, and what the provider will say."""

    brand_id: BrandId
    clock: MovingClock
    till: Till
    link: payments.CreatedLink
    item: ReceivableId
    event: dict[str, Any]


class WebhookFlow:
    """Store, ask, book, apply."""

    name = "webhook"
    modes = (Mode(None), *(Mode(fault, skip) for fault in FAULTS for skip in (0, 1)))

    async def prepare(self, world: World, desk: Desk, brand_id: BrandId) -> WebhookCase:
        """Make a brand with one receivable, and have its link paid at the provider."""
        clock = desk.clock
        assert isinstance(clock, MovingClock)
        async with desk.work(brand_id, "trial") as work:
            await open_house(work, "gold")
            shop = await make_distributor(work, "D1")
        till = Till(desk, world.fake, clock, brand_id, shop)
        item = await till.bill("113.00")
        link = await till.link(item)
        page_id = await till.paid(link)
        told = world.fake.get("/v1/events", type="checkout.session.completed", limit=10)
        (event,) = [one for one in told["data"] if one["data"]["object"]["id"] == page_id]
        return WebhookCase(brand_id, clock, till, link, item, event)

    def disturb(self, world: World, case: WebhookCase, mode: Mode) -> None:
        """Order the fault of one of the questions that follow the webhook."""
        del case
        if mode.fault is not None:
            world.fake.fault(
                mode.fault,
                "/v1/*",
                method="GET",
                skip=mode.skip,
                milliseconds=HANG_MILLISECONDS,
            )

    def patience(self, mode: Mode) -> Patience:
        """Hurry the question that hangs."""
        return mode.patience_with("GET", "/v1/")

    async def act(self, desk: Desk, case: WebhookCase) -> None:
        """Take the webhook in twice, as providers do, and sweep until the link is paid."""
        for _ in range(2):
            await self._hear(desk, case)
            await settle_down(desk, case.brand_id)
        for _ in range(ROUNDS_MAX):
            if await self._state(desk, case) is LinkState.PAID:
                break
            case.clock.move(minutes=11)
            await payments.sweep_payments(desk, case.brand_id)
            await settle_down(desk, case.brand_id)
        await settle_down(desk, case.brand_id)

    async def judge(self, world: World, desk: Desk, case: WebhookCase) -> Verdict:
        """One receipt, applied once, nothing left open."""
        del world
        verdict = Verdict()
        till = replace(case.till, desk=desk)
        receipts = await till.receipts(case.link)
        verdict.lost += not receipts
        verdict.doubled += len(receipts) > 1
        for receipt in receipts:
            if receipt.state is not ReceiptState.RECEIVED or receipt.unapplied:
                verdict.complaints.append(f"the receipt is {receipt.state}: {receipt}")
        still_open = await till.open_of(case.item)
        if still_open != "0.00":
            verdict.complaints.append(f"{still_open} is still open")
        async with desk.work(case.brand_id, "trial") as work:
            applied = await work.rows(
                "SELECT count(*) FROM applications WHERE receivable_id = :item", item=case.item
            )
        if applied[0][0] != 1:
            verdict.complaints.append(f"applied {applied[0][0]} times")
        # The order behind the receivable is a bare one, without lines: orders is not this flow.
        verdict.complaints += await faults_of(desk, case.brand_id, but=orders.INVARIANTS)
        return verdict

    async def _hear(self, desk: Desk, case: WebhookCase) -> None:
        body, signature = case.till.signed(case.event)
        message = StripeWebhooks([SECRET]).verify(
            body, {"stripe-signature": signature}, now=case.clock()
        )
        async with desk.work(case.brand_id, "webhook:stripe") as work:
            await payments.receive_webhook(work, message=message, payload=body.decode())

    async def _state(self, desk: Desk, case: WebhookCase) -> LinkState:
        async with desk.database.reading(case.brand_id) as session:
            view = await payments.link_view(session, case.brand_id, case.link.link_id)
        return view.state
