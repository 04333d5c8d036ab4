"""Small things the app wants to find again at its next start, each under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.connection import Connection


def get(db: Connection, name: str) -> bytes | None:
    """What was kept under a name; None when nothing was."""
    found = db.value("SELECT value FROM state WHERE name = ?", name)
    return None if found is None else bytes(found)


def put(db: Connection, name: str, value: bytes) -> None:
    """Keep something under a name. It changes no list, so the revision stays."""
    with db.writing(quiet=True):
        db.run(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            name,
            value,
        )
