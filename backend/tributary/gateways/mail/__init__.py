"""Letters by SMTP: one connection for each, TLS where the other side offers it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from tributary.kernel import Clock, Outage
from tributary.messaging.ports import AddressRefused, Envelope

PERMANENT: Final = 500
"""What SMTP answers from here on up, it will answer again."""

SECONDS: Final = 30


class SmtpPost:
    """Carries letters to one SMTP server."""

    def __init__(self, url: str, *, sender: str, clock: Clock) -> None:
        parts = urlsplit(url)
        self.sender = sender
        self.clock = clock
        self._host = parts.hostname or "localhost"
        self._is_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def carry(self, envelope: Envelope) -> None:
        """Hand a letter over.

        Refuses:
            AddressRefused: the other side will never take it.

        Raises:
            Outage: it was not taken now.
        """
        message = message_of(envelope, sender=self.sender)
        message["Date"] = format_datetime(self.clock())
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._is_tls,
                # A password never goes over a connection that others can read.
                start_tls=True if self._user and not self._is_tls else None,
                timeout=SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            if all(each.code >= PERMANENT for each in refused.recipients):
                raise AddressRefused(f"{envelope.address} is not taken.") from None
            raise Outage("the SMTP server takes no letters now", retryable=True) from refused
        except (aiosmtplib.SMTPException, OSError) as failed:
            raise Outage("the SMTP server cannot be reached", retryable=True) from failed


def message_of(envelope: Envelope, *, sender: str) -> EmailMessage:
    """Return a letter as it travels."""
    message = EmailMessage()
    name, _, domain = envelope.address.rpartition("@")
    message["From"] = sender
    message["To"] = Address(username=name, domain=domain)
    message["Subject"] = envelope.subject
    message["Message-ID"] = f"<{envelope.name}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "zh-CN" if envelope.language == "zh" else "en"
    message.set_content(envelope.body)
    return message
