"""Random histories of a business: whatever happens, what is always true stays true."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final, TypeVar
from uuid import UUID

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.event import listen

from tests.factories.commissions import level, make_plan, override
from tests.factories.settlements import PORTS, Shop, make_goods, open_shop
from tests.settlements.counter import Counter
from tributary import parties, payments, promotions, receivables, settlements
from tributary.app import invariants_of_all
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    OrderId,
    PartyId,
    Period,
    Plain,
    ReceiptId,
    Refusal,
    StatementId,
    business_date,
    new_id,
)
from tributary.payments import (
    CheckoutProvider,
    PaymentStatus,
    ProviderPayment,
    ProviderRefund,
    RefundStatus,
)
from tributary.payments.operations import settle_payment, settle_refunds
from tributary.platform import Database, Desk, Subscriptions, Work, prove
from tributary.promotions import OfferDraft
from tributary.settlements import LineDispute

OPENED: Final = datetime(2026, 3, 2, 2, tzinfo=UTC)
FIRST: Final = date(2026, 3, 1)
ZONE: Final = "Asia/Shanghai"
STEPS: Final = 14
CNY: Final = Currency("CNY")
PRINTED_MAX: Final = 4
"""A paper takes longer than all the rest: printed are runs of fewer statements."""

SAVING: Final[dict[str, Plain]] = {
    "kind": "spend_save",
    "currency": "CNY",
    "rank": 10,
    "terms": {"threshold": "200.00", "saving": "33.33", "repeat": True},
    "after_return": "recompute",
}
"""What of it a return takes back follows from what stays."""

Result = TypeVar("Result")

WHO: Final = st.integers(0, 2)
PART: Final = st.integers(1, 100)


class History(RuleBasedStateMachine):
    """One brand, a chain of three, and what happens to them; every step ends in a proof."""

    runner: ClassVar[asyncio.Runner]
    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        self.now = OPENED
        self.brand_id = BrandId(new_id())
        self.next_month = Period.month(2026, 3)
        self.orders: list[OrderId] = []
        self.receipts: list[UUID] = []
        self.count = 0
        self.plans = 0
        self.shop: Shop

    @property
    def desk(self) -> Desk:
        ports = {**PORTS, CheckoutProvider: Counter()}
        return Desk(database=self.database, clock=lambda: self.now, ports=ports)

    @property
    def today(self) -> date:
        return business_date(self.now, ZONE)

    def do(self, deed: Callable[[Work], Awaitable[Result]]) -> Result:
        """Do one thing in one transaction, or nothing of it."""

        async def done() -> Result:
            actor = Actor.system(self.brand_id, "test")
            async with self.database.work(actor, now=self.now) as work:
                return await deed(work)

        return self.wait(done())

    def wait(self, coming: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(coming)

    def named(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}-{self.count}"

    def rows(self, sql: str, **given: object) -> Sequence[Any]:
        async def read(work: Work) -> Sequence[Any]:
            return await work.rows(sql, brand=self.brand_id, **given)

        return self.do(read)

    @initialize(policy=st.sampled_from(["recompute", "charge_back"]))
    def open(self, policy: str) -> None:
        async def opened(work: Work) -> Shop:
            shop = await open_shop(work)
            await make_goods(work, "TEA", "50.00", "60.00", "70.00", tax="13")
            await make_goods(work, "CUP", "21.37", "24.99", "29.99", group="ware")
            await make_plan(work, level(1, "2"), level(2, "3"), override(1, "1.5"))
            saving = SAVING | {"after_return": policy}
            await promotions.save_draft(work, OfferDraft("SAVE", "Save", FIRST, saving))
            await promotions.activate(work, "SAVE")
            return shop

        self.shop = self.do(opened)

    @rule(
        who=WHO,
        sku=st.sampled_from(("TEA", "CUP")),
        quantity=st.integers(1, 9),
        ago=st.integers(0, 40),
    )
    def sell(self, who: int, sku: str, quantity: int, ago: int) -> None:
        """Sell something; also for a day that is over, or closed."""
        on = max(self.today - timedelta(days=ago), FIRST)

        async def sold(work: Work) -> OrderId:
            number, seller = self.named("SO"), self.shop.chain[who]
            return await self.shop.sell(work, number, seller, (sku, quantity), on=on)

        self.orders.append(self.do(sold))

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 99), quantity=st.integers(1, 5))
    def take_back(self, which: int, quantity: int) -> None:
        """Take back a part of some order, as far as there is anything left of it."""
        order_id = self.orders[which % len(self.orders)]

        async def returned(work: Work) -> None:
            await self.shop.take_back(
                work, order_id, self.named("R"), quantity=quantity, on=self.today
            )

        self.tried(returned)

    def tried(self, deed: Callable[[Work], Awaitable[object]]) -> bool:
        """Do something that may be declined; then nothing of it is done."""
        try:
            self.do(deed)
        except Refusal:
            return False
        return True

    @rule(who=WHO, percent=PART)
    def pay(self, who: int, percent: int) -> None:
        """Pay by link what somebody owes the brand; sometimes a cent too much."""

        async def linked(work: Work) -> payments.CreatedLink | None:
            items = await receivables.open_items(
                work.session,
                self.brand_id,
                creditor_id=PartyId(self.brand_id),
                debtor_id=self.shop.chain[who],
                currency=CNY,
            )
            wanted = [payments.LinkItem(item.receivable_id, None) for item in items]
            return await payments.create_link(work, items=wanted, now=self.now) if wanted else None

        link = self.do(linked)
        if link is None:
            return
        page = f"https://pay.example/{link.token}"
        url = self.wait(
            payments.open_session(self.desk, self.brand_id, link_id=link.link_id, pay_url=page)
        )
        session_id = UUID(url.rpartition("/")[2])
        paid = Money(max(link.amount.minor * percent // 100, 1) + (percent == 100), CNY)

        async def settled(work: Work) -> ReceiptId | None:
            told = ProviderPayment(
                payment_id=f"pay_{session_id.hex}",
                session_id=session_id,  # type: ignore[arg-type]
                status=PaymentStatus.RECEIVED,
                amount=paid,
                fee=Money(paid.minor // 100, CNY),
                received_at=self.now,
                refunded=Money.zero(CNY),
            )
            return await settle_payment(work, provider=Counter.name, payment=told, told=None)

        receipt_id = self.do(settled)
        assert receipt_id is not None
        self.receipts.append(receipt_id)

    @precondition(lambda self: self.receipts)
    @rule(which=st.integers(0, 99), percent=PART)
    def refund(self, which: int, percent: int) -> None:
        """Give back a part of a receipt, at the provider's counter."""
        receipt_id = self.receipts[which % len(self.receipts)]
        (row,) = self.rows("SELECT amount_minor FROM receipts WHERE id = :id", id=receipt_id)
        told = ProviderRefund(
            provider_refund_id=self.named("re"),
            refund_id=None,
            status=RefundStatus.REFUNDED,
            amount=Money(max(row.amount_minor * percent // 100, 1), CNY),
            failure=None,
        )

        async def refunded(work: Work) -> None:
            await settle_refunds(work, receipt_id=receipt_id, told=[told], today=self.today)

        self.tried(refunded)

    @rule(first=PART, second=PART)
    def change_plan(self, first: int, second: int) -> None:
        """Let other rates hold from today on."""

        async def changed(work: Work) -> None:
            rates = (level(1, str(first % 9)), level(3, str(second % 9)), override(1, "2"))
            await make_plan(work, *rates, valid_from=self.today)

        self.tried(changed)

    @rule(who=st.integers(1, 2), is_up=st.booleans())
    def move(self, who: int, *, is_up: bool) -> None:
        """Move somebody in the tree from today on."""
        parent = PartyId(self.brand_id) if is_up else self.shop.chain[who - 1]

        async def moved(work: Work) -> None:
            await parties.move_distributor(
                work,
                distributor_id=DistributorId(self.shop.chain[who]),
                parent_id=parent,
                from_on=self.today,
            )

        self.tried(moved)

    @rule(days=st.integers(1, 20))
    def wait_for(self, days: int) -> None:
        """Let days go by."""
        self.now += timedelta(days=days)

    @rule()
    def close(self) -> None:
        """Close the next month, twice at once: it is settled once."""
        period = self.next_month
        self.now = max(self.now, datetime.combine(period.end, OPENED.time(), UTC))

        async def closed(work: Work) -> settlements.Run:
            return await settlements.close_month(work, period=period)

        async def both() -> list[settlements.Run]:
            actor = Actor.system(self.brand_id, "test")

            async def one() -> settlements.Run:
                async with self.database.work(actor, now=self.now) as work:
                    return await closed(work)

            return list(await asyncio.gather(one(), one()))

        first, second = self.wait(both())
        assert first == second
        assert self.do(closed) == first
        self.next_month = Period.month(period.end.year, period.end.month)
        if first.statements < PRINTED_MAX:
            self.wait(settlements.print_statements(self.desk, self.brand_id, first.run_id))

    @rule(which=st.integers(0, 99), is_right=st.booleans())
    def answer(self, which: int, *, is_right: bool) -> None:
        """Confirm or dispute some statement, and have the dispute answered."""
        found = self.rows("SELECT id, counterparty_id FROM statements ORDER BY number")
        if not found:
            return
        row = found[which % len(found)]

        async def answered(work: Work) -> None:
            mine: dict[str, Any] = {
                "statement_id": StatementId(row.id),
                "party_id": PartyId(row.counterparty_id),
            }
            if is_right:
                await settlements.confirm_statement(work, **mine)
                return
            lines = [LineDispute(1, "not so")]
            await settlements.dispute_statement(work, **mine, reason="", lines=lines)
            await settlements.answer_dispute(
                work,
                statement_id=StatementId(row.id),
                position=1,
                is_accepted=which % 2 == 0,
                answer="looked up",
            )

        self.tried(answered)

    @rule(which=st.integers(0, 99), is_taken=st.booleans())
    def correct(self, which: int, *, is_taken: bool) -> None:
        """Correct some statement; with what was credited or billed since, or in its words."""
        found = self.rows(
            "SELECT id, creditor_id, counterparty_id, period_end FROM statements ORDER BY number"
        )
        if not found:
            return
        row = found[which % len(found)]
        since = self.rows(
            "SELECT id FROM credit_notes WHERE creditor_id = :creditor AND debtor_id = :debtor "
            "AND booked_on >= :since UNION ALL SELECT id FROM receivables "
            "WHERE creditor_id = :creditor AND debtor_id = :debtor AND booked_on >= :since",
            creditor=row.creditor_id,
            debtor=row.counterparty_id,
            since=row.period_end,
        )
        taken = [UUID(str(each.id)) for each in since[: 1 + which % 2]] if is_taken else []

        async def corrected(work: Work) -> None:
            await settlements.correct_statement(
                work, statement_id=StatementId(row.id), reason="wrong", taken=taken
            )

        self.tried(corrected)

    @invariant()
    def is_true(self) -> None:
        """Prove what is always true of every package, over the whole brand."""
        proofs = self.wait(prove(self.database, self.brand_id, invariants_of_all()))
        faults = [f"({one.invariant.number}) {each}" for one in proofs for each in one.faults]
        assert faults == []


def live(url: str, *, histories: int, seed: int) -> None:
    """Let so many histories happen in a database, and fail with the first that is not true."""
    with asyncio.Runner() as runner:
        database = runner.run(opened(url))
        try:
            lived = type("Lived", (History,), {"runner": runner, "database": database})
            settled = settings(
                max_examples=histories,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                # A history takes seconds: which is the shortest that fails is not looked for.
                phases=[Phase.generate],
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            )
            run_state_machine_as_test(hypothesis.seed(seed)(lived), settings=settled)
        finally:
            runner.run(database.close())


async def opened(url: str) -> Database:
    """Open a database in the loop that uses it, whose connections plan a statement once.

    A proof is hundreds of statements over next to no rows: nearly all it takes is their planning.
    """
    database = Database(url, subscriptions=Subscriptions(), connections_max=2)
    listen(database.engine.sync_engine, "connect", _plan_once)
    return database


def _plan_once(connection: Any, _record: object) -> None:  # noqa: ANN401  A driver's, whichever.
    connection.driver_connection.prepare_threshold = 1
    connection.driver_connection.prepared_max = 5000
    connection.cursor().execute("SET plan_cache_mode = force_generic_plan")
    connection.commit()
