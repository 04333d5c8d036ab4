"""Headlines: articles as lists show them, fetched by their ids, never with a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.list_sql import HEADLINE, JOINED
from reader.library.records import Headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection, Row


def _headline(row: Row) -> Headline:
    read, bookmarked, noted, share, hidden, gone = row[10:16]
    flags = (bool(read), bool(bookmarked), bool(noted), share, bool(hidden), bool(gone))
    return Headline._make((*row[:10], *flags, *row[16:]))


def headlines(db: Connection, ids: Sequence[int]) -> list[Headline]:
    """The headlines of the ids, in their order; ids without a live article are left out."""
    rows = db.rows(
        f"{HEADLINE} FROM json_each(?) AS wanted CROSS JOIN article a"
        f" ON a.id = wanted.value{JOINED}"
        " ORDER BY wanted.key",
        f"[{','.join(map(str, map(int, ids)))}]",
    )
    return [_headline(row) for row in rows]


def headline(db: Connection, article_id: int) -> Headline | None:
    """One headline; None when there is no such article or it has been removed."""
    row = db.row(f"{HEADLINE} FROM article a{JOINED} WHERE a.id = ?", article_id)
    return _headline(row) if row else None
