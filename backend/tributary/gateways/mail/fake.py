"""A catcher of mail: an SMTP server that delivers nothing and keeps each letter as a file."""

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from socket import socket

from aiosmtpd.smtp import SMTP, Envelope, Session


class Catcher:
    """Takes letters; addresses and weather can be arranged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unknown: set[str] = set()
        """Addresses that are refused for good."""
        self.is_down = False
        """Whether nothing is taken for now."""
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_RCPT(  # noqa: N802  The name is aiosmtpd's.
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        """Answer to whom letters may go."""
        del server, session, rcpt_options
        if self.is_down:
            return "451 Try again later"
        if address in self.unknown:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def keep(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        del server, session
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        count = sum(1 for _ in self.folder.glob("*.eml"))
        draft = self.folder / f"{secrets.token_hex(8)}.part"
        draft.write_bytes(raw)
        # Whoever looks into the folder finds whole letters only.
        draft.rename(self.folder / f"{count + 1:05d}-{secrets.token_hex(4)}.eml")
        return "250 Kept"

    handle_DATA = keep  # noqa: N815  The name is aiosmtpd's.

    def letters(self, address: str | None = None) -> list[EmailMessage]:
        """Return what was kept, the oldest first, of one address if one is named."""
        return kept(self.folder, address)


def kept(folder: Path, address: str | None = None) -> list[EmailMessage]:
    """Return the letters of a folder, the oldest first, of one address if one is named."""
    found: list[EmailMessage] = []
    for file in sorted(folder.glob("*.eml")):
        message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
        if address is None or message["To"] == address:
            found.append(message)
    return found


@asynccontextmanager
async def catching(catcher: Catcher, listener: socket) -> AsyncGenerator[None]:
    """Take letters on a bound socket while the block runs."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(catcher, enable_SMTPUTF8=True, loop=loop), sock=listener
    )
    try:
        yield
    finally:
        server.close()
