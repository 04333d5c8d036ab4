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


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """A proxy that the environment names, with a password; it stands for the public web."""
    with Wire() as server:
        monkeypatch.setenv("http_proxy", f"http://ann:hush@127.0.0.1:{server.port}")
        yield server
