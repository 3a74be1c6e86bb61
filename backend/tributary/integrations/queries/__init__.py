"""Reads of integrations, and what is always true of them."""

from tributary.integrations.queries.facts import facts_in_crowds
from tributary.integrations.queries.invariants import INVARIANTS

__all__ = ["INVARIANTS", "facts_in_crowds"]
