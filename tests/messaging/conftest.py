"""A catcher of mail, and a desk that hands letters to it."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import MovingClock
from tests.factories.identity import make_brand
from tributary import app, identity
from tributary.gateways.mail import SmtpPost
from tributary.gateways.mail.fake import Catcher, catching
from tributary.identity import Role
from tributary.kernel import BrandId, UserId, new_id
from tributary.messaging import Post, Site
from tributary.platform import Database, Desk, Seals, outbox
from tributary.platform.postgres import DatabaseUrls

SITE = "https://pay.test"


@dataclass
class PostOffice:
    """A brand whose letters are caught."""

    desk: Desk
    """Of the application."""
    worker: Desk
    """Of the jobs that send."""
    catcher: Catcher
    brand_id: BrandId

    async def deliver(self) -> int:
        """Deliver whatever was announced, as jobs do."""
        return await outbox.deliver_all(self.worker, self.brand_id)

    async def person(self, role: Role = Role.OWNER, *, language: str = "en") -> tuple[UserId, str]:
        email = f"{new_id().hex}@lotus.example"
        async with self.desk.work(self.brand_id, "test") as work:
            user_id = await identity.add_user(
                work, email=email, name="Li Wei", language=language, role=role
            )
        return user_id, email

    async def states(self) -> list[str]:
        async with self.desk.work(self.brand_id, "test") as work:
            rows = await work.rows("SELECT state FROM letters ORDER BY id")
        return [row.state for row in rows]


@pytest.fixture
async def office(
    urls: DatabaseUrls, clock: MovingClock, brand_id: BrandId, tmp_path: Path
) -> AsyncIterator[PostOffice]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        catcher = Catcher(tmp_path / "mail")
        ports: dict[object, object] = {
            Post: SmtpPost(f"smtp://127.0.0.1:{port}", sender="pay@lotus.example", clock=clock),
            Seals: Seals("a secret of the tests, long enough"),
            Site: app.PagesAt(SITE),
        }
        subscriptions = app.subscriptions_of_all()
        ours = Database(urls.app, subscriptions=subscriptions)
        theirs = Database(urls.worker, subscriptions=subscriptions)
        desk = Desk(database=ours, clock=clock, ports=ports)
        async with desk.work(brand_id, "test") as work:
            await make_brand(work)
        async with catching(catcher, listener):
            yield PostOffice(
                desk, Desk(database=theirs, clock=clock, ports=ports), catcher, brand_id
            )
        await ours.close()
        await theirs.close()
