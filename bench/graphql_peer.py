"""PostGraphile 5 on the same database, when npm brings it.

Brand and visibility are row policies of a role of its own, as its manual has it: the predicates are
those that our compiler writes. It gives whole minor units instead of written amounts, and cannot
link an application to its receipt: it still does less than we do.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tributary.api.graphql import Viewer
from tributary.kernel import derived_id
from tributary.platform.postgres.urls import with_login

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
query Orders($first: Int!) {
  allOrders(first: $first, orderBy: [ORDERED_ON_DESC, ROW_ID_DESC]) {
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
        return {"first": 50}
    statement_id = derived_id("statement", viewer.brand_id, 1 + place // brands, 1)
    return {"brand": str(viewer.brand_id), "id": str(statement_id)}


ROLE = "peer"
PASSWORD = "peer"

_BRAND = "current_setting('app.brand_id')::uuid"
_DISTRIBUTOR = "current_setting('app.distributor_id')::uuid"
_TODAY = "current_setting('app.today')::date"


def _below(column: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM tree_paths seen WHERE seen.brand_id = {_BRAND} "
        f"AND seen.ancestor_id = {_DISTRIBUTOR} AND seen.descendant_id = {column} "
        f"AND seen.valid_from <= {_TODAY} "
        f"AND (seen.valid_until IS NULL OR seen.valid_until > {_TODAY}))"
    )


def _own(table: str, *columns: str) -> str:
    return " OR ".join(f"{table}.{column} = {_DISTRIBUTOR}" for column in columns)


def _through(owner: str, table: str, column: str) -> str:
    # The owner's policies hold in here, too.
    return (
        f"EXISTS (SELECT 1 FROM {owner} owner WHERE owner.brand_id = {table}.brand_id "
        f"AND owner.id = {table}.{column})"
    )


SCOPES = {
    "orders": _below("orders.distributor_id"),
    "order_lines": _through("orders", "order_lines", "order_id"),
    "receivables": _own("receivables", "debtor_id", "creditor_id"),
    "applications": _through("receivables", "applications", "receivable_id"),
    "statements": _own("statements", "counterparty_id", "creditor_id"),
    "statement_lines": _through("statements", "statement_lines", "statement_id"),
    "parties": f"{_below('parties.id')} OR parties.id = {_BRAND}",
}
"""What a distributor's people see of each table that is asked."""


def let_in(superuser: str) -> str:
    """Make the role that it reads with, and what that sees; return how to log in."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
        connection.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}")
        for table, predicate in SCOPES.items():
            connection.execute(
                f"CREATE POLICY peer_sees ON {table} AS RESTRICTIVE FOR SELECT TO {ROLE} "
                f"USING ({predicate})"
            )
    return with_login(superuser, ROLE, PASSWORD)


@contextmanager
def postgraphile(url: str, known: list[Viewer], port: int, folder: Path) -> Iterator[bool]:
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
        "PEER_VIEWERS": json.dumps([settings_of(each) for each in known]),
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


def settings_of(viewer: Viewer) -> dict[str, str]:
    """Return what the row policies ask about a viewer."""
    return {
        "app.brand_id": str(viewer.brand_id),
        "app.distributor_id": str(viewer.distributor_id),
        "app.today": viewer.today.isoformat(),
    }


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
