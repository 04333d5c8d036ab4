from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.first import furnish
from reader.feeds.welcome import ROOMS, welcome
from reader.library.library import Library
from reader.library.records import Listing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_library_opens_on_the_first_page_of_the_handbook(tmp_path: Path) -> None:
    furnish(tmp_path / "library.db")
    with Library.open(tmp_path / "library.db", create=False) as library:
        first, *rest = library.window(Listing("all")).headlines
        assert first.title == "Welcome to Reader"
        assert len(rest) > 15
        assert {source.title for source in library.sources()} == set(ROOMS.values())


def test_what_comes_with_the_program_comes_once(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        welcome(library)
        once = library.window(Listing("all"))
        welcome(library)
        assert library.window(Listing("all")) == once


def test_a_library_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add_source(kind="folder", address=str(tmp_path), title="Mine")
    furnish(path)
    with Library.open(path, create=False) as library:
        assert [source.title for source in library.sources()] == ["Mine"]
    assert [one.name for one in tmp_path.iterdir()] == ["library.db"]
