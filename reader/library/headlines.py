"""Headlines: articles as lists show them, fetched by their ids, never with a body."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.records import Headline
from reader.library.titles import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection, Row

_SELECT = (
    f"SELECT a.id, coalesce(s.title, a.title), {TITLE}, a.source, a.author, a.url, a.published,"  # noqa: S608 - ours
    " s.sort_date, a.words, a.language, s.read,"
    " EXISTS (SELECT 1 FROM bookmark b WHERE b.article_id = a.id),"
    " EXISTS (SELECT 1 FROM note n WHERE n.article_id = a.id),"
    " p.share, s.hidden, a.gone, a.completeness, a.body"
)
_JOINED = (
    " JOIN status s ON s.article_id = a.id AND s.removed = 0"
    " JOIN subscription u ON u.id = a.source"
    " LEFT JOIN progress p ON p.article_id = a.id"
)


def _headline(row: Row) -> Headline:
    read, bookmarked, noted, share, hidden, gone = row[10:16]
    flags = (bool(read), bool(bookmarked), bool(noted), share, bool(hidden), bool(gone))
    return Headline._make((*row[:10], *flags, *row[16:]))


def headlines(db: Connection, ids: Sequence[int]) -> list[Headline]:
    """The headlines of the ids, in their order; ids without a live article are left out."""
    rows = db.rows(
        f"{_SELECT} FROM json_each(?) AS wanted CROSS JOIN article a"
        f" ON a.id = wanted.value{_JOINED}"
        " ORDER BY wanted.key",
        json.dumps(list(ids)),
    )
    return [_headline(row) for row in rows]


def headline(db: Connection, article_id: int) -> Headline | None:
    """One headline; None when there is no such article or it has been removed."""
    row = db.row(f"{_SELECT} FROM article a{_JOINED} WHERE a.id = ?", article_id)
    return _headline(row) if row else None
