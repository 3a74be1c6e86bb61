"""A brand with a month behind it, served with all that belongs to it, in the time of the day."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.api.oauth.browsing import Browser
from tests.factories.identity import slug_of
from tests.factories.web import PASSWORD
from tests.journeys.house import HEADER, close, found_brand, import_text
from tests.journeys.stage import Stage, raised
from tributary import identity
from tributary.identity import Credentials, ProgramDraft, Role
from tributary.kernel import (
    Actor,
    BrandId,
    DistributorId,
    PartyId,
    Period,
    business_date,
    new_id,
    system_clock,
)
from tributary.platform.postgres import DatabaseUrls

ORDERS = """\
W-1,{month}-10 10:00:00,{month}-11,SHANGHAI,TEA-01,10,,
W-2,{month}-12 11:00:00,{month}-13,EAST,TEA-01,5,,
"""


@dataclass(frozen=True)
class Shop:
    """The brand, and the site it is served by."""

    stage: Stage
    brand_id: BrandId
    house: dict[str, DistributorId]
    month: Period
    """The last one, which is closed."""

    @property
    def actor(self) -> Actor:
        return Actor.system(self.brand_id, "test")

    async def let_in(self, draft: ProgramDraft) -> Credentials:
        async with self.stage.application.desk.work(self.brand_id, "test") as work:
            return await identity.add_program(work, draft)

    async def browser_of(self, code: str) -> Browser:
        """Hire an owner of a distributor, and return the browser that types the password."""
        email = f"{code.lower()}@{self.brand_id.hex}.example"
        async with self.stage.application.desk.work(self.brand_id, "test") as work:
            user_id = await identity.add_user(
                work,
                email=email,
                name=code,
                language="en",
                role=Role.DISTRIBUTOR_OWNER,
                party_id=PartyId(self.house[code]),
            )
            await identity.set_password(
                work, user_id=user_id, email=email, name=code, text=PASSWORD
            )
        return Browser(self.stage.site_url, {"email": email, "password": PASSWORD})


@pytest.fixture(scope="session")
async def shop(urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    brand_id = BrandId(new_id())
    before = business_date(system_clock(), "Asia/Shanghai").replace(day=1) - timedelta(days=1)
    month = Period.month(before.year, before.month)
    actor = Actor.system(brand_id, "test")
    async with raised(urls, system_clock, folder, brand_slug=slug_of(brand_id)) as stage:
        async with stage.application.desk.work(brand_id, "test") as work:
            house = await found_brand(work)
            await identity.require_factors(work, from_at=None)
        orders = HEADER + ORDERS.format(month=month.start.isoformat()[:7])
        assert await import_text(stage, actor, folder, orders) == 0
        await close(stage, brand_id, month)
        yield Shop(stage, brand_id, house, month)
