"""How far each article has been read: machinery, written often and never undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.places import packed, unpacked

if TYPE_CHECKING:
    from reader.document.place import Place
    from reader.library.connection import Connection


def progress(db: Connection, article_id: int) -> Place | None:
    """Where an article was left; None when it was never opened."""
    return unpacked(db.value("SELECT place FROM progress WHERE article_id = ?", article_id))


def save(db: Connection, at: int, article_id: int, place: Place, share: float) -> None:
    """Write down where an article was left, and the share of it that has been read (0 to 1)."""
    with db.writing():
        db.run(
            "INSERT INTO progress VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET place = excluded.place, share = excluded.share, at = excluded.at",
            article_id,
            packed(place),
            min(1.0, max(0.0, share)),
            at,
        )
