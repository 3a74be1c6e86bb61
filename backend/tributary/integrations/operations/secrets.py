"""What signs: told once, kept sealed, two for a while when one takes the other's place."""

import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from tributary.integrations.rules import SECRET_BYTES, secret_text
from tributary.kernel import new_id
from tributary.platform import Seals, Work

SEAL: Final = "webhook"

OVERLAP: Final = timedelta(hours=24)
"""How long the secret before the last one signs, too."""


async def make_secret(work: Work, seals: Seals, endpoint_id: UUID) -> str:
    """Make a secret for an endpoint and return it; nobody can read it again."""
    secret = secret_text(os.urandom(SECRET_BYTES))
    await work.run(
        """
        INSERT INTO webhook_secrets (brand_id, id, endpoint_id, sealed, created_at)
        VALUES (:brand, :id, :endpoint, :sealed, :now)
        """,
        brand=work.brand_id,
        id=new_id(),
        endpoint=endpoint_id,
        sealed=seals.seal(SEAL, secret),
        now=work.opened_at,
    )
    return secret


async def end_secrets(work: Work, endpoint_id: UUID) -> None:
    """Let the present secret sign for a day more, and the one before it no longer."""
    await work.run(
        "DELETE FROM webhook_secrets "
        "WHERE brand_id = :brand AND endpoint_id = :endpoint AND ends_at IS NOT NULL",
        brand=work.brand_id,
        endpoint=endpoint_id,
    )
    await work.run(
        "UPDATE webhook_secrets SET ends_at = :ends "
        "WHERE brand_id = :brand AND endpoint_id = :endpoint",
        brand=work.brand_id,
        endpoint=endpoint_id,
        ends=work.opened_at + OVERLAP,
    )


async def forget_secrets(work: Work, endpoint_id: UUID) -> None:
    """Delete the secrets of an endpoint that is gone."""
    await work.run(
        "DELETE FROM webhook_secrets WHERE brand_id = :brand AND endpoint_id = :endpoint",
        brand=work.brand_id,
        endpoint=endpoint_id,
    )


async def signing_secrets(work: Work, seals: Seals, endpoint_id: UUID) -> Sequence[str]:
    """Return what signs for an endpoint now, the newest first; none if no seal can be opened."""
    rows = await work.rows(
        """
        SELECT sealed FROM webhook_secrets
        WHERE brand_id = :brand AND endpoint_id = :endpoint
          AND (ends_at IS NULL OR ends_at > :now)
        ORDER BY created_at DESC, id DESC
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
    )
    opened = (seals.unseal(SEAL, row.sealed) for row in rows)
    return [secret for secret in opened if secret is not None]
