"""The keys that sign ID tokens: made here, kept sealed, changed every three months."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, OctKey

from tributary import identity
from tributary.api.oauth.asking import NOWHERE
from tributary.identity import KeyPair
from tributary.platform import Desk, Work

ALGORITHM: Final = "ES256"

READ_EVERY: Final = timedelta(minutes=5)

_SEALED: Final = {"alg": "dir", "enc": "A256GCM"}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of this moment."""

    signing: ECKey
    shown: KeySet
    """What signatures are verified with."""
    pairs: tuple[KeyPair, ...]
    """The same, the newest first, with when each begins to sign."""
    read_at: datetime

    @property
    def public(self) -> dict[str, Any]:
        """What everybody may read."""
        return dict(self.shown.as_dict(private=False))


class Keyring:
    """Finds the keys, and makes the next one when it is time."""

    def __init__(self, desk: Desk, *, secret: str) -> None:
        self.desk = desk
        digest = hashlib.sha256(f"signing keys:{secret}".encode()).digest()
        self._seal = OctKey.import_key(digest)
        self._keys: Keys | None = None

    async def keys(self) -> Keys:
        """Return the keys, read anew every few minutes."""
        now = self.desk.clock()
        known = self._keys
        if known is not None and known.read_at <= now < known.read_at + READ_EVERY:
            return known
        async with self.desk.work(NOWHERE, "oauth") as work:
            self._keys = await self._read(work, now)
        return self._keys

    async def rotate(self, *, is_leaked: bool = False) -> str:
        """Make the next key before its time; return its kid.

        Args:
            is_leaked: whether the keys before are known to somebody else. The new one then signs
                at once, and nothing that they signed is believed any more.
        """
        now = self.desk.clock()
        async with self.desk.work(NOWHERE, "oauth") as work:
            await identity.hold_keys(work)
            signs_from = now if is_leaked else now + identity.SHOWN_BEFORE
            made = await self._make(work, signs_from)
            if is_leaked:
                await identity.forget_other_keys(work, kid=made.kid)
        self._keys = None
        return made.kid

    async def _read(self, work: Work, now: datetime) -> Keys:
        pairs = await identity.hold_keys(work)
        opened = {pair.kid: self._opened(pair) for pair in pairs}
        ours = [pair for pair in pairs if opened[pair.kid] is not None]
        signing = [pair for pair in ours if pair.signs_from <= now]
        made: list[KeyPair] = []
        if not signing:
            made.append(await self._make(work, now))
            signing = made
        elif ours[0].signs_from + identity.SIGNS_FOR - identity.SHOWN_BEFORE <= now:
            # Whoever keeps our keys shall have read this one before it signs.
            made.append(await self._make(work, now + identity.SHOWN_BEFORE))
        key = opened.get(signing[0].kid) or self._opened(signing[0])
        if key is None:
            raise AssertionError("a key that was just made can be opened")
        every = sorted((*pairs, *made), key=lambda pair: pair.signs_from, reverse=True)
        shown = KeySet([ECKey.import_key(json.loads(pair.public_jwk)) for pair in every])
        return Keys(key, shown, tuple(every), now)

    async def _make(self, work: Work, signs_from: datetime) -> KeyPair:
        key = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        kid = str(key.kid)
        private = json.dumps(key.as_dict(private=True)).encode()
        pair = KeyPair(
            kid=kid,
            public_jwk=json.dumps(key.as_dict(private=False)),
            sealed_jwk=jwe.encrypt_compact(_SEALED, private, self._seal),
            signs_from=signs_from,
        )
        await identity.add_key(work, pair)
        return pair

    def _opened(self, pair: KeyPair) -> ECKey | None:
        """Return the private key; None when it was sealed with another secret."""
        try:
            plain = jwe.decrypt_compact(pair.sealed_jwk, self._seal).plaintext
        except (JoseError, ValueError):
            return None
        return None if plain is None else ECKey.import_key(json.loads(plain))
