"""The search index of a library that was brought up: built in steps, honest meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from reader.cli.main import run
from reader.library import building
from reader.library.library import Library
from tests.library.make import arrived, now, numbered

if TYPE_CHECKING:
    from pathlib import Path

MANY = building.AT_ONCE + 450


def _unindexed(file: Path, count: int) -> None:
    """A library of `count` articles whose index is still to be built."""
    with Library.open(file, updates=True, now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        library.ingest(number, numbered(count))
    db = apsw.Connection(str(file))
    db.execute("DELETE FROM search")
    db.execute("UPDATE indexing SET rest = (SELECT max(id) FROM article)")
    db.close()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "library.db"
    _unindexed(file, 30)
    return file


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file: Path = tmp_path_factory.mktemp("large") / "library.db"
    _unindexed(file, MANY)
    return file


@pytest.fixture
def large(pattern: Path, tmp_path: Path) -> Path:
    file = tmp_path / "library.db"
    file.write_bytes(pattern.read_bytes())
    return file


def test_a_small_library_is_indexed_when_it_is_opened(small: Path) -> None:
    with Library.open(small, now=now) as library:
        assert len(library.search("article", limit=50)) == 30
        assert library.find("article").unindexed == 0
        assert all(finding.level == "ok" for finding in library.doctor())


def test_a_large_one_opens_at_once_and_says_what_is_not_found(large: Path) -> None:
    with Library.open(large, now=now) as library:
        found = library.find("article")
        assert (found.ids, found.unindexed) == ((), 1.0)
        (told,) = [one for one in library.doctor() if one.level == "warning"]
        assert f"{MANY} articles are not found yet" in told.text
        left = library.index_more(0)
        assert 0 < left < 1
        newest = library.find("article", most=MANY)
        assert newest.unindexed == left
        assert min(newest.ids) == MANY - len(newest.ids) + 1, "the newest come first"
        assert library.index_more(60) == 0
        assert len(library.find("article", most=MANY).ids) == MANY
        assert library.index_more(60) == 0
        assert all(finding.level == "ok" for finding in library.doctor())


def test_what_comes_and_changes_meanwhile_is_indexed_once(large: Path) -> None:
    with Library.open(large, updates=True, now=now) as library:
        library.edit_title(1, "A title of my own")
        library.ingest(
            1, [arrived("new", "Newest", "Fresh ink."), arrived("a5", "Five", "Wet ink.")]
        )
        assert {hit.headline.title for hit in library.search("ink")} == {"Newest", "Five"}
        assert [hit.headline.id for hit in library.search("own")] == [1]
        library.remove([2])
        while library.index_more(60):
            pass
        assert [hit.headline.id for hit in library.search("own")] == [1]
        assert len(library.find("article", most=2 * MANY).ids) == MANY - 2
        assert all(finding.level == "ok" for finding in library.doctor())


def test_a_kill_between_two_steps_loses_nothing(large: Path) -> None:
    with Library.open(large, now=now) as library:
        library.index_more(0)
    with Library.open(large, now=now) as library:
        assert library.index_more(60) == 0
        assert len(library.find("article", most=MANY).ids) == MANY


def test_update_builds_it_to_its_end(large: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--library", str(large), "update", "--index", "--json"]) == 0
    assert all('"event":"indexing"' in line for line in capsys.readouterr().out.splitlines())
    with Library.open(large, now=now) as library:
        assert library.find("article").unindexed == 0


def test_search_says_how_much_of_the_library_it_knows(
    large: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(large, now=now) as library:
        library.index_more(0)
    assert run(["--library", str(large), "search", "article"]) == 0
    assert "% of the articles, the newest, have been indexed so far" in capsys.readouterr().err
