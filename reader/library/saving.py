"""Single articles that the reader adds: an action, unlike what a source brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import ingest, journal, labels, subscribing
from reader.library.ingest import Shelter
from reader.library.journal import Changed
from reader.library.preparing import prepare
from reader.library.records import Done, Kept

if TYPE_CHECKING:
    from reader.library.connection import Connection
    from reader.library.records import Arrived

_REMOVED = 1


def save(db: Connection, at: int, arrived: Arrived, source: str) -> tuple[Kept, Done]:
    """Keep one article among the saved ones; one that had been removed comes back."""
    new = prepare(arrived)
    kept = Kept(0, "same")

    def store() -> int:
        nonlocal kept
        number = subscribing.saved(db, at, source)
        (kept,) = ingest.keep(db, at, Shelter(number, removed=_REMOVED), [(new, None)])
        return kept.article_id

    def action(article_id: int) -> Changed:
        sql = "UPDATE status SET removed = 0 WHERE article_id = ? AND removed <> 0"
        count = db.run(sql, article_id)
        title = labels.title(db, article_id)
        if kept.outcome == "changed" and not count:
            return Changed(0, f"Brought {title} up to date")
        return Changed(count, f"Saved {title}" if count else f"{title} is there already")

    _, done = journal.act_after(db, at, store, action, keep_prepared=True)
    return kept, done
