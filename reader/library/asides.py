"""What a search finds beside the texts of articles: what the reader wrote, and named.

Notes with the words that they are on, the words of bare highlights, labels of bookmarks, tags, and
the names of sources. They are gone through as they are: even many of them are few.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import DamagedLibraryError
from reader.library import matching, sources
from reader.library.found import Aside
from reader.library.places import unpacked
from reader.library.snippets import Match, matches, snippet, stretches
from reader.library.titles import TITLE
from reader.query.parse import parse
from reader.query.tree import And, Near, Not, Or, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.place import Place
    from reader.library.connection import Connection
    from reader.query.tree import Node

_LOOKED_AT = 20_000
"""The newest notes, and as many labels, are looked through."""

_ON = (
    " JOIN article a ON a.id = x.article_id JOIN status s ON s.article_id = a.id AND s.removed = 0"
)


def asides(db: Connection, query: str, most: int) -> list[Aside]:
    """What is found of sources, tags, notes and bookmarks, of each at most so many.

    Nothing for a query that says more than words. Raises UsageError when it is not understood.
    """
    root = parse(query).root
    if root == And(()) or matching.expression(root) is None:
        return []
    with db.reading():
        kinds = (_sources(db, root), _tags(db, root), _notes(db, root), _bookmarks(db, root))
        return [aside for kind in kinds for aside in islice(kind, most)]


def _sources(db: Connection, root: Node) -> Iterator[Aside]:
    rows = db.rows(
        f"SELECT u.id, {TITLE}, coalesce(c.total, 0), coalesce(c.unread, 0) FROM subscription u"  # noqa: S608 - ours
        " LEFT JOIN counter c ON c.list = 'source' AND c.number = u.id WHERE u.live = 1"
    )
    for number, title, total, unread in sorted(rows, key=lambda row: str(row[1]).casefold()):
        found = _found(root, title)
        if found is not None:
            yield Aside("source", number, title, found, None, "", None, total, unread)


def _tags(db: Connection, root: Node) -> Iterator[Aside]:
    for tag in sources.tags(db):
        found = _found(root, tag.name)
        if found is not None:
            yield Aside("tag", None, tag.name, found, None, "", None, tag.total, tag.unread)


def _notes(db: Connection, root: Node) -> Iterator[Aside]:
    rows = db.rows(
        "SELECT x.id, x.text, x.place, a.id, coalesce(s.title, a.title)"  # noqa: S608 - ours
        f" FROM note x{_ON} ORDER BY x.id DESC LIMIT ?",
        _LOOKED_AT,
    )
    for number, text, packed, article_id, title in rows:
        place = _place(packed)
        quote = place.quote if place else ""
        said = f"{text} — “{quote}”" if text and quote else text or quote
        if _found(root, f"{text}\n\n{quote}") is not None:
            shown = snippet(said, matching.wanted(root))
            one = Aside("note", number, shown.text, shown.lit, article_id, title, place)
            yield one if text else one._replace(kind="highlight")


def _bookmarks(db: Connection, root: Node) -> Iterator[Aside]:
    rows = db.rows(
        "SELECT x.id, x.label, x.place, a.id, coalesce(s.title, a.title)"  # noqa: S608 - ours
        f" FROM bookmark x{_ON} WHERE x.label IS NOT NULL ORDER BY x.id DESC LIMIT ?",
        _LOOKED_AT,
    )
    for number, label, packed, article_id, title in rows:
        found = _found(root, label)
        if found is not None:
            yield Aside("bookmark", number, label, found, article_id, title, _place(packed))


def _place(packed: str | None) -> Place | None:
    try:
        return unpacked(packed)
    except DamagedLibraryError:
        return None


def _found(root: Node, text: str) -> tuple[tuple[int, int], ...] | None:
    """The stretches of a text that a query lights; None when it does not find the text."""
    if not _holds(root, text):
        return None
    lit: list[Match] = matches(text, matching.wanted(root))
    return tuple(stretches(lit))


def _holds(node: Node, text: str) -> bool:
    match node:
        case Words(column="any" | "text"):
            return bool(matches(text, [node]))
        case Near(texts=texts, column="any" | "text"):
            return all(matches(text, [Words(one)]) for one in texts)
        case And(nodes=nodes):
            return all(_holds(inner, text) for inner in nodes)
        case Or(nodes=nodes):
            return any(_holds(inner, text) for inner in nodes)
        case Not(node=inner):
            return not _holds(inner, text)
        case _:
            return False
