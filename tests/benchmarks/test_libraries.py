"""The libraries of the benchmarks, made quickly, are what the library's own door would make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import apsw

from benchmarks.libraries import COMMONEST, EPOCH, PHRASE, SIGNS, articles, make
from reader.library.library import Library

if TYPE_CHECKING:
    from pathlib import Path

COUNT, POOL, SOURCES = 90, 40, 20
"""Articles, those of them that differ, and sources."""

SAME = (
    "SELECT id, source, identity, title, author, url, published, added FROM article",
    "SELECT id, words, language, digest, fingerprint, has, completeness FROM article",
    "SELECT article_id, source, sort_date, removed, muted FROM status",
    "SELECT * FROM document",
    "SELECT * FROM chunk",
    "SELECT * FROM original",
    "SELECT list, number, total FROM counter WHERE list = 'source'",
)


def _rows(path: Path, sql: str) -> list[Any]:
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return sorted(db.execute(sql).fetchall())
    finally:
        db.close()


def test_what_is_made_quickly_is_what_comes_in_by_the_door(tmp_path: Path) -> None:
    quick, slow = tmp_path / "quick.db", tmp_path / "slow.db"
    make(quick, COUNT, sources=SOURCES, pool=POOL)
    known = list(articles(POOL))
    coming = [
        known[number % POOL]._replace(
            identity=f"https://example.org/{number}",
            url=f"https://example.org/{number}",
            published=EPOCH - 3600 * number,
        )
        for number in range(COUNT)
    ]
    with Library.open(slow, updates=True, now=lambda: float(EPOCH)) as library:
        for number in range(SOURCES):
            address = f"https://example.org/feed-{number}"
            source, _ = library.add_source(kind="feed", address=address, title=f"{number}")
            library.ingest(source, coming[number::SOURCES])
    for sql in SAME:
        assert _rows(quick, sql) == _rows(slow, sql)
    with Library.open(quick) as one, Library.open(slow) as other:
        for words in (COMMONEST, PHRASE, SIGNS, "telegraph"):
            found = one.find(words).ids
            assert found
            assert found == other.find(words).ids
        assert one.counts().all == COUNT
        assert 0 < one.counts().unread < COUNT
        assert all(finding.level == "ok" for finding in one.doctor())
