"""Search by rank: over the newest matches, so that it costs the same in any library.

It is asked in two steps, so that what is shown first need not wait for the rest: which articles are
found (`find`), and what each of them shows (`hits`).
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from reader.document.outline import section_at
from reader.errors import DamagedLibraryError, NotFoundError
from reader.library import building, headlines, leads, matching, select, stored
from reader.library.conditions import Conditions
from reader.library.found import Found
from reader.library.records import Headline, Hit
from reader.library.scoring import rarity
from reader.library.snippets import matches, snippet, stretches
from reader.library.spelling import continued
from reader.library.stems import widened
from reader.query.parse import parse
from reader.query.tree import And

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.readable import Readable
    from reader.library.connection import Connection
    from reader.query.tree import Node, Words

RANKED = 200
"""How many of the newest matches are ranked, unless more are asked for."""

_FEW = 500
"""As many articles are looked at one by one for the words of a query."""

_SAMPLE, _MOST_COUNTED = 4000, 8
"""Of how many articles the words of a query are counted in, and of how many words."""

_NEW, _FADES = 0.3, 31_557_600
"""What a new article counts more than an old one, and the seconds after which that is half."""


def search(db: Connection, now: int, query: str, limit: int, *, stems: bool = False) -> list[Hit]:
    """The best of the newest matches of a query, at most `limit`.

    Raises UsageError when the query is not understood.
    """
    with db.reading():
        found = find(db, now, query, max(limit, RANKED), stems=stems)
        return hits(db, query, found.ids[:limit], stems=stems)


def find(
    db: Connection, now: int, query: str, most: int, *, stems: bool = False, begun: bool = False
) -> Found:
    """The newest `most` matches of a query, the best first, or as the query says to sort them.

    `stems`: other forms of its words, too, below those that have the words themselves. `begun`:
    for words that may go on only the commonest that do. Raises UsageError when the query is not
    understood.
    """
    parsed = parse(query)
    with db.reading():
        if parsed.sort not in {None, "rank"}:
            ids = [
                one.id for one in select.select(db, query, limit=most + 1, after=None, sort=None)
            ]
            return Found(tuple(ids[:most]), len(ids) > most, building.unindexed(db))
        # One more than is ranked tells whether there are more.
        root = continued(db, parsed.root) if begun else parsed.root
        ids = ranked(db, root, now, most + 1)
        more = len(ids) > most
        if more:
            ids.remove(min(ids))
        elif stems:
            known = set(ids)
            wide = ranked(db, widened(db, parsed.root), now, most + 1)
            more = len(wide) > most
            ids += [number for number in wide if number not in known][: most - len(ids)]
        return Found(tuple(ids), more, building.unindexed(db))


def ranked(db: Connection, root: Node, now: int | None = None, most: int = RANKED) -> list[int]:
    """The newest matches of a query, the best first; without words in it the newest first."""
    text, rest = matching.split(root)
    if text is None:
        return select.ordered(db, root, most)
    conditions = Conditions(db)
    where, values = conditions.of(And(rest))
    few = leads.few(db, And(rest), conditions) if rest else None
    searched = "search CROSS JOIN status ON status.article_id = search.rowid"
    if few is not None and len(few) <= _FEW:
        # So few are asked for one by one, however common the words are.
        searched = f"json_each(?) AS one CROSS JOIN {searched} AND search.rowid = one.value"
        values = (text, *values)
        text = json.dumps(few)
    rare = "".join(f", {one:.3f}" for one in _rarities(db, matching.wanted(root)))
    rows = db.rows(
        f"SELECT search.rowid, fit(search{rare}), status.sort_date FROM {searched}"  # noqa: S608 - ours
        f" WHERE {leads.live(root)} AND search MATCH ? AND {where}"
        " ORDER BY search.rowid DESC LIMIT ?",
        text,
        *values,
        most,
    )
    at = int(time.time()) if now is None else now
    valued = [(fit * _freshness(at - date), number) for number, fit, date in rows]
    return [number for _, number in sorted(valued, reverse=True)]


def _rarities(db: Connection, wanted: list[Words]) -> list[float]:
    """How rare each of several words is among the newest articles; for one it does not matter."""
    if not 1 < len(wanted) <= _MOST_COUNTED:
        return []
    newest = int(db.value("SELECT max(id) FROM article") or 0)
    among = min(newest, _SAMPLE)
    sql = "SELECT count(*) FROM search WHERE search MATCH ? AND rowid > ?"
    return [
        rarity(int(db.value(sql, matching.expression(one), newest - among)), among)
        for one in wanted
    ]


def _freshness(age: int) -> float:
    """What an article's fit is multiplied by for its age in seconds."""
    return 1 + _NEW * 2 ** (-max(0, age) / _FADES)


def hits(db: Connection, query: str, ids: Sequence[int], *, stems: bool = False) -> list[Hit]:
    """What articles show of a query, in their order; those that are gone are left out."""
    wanted = wanted_in(db, query, stems=stems)
    with db.reading():
        return [_hit(db, headline, wanted) for headline in headlines.headlines(db, ids)]


def _hit(db: Connection, headline: Headline, wanted: list[Words]) -> Hit:
    try:
        document = stored.document(db, headline.id)
    except (NotFoundError, DamagedLibraryError):
        return Hit(headline, None, 0, "", ())
    found = snippet(document.text, wanted, headings(document))
    section = section_at(document.outline, found.offset)
    # A document without headings has one section, its title, without a slug.
    name = section.text if section and section.slug else None
    return Hit(headline, name, found.offset, found.text, found.lit)


def headings(document: Readable) -> list[tuple[int, int]]:
    """Where the headings of a document stand in its text."""
    return [
        (section.offset, section.offset + len(section.text))
        for section in document.outline
        if section.slug
    ]


def wanted_in(db: Connection, query: str, *, stems: bool = False) -> list[Words]:
    """The words that a query looks for. Raises UsageError when it is not understood."""
    root = parse(query).root
    return matching.wanted(widened(db, root) if stems else root)


def lit(
    db: Connection, query: str, article_id: int, *, stems: bool = False
) -> list[tuple[int, int]]:
    """All places of an article that a query lights. Raises UsageError, NotFoundError."""
    document = stored.document(db, article_id)
    found = matches(document.text, wanted_in(db, query, stems=stems), headings(document))
    return stretches(found)
