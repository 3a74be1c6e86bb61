"""PostGraphile 5 on the same database, when npm brings it.

It has the row policies by brand and no predicate of visibility, gives whole minor units instead of
written amounts, and cannot link an application to its receipt: it does less than we do.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from tributary.api.graphql import Viewer
from tributary.kernel import derived_id

PACKAGES = ("node@22", "postgraphile@5", "pg@8")
SERVER = Path(__file__).with_name("postgraphile.mjs")

STATEMENT = """
query Statement($brand: UUID!, $id: UUID!) {
  statementByBrandIdAndRowId(brandId: $brand, rowId: $id) {
    id number state periodStart periodEnd currency
    owedOpeningMinor owedMovementMinor owedClosingMinor earnedOpeningMinor earnedClosingMinor
    partyByBrandIdAndCounterpartyId { code name }
    statementLinesByBrandIdAndStatementId(first: 20) { nodes {
      position side section bookedOn reference detail amountMinor currency } } } }
"""
ORDERS = """
query Orders($distributor: UUID!) {
  allOrders(first: 50, condition: { distributorId: $distributor }, orderBy: [ORDERED_ON_DESC]) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id number state kind orderedAt shippedOn totalMinor currency
      partyByBrandIdAndDistributorId { code name }
      orderLinesByBrandIdAndOrderId(first: 10) { nodes {
        position sku name quantity unitPriceMinor netMinor currency } }
      receivablesByBrandIdAndOrderId(first: 5) { nodes {
        number dueOn totalMinor appliedMinor currency
        applicationsByBrandIdAndReceivableId(first: 5) { nodes { amountMinor currency } } } } } } }
"""
DOCUMENTS = {"statement": STATEMENT, "orders": ORDERS}


def variables(name: str, viewer: Viewer, place: int, brands: int) -> dict[str, Any]:
    """Return what a viewer asks a document with."""
    if name == "orders":
        return {"distributor": str(viewer.distributor_id)}
    statement_id = derived_id("statement", viewer.brand_id, 1 + place // brands, 1)
    return {"brand": str(viewer.brand_id), "id": str(statement_id)}


@contextmanager
def postgraphile(url: str, brands: list[UUID], port: int, folder: Path) -> Iterator[bool]:
    """Install and run it in a folder; yield whether that went well."""
    folder.mkdir()
    shutil.copy(SERVER, folder / SERVER.name)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    if shutil.which("npm") is None or not installed(folder):
        yield False
        return
    own = folder / "node_modules" / "node" / "bin" / "node"
    settings = {
        "PEER_URL": url,
        "PEER_BRANDS": json.dumps([str(each) for each in brands]),
        "PEER_PORT": str(port),
        "NODE_ENV": "production",
    }
    with subprocess.Popen(
        [str(own) if own.exists() else "node", SERVER.name],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        try:
            yield line.strip() == "ready"
        finally:
            process.terminate()


def installed(folder: Path) -> bool:
    """Fetch the packages; tell whether they are there."""
    try:
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *PACKAGES],
            cwd=folder,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
