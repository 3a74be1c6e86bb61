"""Files kept in the database: raw imports and printed documents, with their SHA-256."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BlobId, BrandId, Refusal, new_id
from tributary.platform.model import Blob, BlobChunk
from tributary.platform.work import Work

CHUNK_BYTES = 1024 * 1024


class FileChanged(Refusal):
    """Somebody wrote to a file while it was being stored.

    Wait until the other program has finished with it, then try again.
    """


async def store(work: Work, content: bytes | Path, *, media_type: str, file_name: str) -> BlobId:
    """Keep the bytes of a file as they are; a path is streamed, never held in memory.

    Args:
        work: the transaction to keep them in.
        content: the bytes, or the path of a file that holds them.
        media_type: such as "text/csv".
        file_name: what the sender called the file; a label, never used as a path.

    Refuses:
        FileChanged: somebody wrote to the file while it was read.
    """
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(content):
        digest.update(chunk)
        size += len(chunk)
    blob_id = BlobId(new_id())
    row = {
        "brand_id": work.brand_id,
        "id": blob_id,
        "sha256": digest.hexdigest(),
        "size_bytes": size,
        "media_type": media_type,
        "file_name": file_name,
        "created_at": work.opened_at,
    }
    await work.session.execute(insert(Blob), row)
    kept = hashlib.sha256()
    for position, chunk in enumerate(_chunks(content)):
        kept.update(chunk)
        piece = {"brand_id": work.brand_id, "blob_id": blob_id}
        await work.session.execute(
            insert(BlobChunk), {**piece, "position": position, "content": chunk}
        )
    # The file is read twice, because its hash goes first: both must have seen the same bytes.
    if kept.digest() != digest.digest():
        raise FileChanged(f"{file_name} was written to while it was read. Try again.")
    return blob_id


async def load(session: AsyncSession, brand_id: BrandId, blob_id: UUID) -> bytes:
    """Return the bytes of a kept file; no such file is a bug of the caller."""
    await session.get_one(Blob, (brand_id, blob_id))
    pieces = await session.execute(
        select(BlobChunk.content)
        .where(BlobChunk.brand_id == brand_id, BlobChunk.blob_id == blob_id)
        .order_by(BlobChunk.position)
    )
    return b"".join(pieces.scalars())


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        for start in range(0, len(content), CHUNK_BYTES):
            yield content[start : start + CHUNK_BYTES]
        return
    with content.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
