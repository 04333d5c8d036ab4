"""The names that queries may hold: of feeds, folders, tags, searches, authors, sites, languages.

They are asked for at every key: each costs what is shown of it, or what is subscribed to, never
what the library holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import sources
from reader.library.conditions import HOST, distinct
from reader.library.titles import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connection


def values(db: Connection, field: str, begun: str, limit: int) -> list[str]:
    """The values of a field of queries that fit what is typed of one, the likeliest first."""
    match field:
        case "feed":
            rows = db.rows(f"SELECT {TITLE} FROM subscription u WHERE u.live = 1")  # noqa: S608 - ours
            return _fitting((title for (title,) in rows), begun, limit)
        case "folder":
            return _fitting((name for name, _, _ in sources.folders(db)), begun, limit)
        case "tag":
            return _fitting((tag.name for tag in sources.tags(db)), begun, limit)
        case "author":
            return distinct(db, "author", begun=begun, limit=limit, collate="NOCASE")
        case "lang":
            return distinct(db, "language", begun=begun.lower(), limit=limit)
        case "search":
            names = [name for (name,) in db.rows("SELECT name FROM saved_search")]
            return _fitting(names, begun, limit)
        case "site":
            return _sites(db, begun.lower(), limit)
        case _:
            return []


def _fitting(names: Iterable[str], begun: str, limit: int) -> list[str]:
    """Those that begin so, then those of which another word does."""
    wanted = begun.casefold()
    known = sorted(dict.fromkeys(names), key=str.casefold)
    first = [name for name in known if name.casefold().startswith(wanted)]
    words = (" ", "/", "-", ".", "(")
    later = [
        name
        for name in known
        if any(f"{sign}{wanted}" in name.casefold() for sign in words) and name not in first
    ]
    return [*first, *later][:limit]


def _sites(db: Connection, begun: str, limit: int) -> list[str]:
    """Hosts, without the www that means nothing."""
    host = HOST.format("url")
    bare = distinct(db, host, begun=begun, limit=limit)
    if not begun.startswith("www."):
        bare += distinct(db, host, begun=f"www.{begun}", limit=limit)
    names = (name.removeprefix("www.") for name in bare)
    return sorted({name for name in names if name.startswith(begun) or begun.startswith("www")})[
        :limit
    ]
