"""The words of the journal: how an action on articles is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection

_LONGEST = 60


def id_list(ids: Sequence[int]) -> str:
    """Ids as SQLite's json_each takes them."""
    return json.dumps(list(dict.fromkeys(ids)))


def must_exist(db: Connection, ids: Sequence[int]) -> None:
    """Raise NotFoundError, naming it, when one of the ids is no article of the library."""
    missing = db.value(
        "SELECT value FROM json_each(?) WHERE NOT EXISTS"
        " (SELECT 1 FROM status WHERE article_id = value AND removed = 0) LIMIT 1",
        id_list(ids),
    )
    if missing is not None:
        raise NotFoundError(f"There is no article {missing} in the library; nothing was changed.")


def title(db: Connection, article_id: int) -> str:
    """The title of an article in quotation marks, cut to what a label holds."""
    found = db.value(
        "SELECT coalesce(s.title, a.title) FROM article a"
        " JOIN status s ON s.article_id = a.id WHERE a.id = ?",
        article_id,
    )
    return quoted(str(found or ""))


def quoted(text: str) -> str:
    """A text in quotation marks, cut to what a label holds."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1].rstrip()}…”"


def things(db: Connection, ids: Sequence[int], count: int) -> str:
    """What an action was done to: the title of one article, or how many."""
    only = list(dict.fromkeys(ids))
    return title(db, only[0]) if len(only) == 1 else f"{count} articles"
