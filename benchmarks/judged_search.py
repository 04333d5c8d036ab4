"""How well search finds what is meant: queries whose right answers were written down by people.

The sets are TOML files (see `tests/data/search`). MRR is the mean of one over the rank of the
article that is meant; recall the share of the wanted articles among the first ten.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library

SETS = Path(__file__).parents[1] / "tests" / "data" / "search"
"""Where the sets lie."""

FIRST = 10
"""Results that are looked at."""


class Judged(NamedTuple):
    """The figures of a set, and in words what was not as it should be."""

    queries: int
    mrr: float
    recall: float
    sections: float
    """The share of the articles found first that show the right section, where one is named."""
    offered: float
    """The share of the mistyped words for which the right one is offered."""
    missed: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.queries} queries: MRR {self.mrr:.3f}, recall@{FIRST} {self.recall:.3f}, "
            f"right section {self.sections:.3f}, right word offered {self.offered:.3f}"
        )


def judge(library: Library, path: Path, name: Callable[[int], str]) -> Judged:
    """Ask all queries of a set; `name` gives that of an article, as the set writes it."""
    queries: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["query"]
    ranks: list[float] = []
    recalls: list[float] = []
    sections: list[bool] = []
    offered: list[bool] = []
    missed: list[str] = []
    for query in queries:
        words = query["words"]
        if "offered" in query:
            suggestions = library.suggest(words)
            offered.append([one.near for one in suggestions] == [query["offered"]])
            if not offered[-1]:
                missed.append(f"{words}: {query['offered']} is not offered")
                continue
            words = suggestions[0].query
        hits = library.search(words, limit=FIRST)
        names = [name(hit.headline.id) for hit in hits]
        if query.get("none"):
            ranks.append(float(query["article"] not in names))
            continue
        rank = _rank(query["article"], names)
        ranks.append(1 / rank if rank else 0)
        wanted = [query["article"], *query.get("also", ())]
        recalls.append(sum(one in names for one in wanted) / len(wanted))
        if rank != 1:
            missed.append(f"{words}: {query['article']} is number {rank or 'none'}")
        if rank and "section" in query:
            sections.append(hits[rank - 1].section == query["section"])
            if not sections[-1]:
                missed.append(f"{words}: shows {hits[rank - 1].section!r}")
    return Judged(
        len(queries), _mean(ranks), _mean(recalls), _mean(sections), _mean(offered), tuple(missed)
    )


def shipped(folder: Path) -> Judged:
    """The figures among the articles that come with Reader, in a library made anew in a folder."""
    from reader.feeds.welcome import welcome
    from reader.library.library import Library

    for old in folder.glob("shipped.db*"):
        old.unlink()
    with Library.open(folder / "shipped.db", updates=True) as library:
        welcome(library)

        def title(number: int) -> str:
            headline = library.headline(number)
            return headline.title if headline else ""

        return judge(library, SETS / "shipped.toml", title)


def _rank(article: str, names: list[str]) -> int:
    """Counted from 1; 0 when it is not there."""
    return names.index(article) + 1 if article in names else 0


def _mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else 1.0
