"""R9 on paper: what people download holds no mark of anybody else, whichever document they name.

Statements are printed from marked rows and asked for where people ask, with ids of one's own and of
others and with links that were tampered with. The CSV files are written by the browser, of what the
lists of the screens answer page by page: the very documents of the screens are asked here.
"""

import csv
import io
import random
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
import orjson
import psycopg
from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from tests.api.graphql.canaries import LARGE, MARK, Aviary, may_see, people
from tributary.api.graphql.engine import Engine, GraphQLRequest, Viewer
from tributary.api.http.downloads import STATEMENT, statement_routes
from tributary.api.http.files import statement_endpoint
from tributary.api.http.forms import statement_in
from tributary.gateways.pdf import PdfStatements
from tributary.gateways.spreadsheets import SpreadsheetStatements
from tributary.kernel import BrandId, StatementId, new_id
from tributary.platform import Capability, Database, Desk, blobs, sign_link
from tributary.platform.postgres import DatabaseUrls
from tributary.settlements import StatementSheets
from tributary.settlements.queries import document_of

SCREENS: Final = Path(__file__).resolve().parents[3] / "frontend" / "src"
SECRET: Final = "what signs the links of these trials"
FIGURE: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
AT: Final = datetime(2026, 3, 1, tzinfo=UTC)
ASKED: Final = 6
"""Statements of one's own that somebody asks for, and as many of others."""

_SETTLED: Final = """
    UPDATE statements s SET blob_id = NULL, pdf_sha256 = NULL,
      owed_movement_minor = m.owed, owed_closing_minor = s.owed_opening_minor + m.owed,
      earned_movement_minor = m.earned, earned_closing_minor = s.earned_opening_minor + m.earned
    FROM (SELECT x.id, coalesce(sum(l.amount_minor) FILTER (WHERE l.side = 'owed'), 0) AS owed,
                 coalesce(sum(l.amount_minor) FILTER (WHERE l.side = 'earned'), 0) AS earned
          FROM statements x LEFT JOIN statement_lines l
            ON l.brand_id = x.brand_id AND l.statement_id = x.id
          WHERE x.brand_id = %(brand)s GROUP BY x.id) m
    WHERE s.brand_id = %(brand)s AND s.id = m.id
"""
"""Closing balances follow from the lines again, once those are marked; nothing is printed."""


async def print_statements(url: str, urls: DatabaseUrls, brand_id: BrandId, most: int) -> int:
    """Print statements of a brand whose rows are marked; return how many."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_SETTLED.encode(), {"brand": brand_id})
        rows = connection.execute(
            "SELECT id FROM statements WHERE brand_id = %s ORDER BY md5(id::text) LIMIT %s",
            (brand_id, most),
        ).fetchall()
    database = Database(urls.worker)
    desk = Desk(database=database, clock=lambda: AT, ports={})
    for (statement_id,) in rows:
        async with desk.work(brand_id, "test") as work:
            document = await document_of(work.session, brand_id, StatementId(statement_id))
            content = PdfStatements().render(document)
            blob_id = await blobs.store(
                work, content, media_type="application/pdf", file_name=f"{document.number}.pdf"
            )
            await work.run(
                "UPDATE statements SET blob_id = :blob, pdf_sha256 = repeat('c', 64) "
                "WHERE brand_id = :brand AND id = :id",
                brand=brand_id,
                id=statement_id,
                blob=blob_id,
            )
    await database.close()
    return len(rows)


@dataclass(frozen=True)
class Question:
    """A list of a screen, which the browser reads page by page."""

    name: str
    text: str
    given: Mapping[str, str] = field(hash=False)
    """The types of its variables."""

    @property
    def wants(self) -> str:
        """Return of which kind the row is that it is about; empty where it is about none."""
        found = re.search(r"\b([a-z]\w*)\(id: \$id\)", self.text)
        return found[1][0].upper() + found[1][1:] if found and "id" in self.given else ""

    def variables(self, row_id: str | None, after: str | None) -> dict[str, Any]:
        """Return what is asked with, every switch turned on."""
        known = {"id": row_id, "after": after, "first": 100 if "first" in self.given else None}
        switched = {name: True for name, kind in self.given.items() if kind == "Boolean!"}
        return switched | {name: value for name, value in known.items() if value is not None}


@dataclass
class Papers:
    """People who download, and what they met."""

    engine: Engine
    urls: DatabaseUrls
    aviary: Aviary
    seed: int
    pdfs: int = 0
    csv: int = 0
    marks: int = 0
    printed_marks: int = 0
    """Of these, those on paper."""
    declined: int = 0
    tampered: int = 0
    leaks: list[str] = field(default_factory=list[str])
    viewer: Viewer | None = None
    texts: dict[bytes, str] = field(default_factory=dict[bytes, str])

    async def run(self, crowd_max: int) -> None:
        """Have so many people ask, of every kind."""
        dice = random.Random(self.seed)
        forests = self.aviary.forests
        crowd = [person for forest in forests for person in people(forest)]
        kinds = {person.roles: person for person in crowd}.values()
        asking = [*kinds, *dice.sample(crowd, min(len(crowd), crowd_max))]
        database = Database(self.urls.app)
        desk = Desk(
            database=database, clock=lambda: AT, ports={StatementSheets: SpreadsheetStatements()}
        )
        transport = httpx.ASGITransport(app=self._site(desk))
        async with httpx.AsyncClient(transport=transport, base_url="https://t.test") as http:
            absent = None
            for self.viewer in asking:
                absent = await self._take_statements(http, dice, self.viewer, absent)
        await database.close()
        for person in asking[: max(len(kinds), crowd_max // 4)]:
            await self._take_lists(dice, person)

    def _site(self, desk: Desk) -> Starlette:
        async def authenticate(request: Request) -> Viewer | None:
            del request
            return self.viewer

        endpoint = statement_endpoint(desk, self.engine, authenticate, secret=SECRET)
        return Starlette(
            routes=[
                Route("/files/statements/{id}", endpoint),
                *statement_routes(partial(statement_in, desk), secret=SECRET, clock=desk.clock),
            ]
        )

    async def _take_statements(
        self, http: httpx.AsyncClient, dice: random.Random, viewer: Viewer, absent: bytes | None
    ) -> bytes:
        """Ask for statements of one's own and of others; return what is said of what is absent."""
        if absent is None:
            absent = (await http.get(f"/files/statements/{new_id()}")).content
        own: list[UUID] = []
        others: list[UUID] = []
        for forest in self.aviary.forests:
            for row in forest.rows["Statement"]:
                is_mine = forest.trade.brand_id == viewer.brand_id and may_see(
                    forest, viewer, "Statement", row
                )
                if is_mine and row["blob_id"] is not None:
                    own.append(row["id"])
                elif not is_mine:
                    others.append(row["id"])
        foreign = dice.sample(others, min(ASKED, len(others)))
        for each in (*dice.sample(own, min(ASKED, len(own))), *foreign):
            led = await http.get(f"/files/statements/Statement:{each}")
            if led.is_redirect:
                await self._read(http, led.headers["location"], viewer, each)
                await self._tamper(http, led.headers["location"], foreign, viewer)
                if each in foreign:
                    self.leaks.append(f"statement {each} for {viewer}")
            else:
                self.declined += 1
                if led.content != absent:
                    self.leaks.append(f"{each} is not absent for {viewer}: {led.text}")
        return absent

    async def _read(
        self, http: httpx.AsyncClient, location: str, viewer: Viewer, each: UUID
    ) -> None:
        answer = await http.get(location)
        if not answer.is_success:
            # Nothing that is not printed was asked for.
            self.leaks.append(f"{location} is not there for {viewer}: {answer.status_code}")
            self._look(viewer, answer.text, [], f"answer about {each}")
            return
        self.pdfs += 1
        self.printed_marks += self.read(viewer, answer.content)
        table = (await http.get(f"{location}?format=csv")).text
        figures = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
        self.marks += self._look(viewer, table, figures, f"CSV of {each}")
        self.csv += 1

    def read(self, viewer: Viewer, content: bytes) -> int:
        """Read a document as somebody; return how many marks it has."""
        text = self.texts.get(content)
        if text is None:
            text = self.texts[content] = text_of(content)
        # A mark in a narrow column goes on in the next line.
        return self._look(viewer, "".join(text.split()), FIGURE.findall(text), "PDF")

    async def _tamper(
        self, http: httpx.AsyncClient, location: str, foreign: Sequence[UUID], viewer: Viewer
    ) -> None:
        """Change whose, which and until when a link is: none of that opens anything."""
        token = location.rpartition("/")[2]
        brand, subject, expiry, mac = token.split(".")
        capability = Capability(viewer.brand_id, STATEMENT, UUID(subject))
        other = Capability(viewer.brand_id, "pay", foreign[0])
        late = sign_link(capability, secret=SECRET, expires_at=AT)
        soon = AT + timedelta(minutes=1)
        brands = [each.trade.brand_id.hex for each in self.aviary.forests]
        for changed in (
            *(f"{brand}.{each.hex}.{expiry}.{mac}" for each in foreign[:2]),
            *(f"{each}.{foreign[0].hex}.{expiry}.{mac}" for each in brands),
            f"{brand}.{subject}.fffffffff.{mac}",
            f"{brand}.{subject}.{expiry}.{mac[:-1]}{'0' if mac[-1] != '0' else '1'}",
            late,
            sign_link(other, secret=SECRET, expires_at=soon),
            sign_link(capability, secret="another secret", expires_at=soon),
        ):
            answer = await http.get(f"/statements/{changed}")
            self.tampered += 1
            if answer.status_code != httpx.codes.NOT_FOUND or MARK.search(answer.text):
                self.leaks.append(f"the link {changed} opened something for {viewer}")

    async def _take_lists(self, dice: random.Random, viewer: Viewer) -> None:
        """Read what the CSV files are made of, about rows of one's own and of anybody."""
        for question in lists_of_screens():
            asked = {self._row_id(dice, viewer, question, is_own=own) for own in (True, False)}
            for row_id in asked - {None} if question.wants else {None}:
                await self._take_list(viewer, question, row_id)

    def _row_id(
        self, dice: random.Random, viewer: Viewer, question: Question, *, is_own: bool
    ) -> str | None:
        found = [
            row["id"]
            for forest in self.aviary.forests
            for row in forest.rows.get(question.wants, ())
            if not is_own
            or (
                forest.trade.brand_id == viewer.brand_id
                and may_see(forest, viewer, question.wants, row)
            )
        ]
        return f"{question.wants}:{dice.choice(found)}" if found else None

    async def _take_list(self, viewer: Viewer, question: Question, row_id: str | None) -> None:
        cells: list[list[str]] = []
        after: str | None = None
        while True:
            variables = question.variables(row_id, after)
            asked = GraphQLRequest(question.text, question.name, variables)
            body = orjson.loads((await self.engine.execute(asked, viewer)).body)
            cells.append([leaf for _, leaf in _leaves(body)])
            after = _next_page(body.get("data"))
            if after is None:
                break
        written = io.StringIO()
        csv.writer(written).writerows(cells)
        self.csv += 1
        figures = [cell for row in cells for cell in row]
        self.marks += self._look(viewer, written.getvalue(), figures, f"CSV of {question.name}")

    def _look(self, viewer: Viewer, text: str, figures: Sequence[str], where: str) -> int:
        """Note what is foreign in a text; return how many marks it has."""
        met = set(MARK.findall(text))
        numbers = {each.replace(",", "") for each in figures if FIGURE.fullmatch(each)}
        large = {each for each in numbers if int(each.replace(".", "")) >= LARGE}
        said = " ".join([*met, *(f'"amount":"{each}"' for each in large)])
        for leak in self.aviary.foreign(viewer, said, ""):
            self.leaks.append(f"{where}: {leak} for {sorted(viewer.roles)}")
        return len(met)


def text_of(content: bytes) -> str:
    """Return the text of a PDF in the order in which it was written."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, check=True, capture_output=True
    )
    return read.stdout.decode()


@cache
def lists_of_screens() -> Sequence[Question]:
    """Return what the screens ask page by page."""
    fragments: dict[str, FragmentDefinitionNode] = {}
    asked: list[OperationDefinitionNode] = []
    for file in sorted(SCREENS.rglob("*.graphql")):
        for each in parse(file.read_text(encoding="utf-8"), no_location=True).definitions:
            if isinstance(each, FragmentDefinitionNode):
                fragments[each.name.value] = each
            elif isinstance(each, OperationDefinitionNode):
                asked.append(each)
    return [
        Question(
            each.name.value if each.name else "",
            "\n".join(map(print_ast, (each, *_used(each, fragments)))),
            {
                one.variable.name.value: print_ast(one.type)
                for one in each.variable_definitions or ()
            },
        )
        for each in asked
        if "after" in [one.variable.name.value for one in each.variable_definitions or ()]
    ]


def _used(
    question: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Sequence[FragmentDefinitionNode]:
    names: dict[str, None] = {}

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            if node.name.value not in names:
                names[node.name.value] = None
                visit(fragments[node.name.value], Spreads())

    visit(question, Spreads())
    return [fragments[name] for name in names]


def _leaves(found: Any, at: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  JSON.
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _leaves(value, f"{at}.{name}")
    elif isinstance(found, list):
        for value in found:
            yield from _leaves(value, at)
    elif found is not None:
        yield at, str(found)


def _next_page(found: Any) -> str | None:  # noqa: ANN401  JSON.
    """Return where the next page of the list begins, None after the last one."""
    if isinstance(found, dict):
        if found.get("hasNextPage"):
            return str(found["endCursor"])
        for value in found.values():
            after = _next_page(value)
            if after is not None:
                return after
    return None
