from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from tests.factories.channels import Import

from tributary.kernel import Actor
from tributary.platform import Desk, Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture
def load(desk: Desk, actor: Actor, tmp_path: Path) -> Import:
    """Imports a text into the channel `portal`, or another one that is named."""
    return Import(desk, actor, tmp_path)
