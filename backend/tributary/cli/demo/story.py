"""The story of the demo from its first chapter to its last, continued wherever it stopped."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from datetime import date

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.app import Application, invariants_of_all, stripe_access
from tributary.cli.demo import goods, people
from tributary.cli.demo.cast import cast_of
from tributary.cli.demo.doors import open_doors, tell_doors
from tributary.cli.demo.erp import introduce_erp
from tributary.cli.demo.files import OrderFile, write_files
from tributary.cli.demo.house import BRAND_ID, PLAN_NAME, growth_plan, open_house
from tributary.cli.demo.months import closed_runs, finish_month, is_in, tell_month, tell_open_month
from tributary.cli.demo.offers import ask_for_discount
from tributary.cli.demo.payday import is_paid_out, tell_payday
from tributary.cli.demo.paying import Counter
from tributary.cli.demo.places import tell_places, tell_standing
from tributary.cli.demo.planning import hand_over_plan
from tributary.cli.demo.rebating import accrue_rebates
from tributary.cli.demo.sales import OVERSEAS, SHARES, months_before, sales_of
from tributary.cli.demo.takings import tell_takings
from tributary.cli.demo.telling import chapter, counted, heading, told
from tributary.kernel import Period, business_date
from tributary.platform import Database, Desk, outbox, prove

Working = Callable[[], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Story:
    """One telling of the story, on a running stage."""

    application: Application
    orders: int
    stack: AsyncExitStack
    """Ends with the stage; what starts during the story runs until then."""
    has_fake: bool
    """Whether the stand-in for Stripe plays too: only its pages can be paid by a program."""

    @property
    def desk(self) -> Desk:
        """The desk of those who work in the background: the story is told by no person."""
        return self.application.worker_desk

    async def tell(self, working: Working) -> None:
        """Tell what has not happened yet, let it happen, and show where everything is."""
        today = await self._opened_on()
        is_new = today is None
        today = today or business_date(self.desk.clock(), people.TIME_ZONE)
        months = months_before(today)
        if is_new or not await self._is_over(months):
            await self._happen(months, working)
        else:
            heading(people.BRAND_NAME, "The brand is here already; this is where it stands.")
            await self.stack.enter_async_context(working())
            await introduce_erp(self.application, BRAND_ID)
        await tell_standing(self.desk, BRAND_ID)
        await open_doors(self.application, BRAND_ID)
        await tell_places(self.application, self.desk, BRAND_ID, has_fake=self.has_fake)
        tell_doors(self.application)

    async def _opened_on(self) -> date | None:
        """Return the day the demo began, so that a later run means the same months."""
        async with AsyncSession(self.desk.database.engine) as session:
            found = await session.execute(
                text("SELECT created_at FROM brands WHERE id = :brand"), {"brand": BRAND_ID}
            )
            row = found.one_or_none()
        return None if row is None else business_date(row.created_at, people.TIME_ZONE)

    async def _is_over(self, months: list[Period]) -> bool:
        *closed, still_open = months
        if not set(closed) <= (await closed_runs(self.desk, BRAND_ID)).keys():
            return False
        if not await is_in(self.desk, BRAND_ID, still_open):
            return False
        return not self.has_fake or await is_paid_out(self.desk, BRAND_ID)

    async def _happen(self, months: list[Period], working: Working) -> None:
        heading(
            people.BRAND_NAME,
            "A brand, its sixty distributors, and three months: "
            "from orders to paid commissions.\n"
            "一个品牌，六十家分销商，三个月：从订单到佣金到账。",  # noqa: RUF001  Chinese commas.
        )
        await self._open(months)
        folder = self.application.settings.home / "demo"
        files = write_files(folder, sales_of(months, self.orders))
        await self._settle(months, files)
        await accrue_rebates(self.desk, BRAND_ID, months)
        await self.stack.enter_async_context(working())
        chapter("Told to others", "通知")
        await introduce_erp(self.application, BRAND_ID)
        if self.has_fake:
            cast = await cast_of(self.desk, BRAND_ID)
            await tell_takings(await self._counter(), cast)
            await tell_payday(self.desk, BRAND_ID)
        await outbox.deliver_all(self.desk, BRAND_ID)
        await self._prove()

    async def _open(self, months: list[Period]) -> None:
        chapter("The house", "开业")
        if await self._opened_on() is None:
            # What is registered now has been true since the first month began.
            first_day = months[0].start
            await open_house(self.desk, first_day=first_day, third_month=months[2].start)
            await hand_over_plan(
                self.desk, BRAND_ID, growth_plan(first_day), first_day=months[-1].end
            )
            today = business_date(self.desk.clock(), people.TIME_ZONE)
            await ask_for_discount(self.desk, BRAND_ID, today)
        told(
            "catalogue",
            f"{len(goods.GOODS)} products in {len({good.group for good in goods.GOODS})} groups, "
            f"a price for each of {len(goods.GRADES)} grades",
        )
        told("distributors", f"{len(people.DISTRIBUTORS)} in four levels, each with its terms")
        shown = (*SHARES, OVERSEAS)
        told("channels", f"{len(shown)}: {', '.join(shown)}")
        told("plan", f"{PLAN_NAME}: rates by level, overrides, price gaps")

    async def _settle(self, months: list[Period], files: list[OrderFile]) -> None:
        closed = await closed_runs(self.desk, BRAND_ID)
        for period in months:
            if period in closed:
                await finish_month(self.desk, BRAND_ID, closed[period])
                continue
            tell = tell_open_month if period == months[-1] else tell_month
            await tell(
                self.desk, BRAND_ID, period, [file for file in files if file.period == period]
            )

    async def _counter(self) -> Counter:
        settings = self.application.settings
        browser = httpx.AsyncClient(timeout=30, headers={"accept-language": "zh-CN"})
        await self.stack.enter_async_context(browser)
        return Counter(
            desk=self.desk,
            brand_id=BRAND_ID,
            browser=browser,
            site_url=f"http://{settings.host}:{settings.port}",
            stripe_url=stripe_access(settings).url or "",
        )

    async def _prove(self) -> None:
        chapter("Proven", "自证")
        database = Database(self.application.urls.report)
        try:
            proofs = await prove(database, BRAND_ID, invariants_of_all())
        finally:
            await database.close()
        faults = [fault for proof in proofs for fault in proof.faults]
        rows = sum(proof.rows for proof in proofs)
        if faults:
            told("violated", f"[bold red]{counted(len(faults), 'violation')}[/]: {faults[0]}")
        else:
            told(
                "check",
                f"[green]every invariant holds[/]: {len(proofs)} checked over {rows:,} rows",
            )
