"""The same story from several feeds: one line in "All" and "Unread", read as one.

Which articles tell one story is machinery (`twin`), found as they come in: by the same address, or
by nearly the same text of the same days. One of them is shown, the fullest, of several the first;
the others bear a bit of `muted`, which keeps them out of "All" and "Unread" and no other list. At
most one article of a feed belongs to a story: what a feed says twice, it says twice.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from reader.library import likeness, stored
from reader.library.hiding import HIDDEN, TWIN
from reader.library.index import spaced
from reader.library.likeness import Telling
from reader.library.titles import TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.library.connection import Connection
    from reader.library.preparing import Prepared

_DAYS_APART: Final = 14 * 86_400
"""Seconds within which feeds tell the same story by the same words."""

_LOOKED_AT: Final = 40
"""Articles with a quarter of their bits the same that are looked at, the newest."""

_READ_MOST: Final = 6
"""Of them those whose words are read."""

_HOST: Final = re.compile(r"//(?:www\.)?([^/?#:]*)", re.IGNORECASE)

_FULLEST_FIRST = (
    "CASE a.completeness WHEN 'full' THEN 0 WHEN 'teaser' THEN 1 WHEN 'failed' THEN 2 ELSE 3 END"
)


UNTRUE: Final = "muted & 2 AND article_id NOT IN (SELECT article_id FROM twin)"
"""Which rows of `status` are kept out of "All" for a story that they do not tell."""


class _New(NamedTuple):
    id: int
    source: int
    address: int | None
    likeness: int | None


def remember(db: Connection, article_id: int, new: Prepared, before: int | None) -> None:
    """Write down the quarters by which a text is found, in place of those of the one before."""
    if new.likeness == before:
        return
    if before is not None:
        rows = [(bits, article_id) for bits in likeness.quarters(before)]
        db.run_many("DELETE FROM quarter WHERE bits = ? AND article_id = ?", rows)
    if new.likeness is not None:
        one, two, three, four = likeness.quarters(new.likeness)
        sql = "INSERT INTO quarter VALUES (?1, ?5), (?2, ?5), (?3, ?5), (?4, ?5)"
        db.run(sql, one, two, three, four, article_id)


def find(db: Connection, source: int, new: Mapping[int, Prepared]) -> None:
    """Look for the stories that articles tell which a source has brought, in their transaction."""
    if not new or db.value("SELECT kind FROM subscription WHERE id = ?", source) != "feed":
        return
    for number in sorted(new):
        _find(db, _New(number, source, new[number].address, new[number].likeness))
    settle(db)


def _find(db: Connection, new: _New) -> None:
    other, how = _by_address(db, new), "address"
    if other is None:
        other, how = _by_text(db, new), "text"
    if other is not None:
        _join(db, new, other, how)


def find_again(db: Connection, article_id: int) -> None:
    """Look anew for the story of an article whose text has changed."""
    story = db.value("SELECT story FROM twin WHERE article_id = ?", article_id)
    if story is not None:
        db.run("DELETE FROM twin WHERE article_id = ?", article_id)
        if db.value("SELECT count(*) FROM twin WHERE story = ?", story) < 2:
            _let_go(db, story)
        db.run(f"UPDATE status SET muted = muted & ~{TWIN} WHERE article_id = ?", article_id)  # noqa: S608 - ours
        db.run("INSERT INTO unsettled VALUES (?) ON CONFLICT DO NOTHING", story)
    row = db.row(
        "SELECT a.id, a.source, a.address, a.likeness FROM article a"
        " JOIN subscription u ON u.id = a.source AND u.kind = 'feed' WHERE a.id = ?",
        article_id,
    )
    if row is not None:
        _find(db, _New(*row))
    settle(db)


def _let_go(db: Connection, story: int) -> None:
    """End a story that one article alone tells."""
    db.run(
        f"UPDATE status SET muted = muted & ~{TWIN} WHERE article_id IN"  # noqa: S608 - ours
        " (SELECT article_id FROM twin WHERE story = ?)",
        story,
    )
    db.run("DELETE FROM twin WHERE story = ?", story)


def _by_address(db: Connection, new: _New) -> int | None:
    """The oldest article of another feed that has the same address."""
    if new.address is None:
        return None
    sql = "SELECT 1 FROM article WHERE address = ? AND id <> ? LIMIT 1"
    if db.value(sql, new.address, new.id) is None:
        return None
    rows = db.rows(
        "SELECT a.id, a.source FROM article a JOIN status s ON s.article_id = a.id"
        " JOIN subscription u ON u.id = a.source AND u.kind = 'feed'"
        " WHERE a.address = ? AND s.removed = 0 ORDER BY a.id LIMIT ?",
        new.address,
        _LOOKED_AT,
    )
    sources = [source for _, source in rows]
    if len(set(sources)) < len(sources):
        return None  # a feed that gives several articles one address names none of them by it
    mine = None
    for number, source in rows:
        if source == new.source:
            continue
        mine = mine or _telling(db, new.id)
        theirs = _telling(db, number)
        if mine and theirs and not likeness.are_strangers(mine, theirs):
            return int(number)
    return None


def _by_text(db: Connection, new: _New) -> int | None:
    """The nearest article of another feed that says the same in nearly the same words."""
    if new.likeness is None:
        return None
    rows = db.rows(_SAME_QUARTER, *likeness.quarters(new.likeness), _LOOKED_AT)
    near = sorted((likeness.distance(new.likeness, bits), number) for number, bits in rows)
    alike = [number for bits, number in near if bits <= likeness.NEAR and number != new.id]
    others = _of_those_days(db, new, alike) if alike else {}
    named, mine = (_named(db, new.id) if others else None), None
    for number in [number for number in alike if number in others][:_READ_MOST]:
        theirs = _compared(*others[number])
        if not named or not likeness.may_be_same_story(named, theirs):
            continue
        mine = mine or _with_text(db, new.id, named)
        if likeness.is_same_story(mine, _with_text(db, number, theirs)):
            return int(number)
    return None


_Named: TypeAlias = "tuple[str, str | None, str | None]"
"""The title, the language and the address of an article."""

_SAME_QUARTER: Final = "SELECT id, likeness FROM article WHERE id IN ({})".format(  # noqa: S608 - ours
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT article_id FROM quarter WHERE bits = ?{place}"  # noqa: S608 - ours
        " ORDER BY article_id DESC LIMIT ?5)"
        for place in range(1, 5)
    )
)


def _of_those_days(db: Connection, new: _New, others: list[int]) -> dict[int, _Named]:
    """Those of some articles that are of another feed and of the same days, with their names."""
    rows = db.rows(
        "SELECT a.id, a.title, a.language, a.url"
        " FROM json_each(?) j JOIN status o ON o.article_id = j.value"
        " JOIN article a ON a.id = o.article_id JOIN status n ON n.article_id = ?"
        " JOIN subscription u ON u.id = o.source AND u.kind = 'feed'"
        " WHERE o.removed = 0 AND o.source <> n.source AND abs(o.sort_date - n.sort_date) <= ?",
        json.dumps(others),
        new.id,
        _DAYS_APART,
    )
    return {number: (title, language, url) for number, title, language, url in rows}


def _telling(db: Connection, article_id: int) -> Telling | None:
    named = _named(db, article_id)
    return _with_text(db, article_id, named) if named else None


def _named(db: Connection, article_id: int) -> Telling | None:
    """What is compared of an article but for its text."""
    row = db.row(
        "SELECT title, language, url FROM article WHERE id = ?",
        article_id,
    )
    return _compared(*row) if row else None


def _compared(title: str, language: str | None, url: str | None) -> Telling:
    host = _HOST.search(url or "")
    return Telling(spaced(title), "", language, host[1].lower() if host else "")


def _with_text(db: Connection, article_id: int, named: Telling) -> Telling:
    return named._replace(text=spaced(stored.document(db, article_id).text))


def _join(db: Connection, new: _New, other: int, how: str) -> None:
    """Let an article tell the story of another one; one that is read is read in all of it."""
    story = db.value("SELECT story FROM twin WHERE article_id = ?", other)
    if story is None:
        story = other
        db.run("INSERT INTO twin VALUES (?, ?, ?)", other, story, how)
    elif db.value(
        "SELECT 1 FROM twin t JOIN article a ON a.id = t.article_id"
        " WHERE t.story = ? AND a.source = ?",
        story,
        new.source,
    ):
        return
    db.run(
        "INSERT INTO twin VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET story = excluded.story,"
        " how = excluded.how",
        new.id,
        story,
        how,
    )
    db.run("INSERT INTO unsettled VALUES (?) ON CONFLICT DO NOTHING", story)
    db.run(
        "UPDATE status SET read = 1 WHERE article_id = ?1 AND read = 0"
        " AND (SELECT once FROM telling) AND EXISTS (SELECT 1 FROM twin t JOIN status s"
        " ON s.article_id = t.article_id AND s.read = 1 AND s.removed = 0 AND s.hidden = 0"
        " WHERE t.story = ?2 AND t.article_id <> ?1)",
        new.id,
        story,
    )


# -- which one is shown ------------------------------------------------------------------------


def settle(db: Connection) -> None:
    """Let of each story that has changed one article be shown, within a transaction."""
    once = bool(db.value("SELECT once FROM telling"))
    for (story,) in db.rows("SELECT story FROM unsettled"):
        shown = _shown(db, story) if once else None
        hide = (
            f"(status.removed = 0 AND status.hidden = 0 AND {int(once)} AND article_id IS NOT ?2)"
        )
        db.run(
            f"UPDATE status SET muted = (muted & ~{TWIN}) + {TWIN} * {hide} WHERE article_id IN"  # noqa: S608 - ours
            f" (SELECT article_id FROM twin WHERE story = ?1) AND (muted & {TWIN} <> 0) <> {hide}",
            story,
            shown,
        )
    db.run("DELETE FROM unsettled")


def _shown(db: Connection, story: int) -> int | None:
    """The article of a story that is shown: not of a hidden feed, the fullest, the first."""
    found = db.value(
        "SELECT t.article_id FROM twin t JOIN article a ON a.id = t.article_id"  # noqa: S608 - ours
        " JOIN status s ON s.article_id = t.article_id AND s.removed = 0 AND s.hidden = 0"
        f" WHERE t.story = ? ORDER BY a.source IN ({HIDDEN}), {_FULLEST_FIRST}, a.id LIMIT 1",
        story,
    )
    return None if found is None else int(found)


def unsettle(db: Connection, article_id: int) -> None:
    """Look again which article tells the story of one that has become more or less full."""
    db.run(
        "INSERT INTO unsettled SELECT story FROM twin WHERE article_id = ? ON CONFLICT DO NOTHING",
        article_id,
    )
    settle(db)


def unsettle_all(db: Connection) -> None:
    """Look again at all stories, where no trigger has watched what was changed."""
    db.run(
        "INSERT INTO unsettled SELECT DISTINCT story FROM twin WHERE true ON CONFLICT DO NOTHING"
    )


def tell_once(db: Connection, *, once: bool) -> bool:
    """Let stories be one line each, or not; whether that is a change. No action: a setting."""
    if bool(db.value("SELECT once FROM telling")) == once:
        return False
    with db.writing():
        db.run("UPDATE telling SET once = ?", int(once))
        unsettle_all(db)
        settle(db)
    return True


# -- read as one -------------------------------------------------------------------------------


def with_twins(db: Connection, ids: Sequence[int]) -> list[int]:
    """Articles, and those that tell the same stories; only they while each is a line of its own."""
    rows = db.rows(
        "SELECT o.article_id FROM twin o JOIN status s ON s.article_id = o.article_id"
        " WHERE s.removed = 0 AND (SELECT once FROM telling) AND o.story IN"
        " (SELECT t.story FROM json_each(?) j JOIN twin t ON t.article_id = j.value)",
        json.dumps(list(ids)),
    )
    return list(dict.fromkeys([*ids, *(number for (number,) in rows)]))


def any_there(db: Connection) -> bool:
    """Whether any story is one line."""
    return bool(db.value("SELECT once FROM telling WHERE EXISTS (SELECT 1 FROM twin)"))


def told(db: Connection, article_id: int) -> str | None:
    """In a sentence, who else tells the story of an article, and which of them is shown."""
    row = db.row("SELECT story, how FROM twin WHERE article_id = ?", article_id)
    if row is None:
        return None
    story, how = row
    others = db.rows(
        f"SELECT {TITLE}, t.how FROM twin t JOIN article a ON a.id = t.article_id"  # noqa: S608 - ours
        " JOIN subscription u ON u.id = a.source"
        " JOIN status s ON s.article_id = t.article_id AND s.removed = 0 AND s.hidden = 0"
        " WHERE t.story = ? AND t.article_id <> ? ORDER BY t.article_id",
        story,
        article_id,
    )
    if not others:
        return None
    names = ", ".join(name for name, _ in others)
    why = "has the same address" if "address" in {how, others[0][1]} else "says nearly the same"
    sentence = f"It tells the same story as an article in {names}, which {why}"
    if not db.value("SELECT once FROM telling"):
        return f"{sentence}; each is a line of its own, as is set."
    shown = _shown(db, story)
    if shown is None or shown == article_id:
        return f"{sentence}; this one is shown in All and Unread."
    from reader.library.labels import title

    return f"{sentence}; All and Unread show {title(db, shown)} (number {shown}) in its place."
