"""Seals: what must be read again is kept encrypted, and what a link opens follows from a key.

All keys follow from the one secret of the installation; each purpose has its own.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Seals:
    """The keys of one installation."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def derive(self, purpose: str, *parts: object) -> str:
        """Return 43 letters that nobody without the secret can guess, the same every time."""
        text = "\x1f".join(str(part) for part in parts)
        digest = hmac.new(self._key(purpose), text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def seal(self, purpose: str, text: str) -> str:
        """Return a text encrypted, so that it can be kept."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self._key(purpose)).encrypt(nonce, text.encode(), purpose.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def unseal(self, purpose: str, sealed: str) -> str | None:
        """Return what was sealed; None when it was sealed under another secret."""
        raw = base64.urlsafe_b64decode(sealed)
        try:
            text = AESGCM(self._key(purpose)).decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode()
            )
        except InvalidTag:
            return None
        return text.decode()

    def _key(self, purpose: str) -> bytes:
        return hashlib.sha256(f"{purpose}:".encode() + self._secret).digest()
