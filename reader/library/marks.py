"""What the reader says of whole articles: read, unread, removed, and a title of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import journal, labels, listings, stories
from reader.library.journal import Changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.listings import Run
    from reader.library.records import Done, Key, Listing


def mark(
    db: Connection, at: int, ids: Sequence[int], *, read: bool, automatic: bool = False
) -> Done:
    """Mark articles read or unread. Raises NotFoundError naming an id that is not there."""
    word = "read" if read else "unread"

    def action() -> Changed:
        labels.must_exist(db, ids)
        count = db.run(
            "UPDATE status SET read = ?1 WHERE read <> ?1"
            " AND article_id IN (SELECT value FROM json_each(?2))",
            int(read),
            labels.id_list(stories.with_twins(db, ids)),
        )
        if not count:
            return Changed(0, f"All of it was {word} already")
        if len(set(ids)) > 1:
            return Changed(count, f"Marked {count} {word}")
        also = f", and {count - 1} of the same story" if count > 1 else ""
        return Changed(count, f"Marked {labels.title(db, ids[0])} {word}{also}")

    return journal.act(db, at, action, "automatic" if automatic else "action")


def mark_all_read(db: Connection, at: int, listing: Listing, newest: Key | None) -> Done:
    """Mark all of a listing read; with `newest`, only what stands at or below that key."""

    def action() -> Changed:
        wanted = listing._replace(unread_only=True)
        count = 0
        twins = stories.any_there(db)
        for run in listings.runs(db, wanted, whole=True):
            bound = " AND (sort_date, article_id) <= (?, ?)" if newest else ""
            also = _twins_within(db, run, bound, newest or ()) if twins else []
            if also:
                count += db.run(
                    "UPDATE status SET read = 1 WHERE read = 0"
                    " AND article_id IN (SELECT value FROM json_each(?))",
                    labels.id_list(also),
                )
            count += db.run(
                "UPDATE status SET read = 1 WHERE read = 0 AND article_id IN"  # noqa: S608 - ours
                f" (SELECT article_id FROM {run.table} WHERE {run.where}{bound})",
                *run.values,
                *(newest or ()),
            )
        where = listings.name(db, listing)
        return Changed(count, f"Marked {count} read{where}" if count else "Nothing was unread")

    return journal.act(db, at, action)


def _twins_within(db: Connection, run: Run, bound: str, values: tuple[int, ...]) -> list[int]:
    """The articles that tell the same stories as those of a run, which stand elsewhere."""
    rows = db.rows(
        "SELECT o.article_id FROM twin o JOIN status so ON so.article_id = o.article_id"  # noqa: S608 - ours
        " AND so.removed = 0 AND so.read = 0 WHERE o.story IN (SELECT t.story FROM twin t"
        f" WHERE t.article_id IN (SELECT article_id FROM {run.table} WHERE {run.where}{bound}))",
        *run.values,
        *values,
    )
    return [number for (number,) in rows]


def remove(db: Connection, at: int, ids: Sequence[int]) -> Done:
    """Take articles out of the library; undo gives them back. Raises NotFoundError."""

    def action() -> Changed:
        labels.must_exist(db, ids)
        count = db.run(
            "UPDATE status SET removed = 1 WHERE removed = 0"
            " AND article_id IN (SELECT value FROM json_each(?))",
            labels.id_list(ids),
        )
        return Changed(count, f"Removed {labels.things(db, ids, count)}")

    return journal.act(db, at, action)


def edit_title(db: Connection, at: int, article_id: int, title: str) -> Done:
    """Give an article a title of the reader's own; an empty one gives back its own title."""
    own = " ".join(title.split()) or None

    def action() -> Changed:
        labels.must_exist(db, [article_id])
        old = labels.title(db, article_id)
        count = db.run(
            "UPDATE status SET title = nullif(?1, (SELECT title FROM article WHERE id = ?2))"
            " WHERE article_id = ?2",
            own,
            article_id,
        )
        return Changed(count, f"Renamed {old} to {labels.title(db, article_id)}")

    return journal.act(db, at, action)
