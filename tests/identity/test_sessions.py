"""Sessions below HTTP: ending them, forgetting attempts, and who may read what is kept."""

from datetime import timedelta
from typing import LiteralString

import psycopg
import pytest

from tests.conftest import MovingClock
from tests.factories.identity import make_brand, slug_of
from tributary import identity
from tributary.api.graphql import catalogue
from tributary.identity import Knock, Role
from tributary.identity.reactions import forget
from tributary.identity.rules import FORGOTTEN_AFTER, delay_after, limits_of
from tributary.kernel import BrandId, UserId, new_id
from tributary.platform import Cause, Database, Desk
from tributary.platform.postgres import DatabaseUrls

PASSWORD = "lantern tide orchard nine"


async def newcomer(desk: Desk, brand_id: BrandId) -> tuple[UserId, Knock]:
    """Create a brand with one person in it; return the person and what it says at the door."""
    email = f"{new_id()}@lotus.example"
    async with desk.work(brand_id, "test") as work:
        await make_brand(work)
        user_id = await identity.add_user(
            work, email=email, name="Li Wei", language="zh", role=Role.OWNER
        )
        await identity.set_password(
            work, user_id=user_id, email=email, name="Li Wei", text=PASSWORD
        )
    return user_id, Knock(slug_of(brand_id), email, PASSWORD, address=str(new_id()))


async def running(desk: Desk, brand_id: BrandId) -> int:
    async with desk.work(brand_id, "test") as work:
        (row,) = await work.rows("SELECT count(*) AS n FROM sessions WHERE ended_at IS NULL")
    count: int = row.n
    return count


async def test_ending_a_session_twice_is_written_down_once(desk: Desk, brand_id: BrandId) -> None:
    _, knock = await newcomer(desk, brand_id)
    admission = await identity.sign_in(desk, knock)
    for _ in range(2):
        async with desk.work(brand_id, "test") as work:
            await identity.sign_out(work, token=admission.token)

    async with desk.work(brand_id, "test") as work:
        deeds = await work.rows(
            "SELECT reason FROM audit_entries WHERE action = 'identity.sign_out'"
        )
    assert [row.reason for row in deeds] == [Cause.SIGNED_OUT]


async def test_a_session_ends_after_fourteen_days(
    desk: Desk, brand_id: BrandId, clock: MovingClock
) -> None:
    _, knock = await newcomer(desk, brand_id)

    admission = await identity.sign_in(desk, knock)

    assert admission.expires_at == clock() + timedelta(days=14)


async def test_what_slows_nobody_down_any_more_is_forgotten(
    desk: Desk, brand_id: BrandId, clock: MovingClock, urls: DatabaseUrls
) -> None:
    _, knock = await newcomer(desk, brand_id)
    wrong = Knock(knock.slug, knock.email, "wrong", knock.address)
    with pytest.raises(identity.SignInFailed):
        await identity.sign_in(desk, wrong)
    keys = [limit.key for limit in limits_of(knock.email, knock.address)]
    worker = Database(urls.worker)
    desk_of_worker = Desk(database=worker, clock=clock)

    await forget(desk_of_worker, brand_id)
    async with desk.work(brand_id, "test") as work:
        counted = "SELECT count(*) AS n FROM sign_in_attempts WHERE key = ANY(:keys)"
        assert (await work.rows(counted, keys=keys))[0].n == 3
    clock.at += FORGOTTEN_AFTER + timedelta(seconds=1)
    await forget(desk_of_worker, brand_id)
    async with desk.work(brand_id, "test") as work:
        assert (await work.rows(counted, keys=keys))[0].n == 0
    await worker.close()


def test_who_has_a_whole_network_is_counted_as_one() -> None:
    def keys(address: str) -> list[str]:
        return [limit.key for limit in limits_of("a@b.example", address)]

    assert keys("2001:db8::1") == keys("2001:db8::ffff:1")
    assert keys("2001:db8::1") != keys("2001:db8:0:1::1")
    assert keys("203.0.113.7") != keys("203.0.113.8")
    assert keys("203.0.113.7") == keys("::ffff:203.0.113.7")


def test_waiting_has_an_end_however_often_somebody_fails() -> None:
    for limit in limits_of("a@b.example", "203.0.113.7"):
        assert delay_after(10**9, limit) == limit.wait_max


READS: dict[str, LiteralString] = {
    "passwords": "SELECT hash FROM passwords",
    "attempts": "SELECT key FROM sign_in_attempts",
}


@pytest.mark.parametrize("what", READS)
def test_reports_and_jobs_cannot_read_passwords(urls: DatabaseUrls, what: str) -> None:
    roles = {"passwords": (urls.worker, urls.report), "attempts": (urls.report,)}[what]
    for url in roles:
        with (
            psycopg.connect(url) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(READS[what])


def test_a_password_cannot_move_to_another_person(urls: DatabaseUrls) -> None:
    with (
        psycopg.connect(urls.app) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE passwords SET user_id = gen_random_uuid()")


def test_the_graph_reads_no_table_of_signing_in() -> None:
    declared = repr(catalogue().types).lower()

    assert "'orders'" in declared
    for name in ("passwords", "sign_in_attempts", "sessions"):
        assert f"'{name}'" not in declared
        assert f" {name} " not in declared
