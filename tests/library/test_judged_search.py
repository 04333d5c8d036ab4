"""What search finds first, as people have judged it; the floors are what is reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.judged_search import judge
from reader.feeds import folder
from reader.feeds.welcome import welcome
from reader.library.library import Library
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = Path(__file__).parents[1] / "data" / "search"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("judged") / "library.db"
    with Library.open(path, updates=True) as library:
        welcome(library)
        yield library


def test_what_is_meant_comes_first_among_the_shipped_articles(shipped: Library) -> None:
    judged = judge(shipped, SETS / "shipped.toml", lambda number: _title(shipped, number))
    assert judged.queries >= 90
    assert judged.mrr >= 0.98, judged.missed
    assert judged.recall >= 0.99, judged.missed
    assert judged.sections >= 0.98, judged.missed
    assert judged.offered == 1, judged.missed


def test_what_is_meant_comes_first_among_real_articles(tmp_path: Path) -> None:
    data = shared_data("plaintext")
    with Library.open(tmp_path / "library.db", updates=True) as library:
        number, _ = library.add_source(kind="folder", address=str(data), title="Real")
        folder.read(library, number, data, lambda _: None)
        judged = judge(
            library, SETS / "real.toml", lambda one: Path(library.article(one).identity).stem
        )
    assert judged.queries >= 40
    assert judged.mrr >= 0.98, judged.missed
    assert judged.recall >= 0.98, judged.missed
    assert judged.offered == 1, judged.missed


def _title(library: Library, number: int) -> str:
    headline = library.headline(number)
    assert headline is not None
    return headline.title
