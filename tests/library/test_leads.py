"""Which index leads through a query's articles: read off the plans of SQLite itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.document.model import Document, Paragraph, Text
from reader.library import conditions, leads
from reader.library.library import Library
from reader.library.records import Arrived, Listing
from tests.library.make import DAY, NOW, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import apsw

COUNT = 60


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("leads") / "library.db", now=now) as library:
        sources = [
            library.add_source(kind="feed", address=f"https://{n}", title=f"Feed {n}", folder="F")[
                0
            ]
            for n in range(4)
        ]
        for number in range(COUNT):
            text = "common words" + " rare" * (number == 7)
            library.ingest(
                sources[number % 4],
                [
                    Arrived(
                        f"{number}",
                        Document(
                            title="A title", blocks=(Paragraph((Text(text),)),), language="en"
                        ),
                        b"x",
                        "text/html",
                        url=f"https://www.site{number % 3}.example:80/{number}?q#f",
                        author=f"Author {number % 9}",
                        published=NOW - number * DAY,
                        completeness="teaser" if number % 5 == 0 else "full",
                    )
                ],
            )
        library.tag("t", list(range(1, 30)))
        library.tag("t/u", list(range(20, 40)))
        library.bookmark([1, 2, 3])
        library.note(4, "a note")
        yield library


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three articles are as many as a million."""
    for module in (conditions, leads):
        monkeypatch.setattr(module, "FEW", 2)


def plans(library: Library, ask: Callable[[], object]) -> list[str]:
    """How SQLite goes about each statement of what is asked."""
    raw = library._db.raw
    statements: list[tuple[str, object]] = []

    def noted(_: apsw.Cursor, sql: str, bindings: object) -> bool:
        statements.append((sql, bindings))
        return True

    raw.set_exec_trace(noted)
    try:
        ask()
    finally:
        raw.set_exec_trace(None)
    found: list[str] = []
    for sql, bindings in statements:
        if sql.startswith(("SELECT", "WITH")):
            rows = raw.execute(f"EXPLAIN QUERY PLAN {sql}", bindings).fetchall()  # type: ignore[arg-type]
            found.append(" / ".join(str(row[3]) for row in rows))
    return found


def the_plan(library: Library, query: str, *, sort: str | None = None) -> str:
    """The plan of the statement that reads the keys of a page."""
    first = library.select(query, limit=1, sort=sort)
    after = first[0].key if first else None
    found = plans(library, lambda: library.select(query, limit=5, after=after, sort=sort))
    pages = [plan for plan in found if "COMPOUND QUERY" in plan or "MERGE" in plan]
    return pages[0] if pages else found[-1]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("is:unread", "status_unread (muted=? AND sort_date<?)"),
        ("is:unread words:>0", "status_unread (muted=? AND sort_date<?)"),
        ("sort:old", "status_all (muted=? AND sort_date>?)"),
        ("common", "status_all (muted=? AND sort_date<?)"),
        ("common -rare is:unread", "status_unread (muted=? AND sort_date<?)"),
        ("url:example", "status_all (muted=? AND sort_date<?)"),
        ("after:2024 is:unread", "status_unread (muted=? AND sort_date>? AND sort_date<?)"),
        ("tag:t", "PRIMARY KEY (shelf=? AND sort_date<?)"),
        ("tag:t is:unread", "shelf_unread (shelf=? AND sort_date<?)"),
        ("is:bookmarked common", "PRIMARY KEY (shelf=? AND sort_date<?)"),
        ("feed:1", "status_source (source=? AND sort_date<?)"),
        ("feed:1 is:unread", "status_source_unread (source=? AND sort_date<?)"),
        ("folder:f common", "status_source (source=? AND sort_date<?)"),
        ("sort:feed", "status_source (source=? AND sort_date<?)"),
        ("sort:feed is:unread", "status_source_unread (source=? AND sort_date<?)"),
        ("sort:long", "article_words (words<?)"),
        ("sort:short common", "article_words (words>?)"),
    ],
)
def test_a_page_of_many_is_read_off_an_index_in_its_order(
    shelf: Library, many: None, query: str, index: str
) -> None:
    plan = the_plan(shelf, query)
    assert index in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert not re.search(r"SCAN (status|article|sized|shelf)\b(?! USING)", plan), plan


def test_hidden_articles_have_an_index_of_their_own(shelf: Library, many: None) -> None:
    found = plans(shelf, lambda: shelf.select("is:hidden url:example"))
    assert any("status_hidden" in plan for plan in found)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("lang:de", "article_language"),
        ("lang:en", "article_language"),
        ("site:site1", "article_host"),
        ("is:teaser", "article_partial"),
        ("is:failed", "article_partial"),
        ("words:>1000", "article_words"),
        ("minutes:3..4", "article_words"),
        ("has:image", "article_image"),
        ("has:audio", "article_audio"),
        ("has:video", "article_video"),
        ("has:code", "article_code"),
    ],
)
def test_what_may_be_rare_is_looked_for_in_an_index(shelf: Library, query: str, index: str) -> None:
    found = plans(shelf, lambda: shelf.select(query, limit=5))
    assert any(index in plan for plan in found), found
    assert not any(re.search(r"SCAN (status|article|a)\b(?! USING)", plan) for plan in found), found


@pytest.mark.parametrize("query", ["rare", "rare is:unread", "rare OR is:bookmarked", "has:code"])
def test_few_articles_are_held_in_the_hand(shelf: Library, query: str) -> None:
    found = plans(shelf, lambda: shelf.select(query, limit=5))
    assert any("SCAN wanted VIRTUAL TABLE" in plan for plan in found) or query == "has:code"
    assert not any("status_all" in plan or "status_unread" in plan for plan in found)


@pytest.mark.parametrize(
    ("field", "index"),
    [("author", "article_author"), ("lang", "article_language"), ("site", "article_host")],
)
def test_names_are_completed_off_an_index(shelf: Library, field: str, index: str) -> None:
    found = plans(shelf, lambda: shelf.values(field, "s"))
    assert found
    assert all(index in plan and "SCAN" not in plan for plan in found), found
    assert not any("TEMP B-TREE" in plan for plan in found), found


def test_names_are_completed(shelf: Library) -> None:
    assert shelf.values("author", "author 1") == ["Author 1"]
    assert shelf.values("author", "a", limit=3) == ["Author 0", "Author 1", "Author 2"]
    assert shelf.values("lang", "") == ["en"]
    assert shelf.values("site", "site") == [f"site{n}.example" for n in range(3)]
    assert shelf.values("site", "www.site1") == ["site1.example"]
    assert shelf.values("feed", "2") == ["Feed 2"]
    assert shelf.values("folder", "") == ["F"]
    assert shelf.values("tag", "") == ["t", "t/u"]
    assert shelf.values("tag", "u") == ["t/u"]
    assert shelf.values("words", "") == []


def test_counts_of_a_query_are_those_of_its_list(shelf: Library, many: None) -> None:
    for query in ("tag:t", "tag:t common", "feed:1 OR tag:t/u", "-rare", "folder:f is:bookmarked"):
        assert shelf.count(Listing("query", name=query)) == len(shelf.select(query))
    assert shelf.among("common -rare", [9, 8, 7]) == [9, 7]
