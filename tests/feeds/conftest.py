"""What the tests of the network are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.feeds.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A server that sends what it is told to."""
    with Wire() as server:
        yield server
