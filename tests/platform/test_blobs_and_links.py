"""Kept files come back byte by byte; capability links open one thing for a while."""

import hashlib
import io
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path, PosixPath
from typing import Any

import pytest

from tests.conftest import MovingClock
from tributary.kernel import BrandId, new_id
from tributary.platform import (
    Capability,
    Database,
    LinkInvalid,
    Work,
    blobs,
    open_link,
    sign_link,
)

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
SECRET = "a secret of forty characters, or so it is"


@pytest.mark.parametrize("size", [0, 1, blobs.CHUNK_BYTES, blobs.CHUNK_BYTES * 2 + 7])
async def test_a_kept_file_comes_back_as_it_was(
    open_work: OpenWork, database: Database, brand_id: BrandId, tmp_path: Path, size: int
) -> None:
    content = bytes(position % 251 for position in range(size))
    path = tmp_path / "statement.pdf"
    path.write_bytes(content)

    async with open_work() as work:
        from_bytes = await blobs.store(work, content, media_type="x/y", file_name="a")
        from_path = await blobs.store(work, path, media_type="x/y", file_name="a")

    async with database.reading(brand_id) as session:
        assert await blobs.load(session, brand_id, from_bytes) == content
        assert await blobs.load(session, brand_id, from_path) == content
    async with open_work() as work:
        hashes = await work.rows("SELECT DISTINCT sha256, size_bytes FROM blobs")
    assert [tuple(row) for row in hashes] == [(hashlib.sha256(content).hexdigest(), size)]


def test_a_link_opens_its_document_until_it_expires(brand_id: BrandId, clock: MovingClock) -> None:
    statement = Capability(brand_id, "statement", new_id())
    token = sign_link(statement, secret=SECRET, expires_at=clock() + timedelta(hours=1))

    assert open_link(token, kind="statement", secret=SECRET, now=clock()) == statement
    with pytest.raises(LinkInvalid, match="expired"):
        open_link(token, kind="statement", secret=SECRET, now=clock.move(hours=1))


def test_a_changed_or_borrowed_link_is_refused(brand_id: BrandId, clock: MovingClock) -> None:
    statement = Capability(brand_id, "statement", new_id())
    token = sign_link(statement, secret=SECRET, expires_at=clock() + timedelta(hours=1))
    other = token.replace(brand_id.hex, new_id().hex)

    for wrong, kind in ((other, "statement"), (token, "payout"), ("", "statement"), ("x.y", "")):
        with pytest.raises(LinkInvalid, match="not valid"):
            open_link(wrong, kind=kind, secret=SECRET, now=clock())


@pytest.mark.parametrize(
    "token",
    ["", ".", "a.b.c.d", "é.é.é.é", "\ud800.\ud800.1.x", "0" * 9000, f"{'0' * 32}.{'0' * 32}.-1.x"],
)
def test_a_damaged_link_is_refused_and_nothing_else(token: str, clock: MovingClock) -> None:
    with pytest.raises(LinkInvalid):
        open_link(token, kind="statement", secret=SECRET, now=clock())


class Rewritten(PosixPath):
    """A file that somebody writes to after each time it was opened and read."""

    def open(self, mode: str = "r", *_: Any, **__: Any) -> Any:  # noqa: ANN401
        plain = Path(self)
        content = io.BytesIO(plain.read_bytes())
        plain.write_bytes(b"second")
        return content if "b" in mode else io.TextIOWrapper(content)


async def test_a_file_that_changes_while_it_is_stored_is_refused(
    open_work: OpenWork, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"first")

    with pytest.raises(blobs.FileChanged, match="was written to"):
        async with open_work() as work:
            await blobs.store(work, Rewritten(path), media_type="text/csv", file_name="orders.csv")
