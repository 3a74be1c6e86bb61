"""A till for every test of paying in."""

from tests.factories.payments import till

__all__ = ["till"]
