"""A till for every test of paying in, and databases to break."""

from tests.factories.payments import till
from tests.factories.scratch import scratch_database, scratch_template

__all__ = ["scratch_database", "scratch_template", "till"]
