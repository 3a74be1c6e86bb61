"""The forms in which a statement is handed out: the stored PDF, and files to calculate on with."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import text
from starlette.requests import Request

from tributary import settlements
from tributary.kernel import StatementId
from tributary.platform import Capability, Desk, blobs
from tributary.settlements import StatementSheets, UnknownStatement


@dataclass(frozen=True, slots=True)
class Download:
    """A file, ready to be sent."""

    content: bytes
    media_type: str
    file_name: str
    sha256: str


class Form(StrEnum):
    """How a statement is written."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.PDF: "application/pdf",
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def form_of(request: Request) -> Form | None:
    """Return the form that `?format=` asks for, the PDF when it is not said; None for another."""
    try:
        return Form(request.query_params.get("format", Form.PDF))
    except ValueError:
        return None


async def statement_in(desk: Desk, capability: Capability, form: Form) -> Download | None:
    """Return a statement in a form; None while there is none: a PDF has to be printed first."""
    if form is Form.PDF:
        return await _printed(desk, capability)
    brand_id = capability.brand_id
    async with desk.database.reading(brand_id) as session:
        try:
            document = await settlements.document_of(
                session, brand_id, StatementId(capability.subject_id)
            )
        except UnknownStatement:
            return None
    sheets = desk.port(StatementSheets)  # type: ignore[type-abstract]
    write = sheets.csv if form is Form.CSV else sheets.xlsx
    # A long one takes a while of one core: others are not kept waiting for it.
    content = await asyncio.to_thread(write, document)
    sha256 = hashlib.sha256(content).hexdigest()
    return Download(content, MEDIA_TYPES[form], f"{document.number}.{form.value}", sha256)


async def _printed(desk: Desk, capability: Capability) -> Download | None:
    brand_id = capability.brand_id
    async with desk.database.reading(brand_id) as session:
        found = await session.execute(
            text(
                "SELECT number, blob_id, pdf_sha256 FROM statements "
                "WHERE brand_id = :brand AND id = :statement AND blob_id IS NOT NULL"
            ),
            {"brand": brand_id, "statement": capability.subject_id},
        )
        row = found.one_or_none()
        if row is None:
            return None
        content = await blobs.load(session, brand_id, row.blob_id)
    return Download(content, MEDIA_TYPES[Form.PDF], f"{row.number}.pdf", row.pdf_sha256)
