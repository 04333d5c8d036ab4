"""Tags within tags: `physics/optics` stands below `physics`, whose list holds what is below it.

Which tag stands above which is machinery (`tag_above`), made again from the names when a tag is
made or renamed; the shelf of a tag is kept by triggers through it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connection

SHOULD_STAND = (
    "SELECT t.id, a.id FROM tag t JOIN tag a ON t.name = a.name"
    " OR substr(t.name, 1, length(a.name) + 1) = a.name || '/' COLLATE NOCASE"
)
"""Which tag stands above which, each above itself too."""


def named(name: str) -> str:
    """A tag's name as it is kept: white space and slashes without what is empty between them."""
    parts = (" ".join(part.split()) for part in name.split("/"))
    return "/".join(part for part in parts if part)


def above(name: str) -> list[str]:
    """The names of the tags above one, the outermost first."""
    parts = name.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def make(db: Connection, names: Iterable[str]) -> None:
    """Let tags be there, with all above them, within a transaction and outside of its record."""
    sql = "INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING"
    wanted = [one for name in names for one in (*above(name), name)]
    if sum(db.run(sql, one) for one in wanted):
        settle(db)


def settle(db: Connection) -> None:
    """Let the tags stand by their names, within a transaction, and their shelves follow."""
    wanted = set(db.rows(SHOULD_STAND))
    there = set(db.rows("SELECT tag, above FROM tag_above"))
    if wanted == there:
        return
    db.run_many("DELETE FROM tag_above WHERE tag = ? AND above = ?", there - wanted)
    db.run_many("INSERT INTO tag_above VALUES (?, ?)", wanted - there)
    changed = json.dumps(sorted({number for _, number in wanted ^ there}))
    db.run(
        "DELETE FROM shelf WHERE shelf IN (SELECT value FROM json_each(?)) AND NOT EXISTS ("
        "SELECT 1 FROM article_tag x JOIN tag_above b ON b.tag = x.tag_id"
        " WHERE x.article_id = shelf.article_id AND b.above = shelf.shelf)",
        changed,
    )
    db.run(
        "INSERT INTO shelf SELECT b.above, s.sort_date, s.article_id, s.read = 0"
        " FROM json_each(?) j JOIN tag_above b ON b.above = j.value"
        " JOIN article_tag x ON x.tag_id = b.tag JOIN status s ON s.article_id = x.article_id"
        " WHERE s.removed = 0 AND s.hidden = 0 ON CONFLICT DO NOTHING",
        changed,
    )
