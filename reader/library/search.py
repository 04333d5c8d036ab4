"""Search by rank: over the newest matches, so that it costs the same in any library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.outline import section_at
from reader.errors import NotFoundError
from reader.library import headlines, matching, select, stored
from reader.library.records import Headline, Hit
from reader.library.snippets import snippet
from reader.query.parse import parse
from reader.query.tree import And, Node

if TYPE_CHECKING:
    from reader.library.connection import Connection
    from reader.query.tree import Words

RANKED = 1000
"""How many of the newest matches are ranked."""


def search(db: Connection, query: str, limit: int) -> list[Hit]:
    """The best of the newest matches of a query, at most `limit`.

    Raises UsageError when the query is not understood.
    """
    root = parse(query).root
    wanted = matching.wanted(root)
    with db.reading():
        ids = _ranked(db, root)[:limit]
        return [_hit(db, headline, wanted) for headline in headlines.headlines(db, ids)]


def _ranked(db: Connection, root: Node) -> list[int]:
    text, rest = matching.split(root)
    where, values = select.of_node(And(rest))
    live = "status.removed = 0 AND status.hidden = 0"
    if text is None:
        return select.ordered(db, (where, values), select.BY_DATE, "DESC", RANKED)
    rows = db.rows(
        "SELECT search.rowid, fit(search) FROM search"  # noqa: S608 - ours
        f" CROSS JOIN status ON status.article_id = search.rowid AND {live}"
        f" WHERE search MATCH ? AND {where} ORDER BY search.rowid DESC LIMIT ?",
        text,
        *values,
        RANKED,
    )
    return [number for number, _ in sorted(rows, key=lambda row: (-row[1], -row[0]))]


def _hit(db: Connection, headline: Headline, wanted: list[Words]) -> Hit:
    try:
        document = stored.document(db, headline.id)
    except NotFoundError:
        return Hit(headline, None, 0, "", ())
    found = snippet(document.text, wanted)
    section = section_at(document.outline, found.offset)
    # A document without headings has one section, its title, without a slug.
    name = section.text if section and section.slug else None
    return Hit(headline, name, found.offset, found.text, found.lit)
