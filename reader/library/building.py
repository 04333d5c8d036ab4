"""Building the search index of a library that was brought up, in steps, the newest articles first.

A library can be used all the while: what is not indexed yet is not found, and `unindexed` says so.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library import index, membership

if TYPE_CHECKING:
    from reader.library.connection import Connection

AT_ONCE = 1000
"""Up to so many articles are indexed when the library is opened: that takes a second."""

_STEP = 200
"""Articles of one transaction: a tenth of a second, in which no one else can write."""


def unindexed(db: Connection) -> float:
    """The share of the articles that is still to be indexed, 0.0 when all are."""
    rest, newest = db.row("SELECT rest, (SELECT max(id) FROM article) FROM indexing") or (0, 0)
    return min(1.0, rest / newest) if rest and newest else 0.0


def waiting(db: Connection) -> int:
    """How many articles are still to be indexed; it counts them."""
    return int(
        db.value(
            "SELECT count(*) FROM article WHERE id <= (SELECT rest FROM indexing)"
            " AND id NOT IN (SELECT id FROM search_docsize)"
        )
    )


def begin(db: Connection) -> None:
    """Index all of a small library at once, and nothing of a large one."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM article WHERE id <= (SELECT rest FROM indexing)"
    if db.value(f"{sql} LIMIT ?)", AT_ONCE + 1) <= AT_ONCE:
        while step(db):
            pass


def go_on(db: Connection, seconds: float) -> float:
    """Go on for about so long; the share that is still to be indexed."""
    until = time.monotonic() + seconds
    while unindexed(db) and step(db) and time.monotonic() < until:
        pass
    return unindexed(db)


def step(db: Connection) -> bool:
    """Index some more articles, the newest of those that are left; False when none is left."""
    with db.writing(quiet=True):
        ids = [
            number
            for (number,) in db.rows(
                "SELECT id FROM article WHERE id <= (SELECT rest FROM indexing)"
                " ORDER BY id DESC LIMIT ?",
                _STEP,
            )
        ]
        # In ascending order: the index writes all it holds back when a number goes down.
        for number in reversed(ids):
            if db.value("SELECT 1 FROM search_docsize WHERE id = ?", number) is None:
                index.put(db, number, _words(db, number))
        membership.settle(db, ids)
        rest = ids[-1] - 1 if ids else 0
        db.run("UPDATE indexing SET rest = ?", rest)
        if not rest or not ids:
            db.moved_on()
    return bool(rest)


def _words(db: Connection, number: int) -> index.Indexed:
    """What is to be indexed of an article; nothing of one whose text is damaged."""
    try:
        return index.read(db, number) or index.NOTHING
    except ReaderError:
        return index.NOTHING
