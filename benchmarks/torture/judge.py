"""What must hold of a library whatever has happened to it: said by SQLite, the doctor, and SQL."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

import apsw

from reader.errors import ReaderError
from reader.library.library import Library

_NEVER: Final = {
    "articles without a mark": "SELECT count(*) FROM article"
    " WHERE id NOT IN (SELECT article_id FROM status)",
    "marks without an article": "SELECT count(*) FROM status"
    " WHERE article_id NOT IN (SELECT id FROM article)",
    "articles without a source": "SELECT count(*) FROM article"
    " WHERE source NOT IN (SELECT id FROM subscription)",
    "articles that are there twice": "SELECT count(*) FROM"
    " (SELECT 1 FROM article GROUP BY source, identity HAVING count(*) > 1)",
    "articles of one source with one address": "SELECT count(*) FROM (SELECT 1 FROM article"
    " WHERE url IS NOT NULL GROUP BY source, url HAVING count(*) > 1)",
    "texts of no article": "SELECT count(*) FROM document"
    " WHERE article_id NOT IN (SELECT id FROM article)",
    "chunks of no text": "SELECT count(*) FROM chunk"
    " WHERE article_id NOT IN (SELECT article_id FROM document)",
    "originals of no article": "SELECT count(*) FROM original"
    " WHERE article_id NOT IN (SELECT id FROM article)",
    "articles without their original": "SELECT count(*) FROM article"
    " WHERE id NOT IN (SELECT article_id FROM original)",
    "words of no article in the index": "SELECT count(*) FROM search_docsize"
    " WHERE id NOT IN (SELECT id FROM article)",
    "titles left to be indexed": "SELECT count(*) FROM stale",
    "entries that undo what is not there": "SELECT count(*) FROM journal"
    " WHERE target IS NOT NULL AND target NOT IN (SELECT id FROM journal)",
}
"""Counts that are 0 in every sound library, beyond what the doctor looks at."""


def complaints(path: Path) -> list[str]:
    """All that is wrong with a library, in sentences; the library is opened as a reader does."""
    try:
        with Library.open(path, create=False) as library:
            found = [f"doctor: {one.text}" for one in library.doctor() if one.level != "ok"]
    except ReaderError as error:
        return [f"It does not open: {error}"]
    db = apsw.Connection(str(path))
    try:
        for (said,) in db.execute("PRAGMA integrity_check"):
            if said != "ok":
                found.append(f"integrity_check: {said}")
        for what, sql in _NEVER.items():
            (count,) = db.execute(sql).fetchone() or (0,)
            if count:
                found.append(f"{count} {what}")
    finally:
        db.close()
    return found


def whole_journal(path: Path) -> list[str]:
    """What goes wrong when everything is undone on a copy, from the newest entry to the oldest."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        with Library.open(copy) as library:
            entries = [
                one
                for one in library.history(limit=1_000_000)
                if one.kind in {"action", "automatic"} and not one.undone
            ]
            for entry in entries:
                try:
                    done = library.undo(entry.id)
                except ReaderError as error:
                    wrong.append(f"#{entry.id} ({entry.label}) cannot be undone: {error}")
                    continue
                if done.skipped:
                    wrong.append(f"#{entry.id} ({entry.label}) left {done.skipped} rows alone")
        wrong += complaints(copy)
    return wrong
