"""The site with a brand to sign in to."""

from tests.factories.web import application, web

__all__ = ["application", "web"]
