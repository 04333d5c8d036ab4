"""A library in a folder of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library.make import filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.library import Library


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    """Five unread articles, 1 the oldest and 5 the newest, of the folder "Papers" (source 1)."""
    library, _ = filled(file)
    with library:
        yield library
