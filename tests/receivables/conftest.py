"""Databases to break."""

from tests.factories.scratch import scratch_database, scratch_template

__all__ = ["scratch_database", "scratch_template"]
