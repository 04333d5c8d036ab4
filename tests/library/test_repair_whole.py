"""A repair brings each table through, by taking it over or by making it again as it was.

A new table fails here until something is put into it, and `repair` takes it over or makes it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from reader.library.library import Library
from reader.library.records import FeedState
from tests.library.make import arrived, now, place

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.connection import Row

PASSING = {"stale", "unsettled"}
"""Tables that hold something within a transaction alone."""

ANEW = {"revision", "search_count"}
"""What moves on with a repair, and what is counted when it is asked for and holds for one of it."""

STORY = " ".join(f"word{number} of a lamp" for number in range(60))


def furnished(file: Path) -> None:
    """Make a library with something in each of its tables."""
    with Library.open(file, now=now) as library:
        library.add_rule("Lamps", "lamp", ["fetch", "tag light/lamps"])
        library.save_search("Lit", "lamp")
        library.save_search("Gone", "is:hidden")
        for name in ("Herald", "Post"):
            source, _ = library.add_source(
                kind="feed", address=f"https://{name}.example/feed", title=name
            )
            one = arrived("a", "A", STORY)
            one = one._replace(completeness="teaser", url="https://n.example/a")
            library.take_in(source, [one], FeedState(source, etag="x"))
        changed = arrived("a", "A", f"{STORY} and more")
        library.take_in(source, [changed._replace(url="https://n.example/a")], FeedState(source))
        library.keep_full_text(1, arrived("", "A", f"{STORY} and all the rest"))
        library.mark_read([1])
        library.bookmark([1])
        library.note(1, "Mine")
        library.undo()
        library.redo()
        library.save_progress(1, place("word0 of a lamp"), 0.5)
        library.set_state("desk", b"x")
        library.tell_once(once=False)
        library.count_searches()


def rows_of(file: Path) -> dict[str, list[Row]]:
    """The rows of each table of a library, without counters of nothing; of the index, its words."""
    raw = apsw.Connection(str(file))
    names = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main'"
        " AND (type = 'table' OR name = 'vocabulary') AND name <> 'sqlite_schema'"
    ).fetchall()
    found: dict[str, list[Row]] = {
        str(name): sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in names
    }
    raw.close()
    found["counter"] = [row for row in found["counter"] if any(row[2:])]
    return found


def test_every_table_comes_through_a_repair(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    furnished(file)
    before = rows_of(file)
    assert {name for name, rows in before.items() if not rows} == PASSING
    with Library.open(file, now=now) as library:
        assert [finding.level for finding in library.repair()] == ["ok"]
    after = rows_of(file)
    assert after.keys() == before.keys()
    assert {name for name in before if before[name] != after[name]} == ANEW
