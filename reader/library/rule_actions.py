"""What a rule does to the articles it finds: each action in words, and as what it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from reader.errors import UsageError
from reader.library import tag_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection

ActionKind: TypeAlias = Literal["read", "hide", "bookmark", "fetch", "tag", "keep"]

SPELLED = ("read", "hide", "bookmark", "fetch", "tag NAME", "keep DAYS")
"""How actions are written."""

_DAY = 86_400
_MOST_DAYS = 36_500


class Action(NamedTuple):
    """One action: `name` is that of a tag; `days` how long "keep" keeps."""

    kind: ActionKind
    name: str = ""
    days: int = 0

    def __str__(self) -> str:
        """As it is written."""
        match self.kind:
            case "tag":
                return f"tag {self.name}"
            case "keep":
                return f"keep {self.days}"
            case _:
                return self.kind


def read(written: str) -> Action:
    """An action as it is written. Raises UsageError."""
    word, _, rest = " ".join(written.split()).partition(" ")
    match word.lower(), rest:
        case (("read" | "hide" | "bookmark" | "fetch" as kind), ""):
            return Action(kind)
        case "tag", name if tag_tree.named(name):
            return Action("tag", name=tag_tree.named(name))
        case "keep", days if days.isascii() and days.isdigit() and 0 < int(days) <= _MOST_DAYS:
            return Action("keep", days=int(days))
        case _:
            there = ", ".join(SPELLED)
            raise UsageError(f"{written} is nothing that a rule does; there are {there}.")


def read_all(written: Sequence[str]) -> tuple[Action, ...]:
    """The actions of a rule, each once. Raises UsageError, also when there is none."""
    found = tuple(dict.fromkeys(read(one) for one in written))
    if not found:
        raise UsageError(f"A rule needs something to do: {', '.join(SPELLED)}.")
    return found


def stored(text: str) -> tuple[Action, ...]:
    """The actions of a rule as it is kept; one that a later Reader wrote is passed over."""
    found: list[Action] = []
    for line in text.splitlines():
        try:
            found.append(read(line))
        except UsageError:
            continue
    return tuple(found)


def would(action: Action, count: int) -> str:
    """What an action would do to so many articles: "hide 37"."""
    match action.kind:
        case "read":
            return f"mark {count:,} read"
        case "tag":
            return f"tag {count:,} {action.name}"
        case "keep":
            return f"remove {count:,} that came more than {action.days:,} days ago"
        case "fetch":
            return f"fetch {count:,} whole"
        case _:
            return f"{action.kind} {count:,}"


def has(action: Action, count: int) -> str:
    """What an action has done to so many articles: "hid 37"."""
    match action.kind:
        case "read":
            return f"marked {count:,} read"
        case "hide":
            return f"hid {count:,}"
        case "bookmark":
            return f"bookmarked {count:,}"
        case "tag":
            return f"tagged {count:,} {action.name}"
        case "keep":
            return f"removed {count:,}"
        case "fetch":
            return f"wants {count:,} whole"


# -- what it changes ---------------------------------------------------------------------------

_AMONG = "article_id IN (SELECT value FROM json_each(?1))"
_MARKS: dict[ActionKind, str] = {"read": "read", "hide": "hidden", "keep": "removed"}
"""The columns of `status` that actions set."""

_WHICH: dict[ActionKind, str] = {
    "read": f"SELECT article_id FROM status WHERE {_AMONG} AND read = 0",  # noqa: S608 - ours
    "hide": f"SELECT article_id FROM status WHERE {_AMONG} AND hidden = 0",  # noqa: S608 - ours
    "bookmark": "SELECT value FROM json_each(?1) WHERE NOT EXISTS"
    " (SELECT 1 FROM bookmark b WHERE b.article_id = value AND b.place IS NULL)",
    "fetch": "SELECT a.id FROM json_each(?1) JOIN article a ON a.id = value"
    " WHERE a.body = 'feed' AND a.completeness <> 'full' AND a.url LIKE 'http%'"
    " AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.article_id = a.id)",
    "tag": "SELECT value FROM json_each(?1) WHERE NOT EXISTS"
    " (SELECT 1 FROM article_tag x JOIN tag t ON t.id = x.tag_id"
    " WHERE t.name = ?2 AND x.article_id = value)",
    "keep": "SELECT s.article_id FROM json_each(?1) JOIN status s ON s.article_id = value"
    " WHERE s.read = 1 AND s.removed = 0"
    " AND EXISTS (SELECT 1 FROM article a WHERE a.id = s.article_id AND a.added <= ?2)"
    " AND NOT EXISTS (SELECT 1 FROM bookmark x WHERE x.article_id = s.article_id)"
    " AND NOT EXISTS (SELECT 1 FROM note x WHERE x.article_id = s.article_id)"
    " AND NOT EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = s.article_id)",
}


def changing(db: Connection, action: Action, ids: Sequence[int], at: int) -> list[int]:
    """Which of some articles an action would change.

    "keep" never those that are bookmarked, tagged, annotated or unread.
    """
    among = json.dumps(list(ids))
    match action.kind:
        case "tag":
            rows = db.rows(_WHICH["tag"], among, action.name)
        case "keep":
            rows = db.rows(_WHICH["keep"], among, at - _DAY * action.days)
        case kind:
            rows = db.rows(_WHICH[kind], among)
    return [number for (number,) in rows]


def carry_out(db: Connection, action: Action, ids: Sequence[int], at: int) -> None:
    """Do an action to articles that it changes, within a recorded action.

    The tag of one that tags is there already.
    """
    among = json.dumps(list(ids))
    match action.kind:
        case "read" | "hide" | "keep" as kind:
            db.run(f"UPDATE status SET {_MARKS[kind]} = 1 WHERE {_AMONG}", among)  # noqa: S608 - ours
        case "bookmark":
            sql = "INSERT INTO bookmark (article_id, created) SELECT value, ?2 FROM json_each(?1)"
            db.run(sql, among, at)
        case "fetch":
            db.run(
                "INSERT INTO wanted SELECT value FROM json_each(?1) WHERE true"
                " ON CONFLICT DO NOTHING",
                among,
            )
        case "tag":
            db.run(
                "INSERT INTO article_tag SELECT (SELECT id FROM tag WHERE name = ?2), value"
                " FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING",
                among,
                action.name,
            )


def take_back(db: Connection, action: Action, ids: Sequence[int]) -> None:
    """Undo what an action did to articles that are still as it left them."""
    among = json.dumps(list(ids))
    match action.kind:
        case "read" | "hide" | "keep" as kind:
            mark = _MARKS[kind]
            db.run(f"UPDATE status SET {mark} = 0 WHERE {_AMONG} AND {mark} = 1", among)  # noqa: S608 - ours
        case "bookmark":
            db.run(f"DELETE FROM bookmark WHERE {_AMONG} AND place IS NULL", among)  # noqa: S608 - ours
        case "fetch":
            db.run(f"DELETE FROM wanted WHERE {_AMONG}", among)  # noqa: S608 - ours
        case "tag":
            db.run(
                f"DELETE FROM article_tag WHERE {_AMONG}"  # noqa: S608 - ours
                " AND tag_id = (SELECT id FROM tag WHERE name = ?2)",
                among,
                action.name,
            )
