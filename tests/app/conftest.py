"""Libraries to sit down at: each made once, and copied for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.cli.first import furnish
from tests.app.papers import make


@pytest.fixture(scope="session")
def made_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "library.db"
    make(path)
    return path


@pytest.fixture(scope="session")
def made_welcome(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("welcome") / "library.db"
    furnish(path)
    return path


@pytest.fixture
def papers(made_papers: Path, tmp_path: Path) -> Path:
    """A library of five articles over three hundred short ones, all unread."""
    return Path(shutil.copy(made_papers, tmp_path / "library.db"))


@pytest.fixture
def welcome(made_welcome: Path, tmp_path: Path) -> Path:
    """The library of the first run."""
    return Path(shutil.copy(made_welcome, tmp_path / "library.db"))
