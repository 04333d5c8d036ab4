"""Notes and highlights: the reader's words on an article or on a place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal, labels
from reader.library.journal import Changed
from reader.library.places import packed, unpacked
from reader.library.records import Remark

if TYPE_CHECKING:
    from reader.document.place import Place
    from reader.library.connection import Connection, Row
    from reader.library.records import Done

COLOURS = ("amber", "green", "blue", "rose")
"""The colours of highlights."""

_SELECT = (
    "SELECT n.id, n.article_id, coalesce(s.title, a.title), n.place, n.text, n.colour, n.created"
    " FROM note n JOIN article a ON a.id = n.article_id"
    " JOIN status s ON s.article_id = n.article_id AND s.removed = 0"
)


def _remark(row: Row) -> Remark:
    number, article_id, title, place, text, colour, created = row
    return Remark(number, article_id, title, unpacked(place), text, colour, created)


def notes(db: Connection, article_id: int | None) -> list[Remark]:
    """All notes, newest first, or those of one article in the order of its text."""
    if article_id is None:
        return [_remark(row) for row in db.rows(f"{_SELECT} ORDER BY n.id DESC")]
    found = [_remark(row) for row in db.rows(f"{_SELECT} WHERE n.article_id = ?", article_id)]
    return sorted(found, key=lambda n: (n.place.offset if n.place else -1, n.id))


def add(
    db: Connection,
    at: int,
    article_id: int,
    text: str,
    *,
    place: Place | None,
    colour: str | None,
) -> tuple[int, Done]:
    """Write a note; an empty text is a bare highlight, which needs a place and a colour.

    Raises NotFoundError and UsageError.
    """
    _check(colour)
    if not text.strip() and (place is None or colour is None):
        raise UsageError("A note needs words; nothing was changed.")
    number = 0

    def action() -> Changed:
        nonlocal number
        labels.must_exist(db, [article_id])
        number = db.added(
            "INSERT INTO note (article_id, place, text, colour, created) VALUES (?, ?, ?, ?, ?)",
            article_id,
            packed(place),
            text.strip(),
            colour,
            at,
        )
        what = "Noted" if text.strip() else "Highlighted"
        where = "a place in" if place else "on"
        preposition = "on " if place and text.strip() else ""
        return Changed(1, f"{what} {preposition}{where} {labels.title(db, article_id)}")

    done = journal.act(db, at, action)
    return number, done


def _check(colour: str | None) -> None:
    if colour is not None and colour not in COLOURS:
        raise UsageError(f"There is no highlight in {colour}; there are {', '.join(COLOURS)}.")


def _title(db: Connection, note_id: int) -> str:
    article_id = db.value("SELECT article_id FROM note WHERE id = ?", note_id)
    if article_id is None:
        raise NotFoundError(f"There is no note {note_id}; nothing was changed.")
    return labels.title(db, article_id)


def edit(db: Connection, at: int, note_id: int, text: str) -> Done:
    """Change the words of a note. Raises NotFoundError, UsageError when nothing would be left."""

    def action() -> Changed:
        title = _title(db, note_id)
        bare = db.value("SELECT colour IS NULL FROM note WHERE id = ?", note_id)
        if bare and not text.strip():
            raise UsageError("A note needs words; nothing was changed. Remove it instead.")
        count = db.run("UPDATE note SET text = ? WHERE id = ?", text.strip(), note_id)
        return Changed(count, f"Edited a note on {title}")

    return journal.act(db, at, action)


def recolour(db: Connection, at: int, note_id: int, colour: str | None) -> Done:
    """Give a note's highlight another colour, or none. Raises NotFoundError and UsageError."""
    _check(colour)

    def action() -> Changed:
        title = _title(db, note_id)
        wordless = db.value("SELECT text = '' FROM note WHERE id = ?", note_id)
        if wordless and colour is None:
            raise UsageError("A highlight without words needs a colour. Remove it instead.")
        count = db.run("UPDATE note SET colour = ? WHERE id = ?", colour, note_id)
        return Changed(count, f"Coloured a highlight in {title} {colour or 'plain'}")

    return journal.act(db, at, action)


def move(db: Connection, at: int, note_id: int, place: Place) -> Done:
    """Attach a note to another place of its article. Raises NotFoundError."""

    def action() -> Changed:
        title = _title(db, note_id)
        count = db.run("UPDATE note SET place = ? WHERE id = ?", packed(place), note_id)
        return Changed(count, f"Moved a note in {title}")

    return journal.act(db, at, action)


def remove(db: Connection, at: int, note_id: int) -> Done:
    """Remove a note. Raises NotFoundError."""

    def action() -> Changed:
        title = _title(db, note_id)
        count = db.run("DELETE FROM note WHERE id = ?", note_id)
        return Changed(count, f"Removed a note on {title}")

    return journal.act(db, at, action)
