"""`tributary seal export`: the last seals, to be kept where nobody can reach both them and us."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import orjson
import typer

from tributary import ledger
from tributary.app import Application
from tributary.cli.options import Brand
from tributary.cli.terminal import ArgumentUnreadable, brand_named, run
from tributary.kernel import BrandId
from tributary.platform import Database, chains, trail

CHAINS: Final = {each.name: each for each in (ledger.CHAIN, trail.CHAIN)}

commands = typer.Typer(help="Seals over postings and the audit trail.", no_args_is_help=True)


@commands.command("export")
def export(*, brand: Brand = None) -> None:
    """Seal what waits, and print the last seal of each chain, one JSON object a line.

    Keep the lines away from this database: `tributary check --seals FILE` proves later that
    nothing of what they cover was changed, removed or cut off.
    """

    async def step(application: Application) -> None:
        desk = application.worker_desk
        brand_id = None if brand is None else await brand_named(application, brand)
        for each in await desk.database.brand_ids() if brand_id is None else [brand_id]:
            for chain in CHAINS.values():
                await chains.seal_waiting(desk, each, chain)
                async with desk.database.reading(each) as session:
                    last = await chains.latest(session, each, chain)
                if last is not None:
                    typer.echo(_line(each, chain, last))

    run(step)


@dataclass(frozen=True, slots=True)
class KeptSeal:
    """A seal as it was when somebody wrote it down elsewhere."""

    brand_id: BrandId
    chain: chains.Chain
    number: int
    seal_hash: bytes


def kept_seals(path: Path) -> Sequence[KeptSeal]:
    """Return the seals that `export` wrote.

    Refuses:
        ArgumentUnreadable: the file is not there, or not what `export` writes.
    """
    try:
        lines = [orjson.loads(line) for line in path.read_bytes().splitlines() if line]
        return [
            KeptSeal(
                BrandId(UUID(line["brand_id"])),
                CHAINS[line["chain"]],
                int(line["number"]),
                bytes.fromhex(line["seal_hash"]),
            )
            for line in lines
        ]
    except (OSError, ValueError, LookupError, TypeError) as unreadable:
        raise ArgumentUnreadable(
            f"{path} holds no seals as `tributary seal export` writes them."
        ) from unreadable


async def lost_seals(database: Database, kept: Sequence[KeptSeal]) -> Sequence[str]:
    """Return, in words, which of the kept seals their chains no longer hold."""
    lost: list[str] = []
    for each in kept:
        async with database.reading(each.brand_id) as session:
            if not await chains.is_kept(
                session, each.brand_id, each.chain, each.number, each.seal_hash
            ):
                lost.append(
                    f"Brand {each.brand_id}: seal {each.number} of the {each.chain.name} is not "
                    "the one that was kept."
                )
    return lost


def _line(brand_id: BrandId, chain: chains.Chain, seal: chains.Seal) -> str:
    return orjson.dumps(
        {
            "brand_id": str(brand_id),
            "chain": chain.name,
            "number": seal.number,
            "rows": seal.rows,
            "sealed_at": seal.sealed_at,
            "seal_hash": seal.seal_hash.hex(),
        }
    ).decode()
