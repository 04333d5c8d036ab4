"""Why an article is where it is: which rule, setting or other article has touched it, in words."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import membership, rule_actions, source_settings, stories
from reader.library.labels import quoted
from reader.library.records import Reason
from reader.library.titles import TITLE
from reader.query.parse import parse
from reader.query.tree import Is, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.connection import Connection, Row
    from reader.library.rule_actions import Action

_STATES = {
    "read": ("Marked read", "unread again"),
    "hide": ("Hidden", "shown again"),
    "bookmark": ("Bookmarked", "its bookmark taken off again"),
    "keep": ("Removed after {days} days", "brought back"),
    "fetch": ("Wanted whole", ""),
    "tag": ("Tagged {name}", "its tag taken off again"),
}


def why(db: Connection, article_id: int) -> list[Reason]:
    """What has touched an article, also one that is hidden or removed. Raises NotFoundError."""
    with db.reading():
        row = db.row(
            f"SELECT a.added, {TITLE}, u.settings, u.live, s.read, s.hidden, s.removed, s.muted,"  # noqa: S608 - ours
            " a.body, a.source FROM article a JOIN status s ON s.article_id = a.id"
            " JOIN subscription u ON u.id = a.source WHERE a.id = ?",
            article_id,
        )
        if row is None:
            raise NotFoundError(f"There is no article {article_id}.")
        added, feed = row[:2]
        return [
            Reason("source", f"It came from {feed} on {_day(added)}."),
            *_of_rules(db, article_id, row),
            *_of_settings(row),
            *_of_story(db, article_id, row),
            *_of_removal(db, article_id, row),
            *(() if row[6] else _of_searches(db, article_id)),
        ]


def _day(at: int) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(at))


def _of_rules(db: Connection, article_id: int, row: Row) -> Iterator[Reason]:
    for name, query, did, at, version, now, live in db.rows(
        "SELECT r.name, r.query, v.did, v.at, v.version, r.version, r.live FROM verdict v"
        " JOIN rule r ON r.id = v.rule_id WHERE v.article_id = ? ORDER BY r.position, r.id",
        article_id,
    ):
        which = f"the rule {quoted(name)}"
        if not live:
            which += ", which has been removed"
        elif version != now:
            then = "before it was changed" if version < now else "until a change was undone"
            which += f", as it was {then}"
        else:
            which += f" ({query})"
        for action in rule_actions.stored(did):
            done, since = _STATES[action.kind]
            what = done.format(days=action.days, name=action.name)
            still = "" if _holds(db, article_id, row, action) else f"; {since} since"
            yield Reason("rule", f"{what} by {which} on {_day(at)}{still}.")


def _holds(db: Connection, article_id: int, row: Row, action: Action) -> bool:
    """Whether an article is still as an action left it."""
    match action.kind:
        case "read":
            return bool(row[4])
        case "hide":
            return bool(row[5])
        case "keep":
            return bool(row[6])
        case "bookmark":
            sql = "SELECT 1 FROM bookmark WHERE article_id = ? AND place IS NULL"
            return db.value(sql, article_id) is not None
        case "tag":
            sql = (
                "SELECT 1 FROM article_tag x JOIN tag t ON t.id = x.tag_id"
                " WHERE x.article_id = ? AND t.name = ?"
            )
            return db.value(sql, article_id, action.name) is not None
        case _:
            return True


def _of_settings(row: Row) -> Iterator[Reason]:
    feed, packed, body = row[1], row[2], row[8]
    settings = source_settings.unpacked(packed)
    if settings.hidden:
        yield Reason("setting", f"All and Unread leave it out: {feed} is set to be hidden there.")
    if body == "full":
        how = f"{feed} is set so" if settings.full_text else "it was asked for"
        yield Reason("body", f"It was fetched whole from its page, because {how}.")


def _of_story(db: Connection, article_id: int, row: Row) -> Iterator[Reason]:
    told = stories.told(db, article_id)
    if told is not None:
        read = row[4] and _read_as_one(db, article_id)
        also = " It is read, as reading one of them reads all." if read else ""
        yield Reason("story", told + also)


def _read_as_one(db: Connection, article_id: int) -> bool:
    """Whether an article that is read is so with its story, and by no rule of its own."""
    sql = "SELECT did FROM verdict WHERE article_id = ?"
    if any("read" in did.splitlines() for (did,) in db.rows(sql, article_id)):
        return False
    _, *twins = stories.with_twins(db, [article_id])
    sql = "SELECT 1 FROM status WHERE read = 1 AND article_id IN (SELECT value FROM json_each(?))"
    return db.value(f"{sql} LIMIT 1", json.dumps(twins)) is not None


def _of_removal(db: Connection, article_id: int, row: Row) -> Iterator[Reason]:
    feed, live, removed = row[1], row[3], row[6]
    if removed == 2 or not live:
        yield Reason("removed", f"{feed} is not subscribed to any more.")
    elif removed:
        rule = db.value(
            "SELECT 1 FROM verdict WHERE article_id = ? AND did LIKE '%keep %'", article_id
        )
        if rule is None:
            yield Reason("removed", "You removed it.")


def _of_searches(db: Connection, article_id: int) -> Iterator[Reason]:
    names: list[str] = []
    for name, query in db.rows("SELECT name, query FROM saved_search ORDER BY name, id"):
        # One that a later Reader has saved is passed over.
        with suppress(UsageError):
            root = parse(query).root
            live = not mentions(root, Is("hidden"))
            if membership.fitting(db, root, [article_id], live=live):
                names.append(name)
    if names:
        which = "search" if len(names) == 1 else "searches"
        yield Reason("search", f"It belongs to the saved {which} {', '.join(names)}.")
