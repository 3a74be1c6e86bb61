"""A cable between us and a database that a test can cut and mend."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from tests.factories.addresses import over_tcp


@dataclass
class Cable:
    """Passes bytes on as long as it is whole; cut, it breaks what it holds and takes nobody."""

    host: str
    port: int
    url: str = ""
    is_whole: bool = True
    ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        self.is_whole = False
        for end in self.ends:
            end.transport.abort()

    def mend(self) -> None:
        self.is_whole = True

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.is_whole:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
        self.ends |= {writer, far_writer}
        try:
            await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))
        finally:
            self.ends -= {writer, far_writer}


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while given := await reader.read(65_536):
            writer.write(given)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def cable_to(url: str) -> AsyncGenerator[Cable]:
    """Hand out a cable, with the URL of its near end."""
    parts = urlsplit(over_tcp(url))
    cable = Cable(parts.hostname or "127.0.0.1", parts.port or 5432)
    near = await asyncio.start_server(cable.take, "127.0.0.1", 0)
    port = near.sockets[0].getsockname()[1]
    who = parts.netloc.rpartition("@")[0]
    cable.url = urlunsplit(parts._replace(netloc=f"{who}@127.0.0.1:{port}"))
    async with near:
        yield cable
        cable.cut()
