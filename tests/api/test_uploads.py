"""Files that people send: what is taken, from whom, and how much of it."""

from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest

from tests.factories.web import Web
from tributary.api.http.uploads import UPLOAD_MAX
from tributary.kernel import BlobId
from tributary.platform import blobs

CSV = {"content-type": "text/csv"}


async def kept(web: Web) -> list[tuple[object, ...]]:
    return web.ask(
        "SELECT id, file_name, media_type, size_bytes FROM blobs "
        "WHERE brand_id = %s AND created_at = %s",
        web.trade.brand_id,
        web.clock(),
    )


async def test_a_file_is_kept_as_it_is_with_its_name(web: Web) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post(
        "/uploads", params={"name": "十月 orders.csv"}, content=b"a,b\n1,2\n", headers=CSV
    )

    assert answer.status_code == 201
    upload_id = UUID(answer.json()["uploadId"])
    assert await kept(web) == [(upload_id, "十月 orders.csv", "text/csv", 8)]
    brand_id = web.trade.brand_id
    async with web.application.desk.database.reading(brand_id) as session:
        assert await blobs.load(session, brand_id, BlobId(upload_id)) == b"a,b\n1,2\n"
    assert web.ask(
        "SELECT user_id FROM audit_entries WHERE brand_id = %s AND action = 'uploads.keep'",
        brand_id,
    ) == [(web.trade.user(1),)]


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "application/octet-stream",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Text/CSV; charset=utf-8",
    ],
)
async def test_the_kinds_of_files_that_channels_read_are_taken(web: Web, kind: str) -> None:
    browser = await web.signed_in(2)

    answer = await browser.post("/uploads?name=a", content=b"x", headers={"content-type": kind})

    assert answer.status_code == 201


@pytest.mark.parametrize("kind", ["", "text/html", "image/svg+xml", "multipart/form-data", "csv"])
async def test_other_kinds_are_refused(web: Web, kind: str) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post("/uploads?name=a", content=b"x", headers={"content-type": kind})

    assert (answer.status_code, await kept(web)) == (415, [])


async def test_the_largest_file_is_taken_and_one_byte_more_is_not(web: Web) -> None:
    browser = await web.signed_in(1)

    largest = await browser.post("/uploads?name=a", content=bytes(UPLOAD_MAX), headers=CSV)
    larger = await browser.post("/uploads?name=a", content=bytes(UPLOAD_MAX + 1), headers=CSV)

    assert (largest.status_code, larger.status_code) == (201, 413)
    assert [row[3] for row in await kept(web)] == [UPLOAD_MAX]


async def test_a_body_without_a_length_is_read_no_further_than_allowed(web: Web) -> None:
    browser = await web.signed_in(1)
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1_000_000
            yield bytes(1_000_000)

    answer = await browser.post("/uploads?name=a", content=endless(), headers=CSV)

    assert answer.status_code == 413
    assert sent <= UPLOAD_MAX + 2_000_000


@pytest.mark.parametrize("length", ["99999999999999999999", "9" * 4_000, "-1", "x", "²"])
async def test_a_length_that_is_a_lie_or_a_joke_does_no_harm(web: Web, length: str) -> None:
    browser = await web.signed_in(1)
    headers = [("content-type", "text/csv"), ("content-length", length)]

    request = browser.build_request("POST", "/uploads?name=a", content=b"x")
    raw = [(name.encode(), value.encode()) for name, value in headers]
    own = [each for each in request.headers.raw if each[0].lower() != b"content-length"]
    request.headers = httpx.Headers(own + raw)
    answer = await browser.send(request)

    assert answer.status_code in {201, 413}


async def test_an_empty_file_is_refused(web: Web) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post("/uploads?name=a", content=b"", headers=CSV)

    assert (answer.status_code, answer.json()["code"]) == (422, "FILE_EMPTY")


async def test_auditors_and_people_of_distributors_send_no_files(web: Web) -> None:
    web.take_roles(2)
    web.give_role(2, "auditor")

    for n in (2, 11):
        browser = await web.signed_in(n)
        answer = await browser.post("/uploads?name=a", content=b"x", headers=CSV)
        assert (answer.status_code, answer.json()["code"]) == (403, "ROLE_MISSING")


async def test_nobody_sends_files_without_signing_in(web: Web) -> None:
    answer = await (await web.browser()).post("/uploads?name=a", content=b"x", headers=CSV)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\orders\\a.csv", "a.csv"),
        ("a\r\nset-cookie: x.csv", "aset-cookie: x.csv"),
        ("a\x00b", "ab"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}vsc.exe", "vsc.exe"),
        ("", "file"),
        ("x" * 999, "x" * 200),
    ],
)
async def test_a_file_name_is_a_label_and_no_path(web: Web, given: str, name: str) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post("/uploads", params={"name": given}, content=b"x", headers=CSV)

    assert answer.status_code == 201
    assert [row[1] for row in await kept(web)] == [name]
