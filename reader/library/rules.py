"""Rules: queries with what is to be done to the articles they find. They run in their order.

A rule is a fact: made, changed, put elsewhere and removed by actions that can be undone. Its row
stays when it is removed, so that what it did can still name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from reader.errors import NotFoundError, QueryError, UsageError
from reader.library import journal, rule_actions
from reader.library.journal import Changed
from reader.library.records import Rule
from reader.query.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection, Row
    from reader.library.records import Done

MOST: Final = 80
"""Characters of a name."""

_SELECT = (
    "SELECT r.id, r.name, r.query, r.actions, r.stop, r.enabled, r.expires, r.version,"
    " coalesce((SELECT total FROM counter WHERE list = 'rule ' || r.version AND number = r.id), 0),"
    " coalesce((SELECT sum(total) FROM counter WHERE list >= 'rule ' AND list < 'rule!'"
    " AND number = r.id), 0), r.created FROM rule r WHERE r.live = 1"
)


class RuleChanges(TypedDict, total=False):
    """What of a rule is to be changed; what is not named stays."""

    name: str
    query: str
    actions: Sequence[str]
    stop: bool
    enabled: bool
    expires: int | None


def _rule(row: Row) -> Rule:
    number, name, query, actions, stop, enabled, expires, version, touched, ever, created = row
    return Rule(
        id=number,
        name=name,
        query=query,
        actions=tuple(map(str, rule_actions.stored(actions))),
        stop=bool(stop),
        enabled=bool(enabled),
        expires=expires,
        version=version,
        touched=touched,
        touched_before=ever - touched,
        created=created,
        error=_wrong(query),
    )


def _wrong(query: str) -> str | None:
    """What is wrong with a query that an earlier or later Reader has understood."""
    try:
        parse(query)
    except UsageError as error:
        return str(error)
    return None


def rules(db: Connection) -> list[Rule]:
    """The rules in their order."""
    return [_rule(row) for row in db.rows(f"{_SELECT} ORDER BY r.position, r.id")]


def rule(db: Connection, named: str) -> Rule:
    """A rule by its name, or by its number. Raises NotFoundError."""
    row = db.row(f"{_SELECT} AND r.name = ?", " ".join(named.split()))
    if row is None and named.isascii() and named.isdigit():
        row = db.row(f"{_SELECT} AND r.id = ?", int(named[:18]))
    if row is None:
        raise NotFoundError(f"There is no rule {named}; `reader rules` lists them.")
    return _rule(row)


def add(
    db: Connection,
    at: int,
    name: str,
    query: str,
    actions: Sequence[str],
    *,
    stop: bool,
    expires: int | None,
) -> tuple[int, Done]:
    """Make a rule, the last in order. Raises UsageError."""
    name, query = _named(name), _checked(query)
    packed = _packed(actions)
    number = 0

    def action() -> Changed:
        nonlocal number
        _must_be_free(db, name, 0)
        number = db.added(
            "INSERT INTO rule (name, query, actions, position, stop, expires, created)"
            " VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM rule), ?, ?, ?)",
            name,
            query,
            packed,
            int(stop),
            expires,
            at,
        )
        return Changed(1, f"Made the rule {name}")

    done = journal.act(db, at, action)
    return number, done


def change(db: Connection, at: int, named: str, changes: RuleChanges) -> Done:
    """Change a rule; another query or other actions make another version of it.

    Raises NotFoundError, UsageError.
    """

    def action() -> Changed:
        old = rule(db, named)
        name = _named(changes.get("name", old.name))
        query = _checked(changes["query"]) if "query" in changes else old.query
        actions = _packed(changes["actions"]) if "actions" in changes else "\n".join(old.actions)
        expires = changes.get("expires", old.expires)
        stop, enabled = changes.get("stop", old.stop), changes.get("enabled", old.enabled)
        _must_be_free(db, name, old.id)
        other = query != old.query or actions != "\n".join(old.actions)
        new = (name, query, actions, stop, enabled, expires)
        if new == (old.name, old.query, "\n".join(old.actions), old.stop, old.enabled, old.expires):
            return Changed(0, f"The rule {old.name} was so already")
        db.run(
            "UPDATE rule SET name = ?, query = ?, actions = ?, stop = ?, enabled = ?, expires = ?,"
            # A number that an undone change has used is not used again.
            " version = CASE WHEN ? THEN 1 + max(version, coalesce((SELECT max(version)"
            " FROM verdict WHERE rule_id = rule.id), 0)) ELSE version END WHERE id = ?",
            name,
            query,
            actions,
            int(stop),
            int(enabled),
            expires,
            int(other),
            old.id,
        )
        return Changed(1, _told(old, name, enabled=enabled))

    return journal.act(db, at, action)


def _told(old: Rule, name: str, *, enabled: bool) -> str:
    if enabled != old.enabled:
        return f"Switched the rule {name} {'on' if enabled else 'off'}"
    if name != old.name:
        return f"Renamed the rule {old.name} to {name}"
    return f"Changed the rule {name}"


def move(db: Connection, at: int, named: str, place: int) -> Done:
    """Let a rule be the `place`th in order, from 1. Raises NotFoundError."""

    def action() -> Changed:
        wanted = rule(db, named)
        order = [one.id for one in rules(db)]
        before = order.index(wanted.id)
        order.insert(min(max(place, 1), len(order)) - 1, order.pop(before))
        now = order.index(wanted.id)
        if now == before:
            return Changed(0, f"The rule {wanted.name} stood there already")
        for position, number in enumerate(order, 1):
            sql = "UPDATE rule SET position = ?1 WHERE id = ?2 AND position <> ?1"
            db.run(sql, position, number)
        return Changed(1, f"Put the rule {wanted.name} in place {now + 1}")

    return journal.act(db, at, action)


def remove(db: Connection, at: int, named: str) -> Done:
    """Remove a rule; what it did stays, and still names it. Raises NotFoundError."""

    def action() -> Changed:
        old = rule(db, named)
        db.run("UPDATE rule SET live = 0 WHERE id = ?", old.id)
        return Changed(1, f"Removed the rule {old.name}")

    return journal.act(db, at, action)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UsageError("A rule needs a name; nothing was changed.")
    if len(name) > MOST:
        raise UsageError(f"The name of a rule has at most {MOST} characters.")
    if name.isascii() and name.isdigit():
        raise UsageError(
            "A rule's name is not a number: numbers are what rules are called by, too."
        )
    return name


def _must_be_free(db: Connection, name: str, own: int) -> None:
    other = db.value("SELECT id FROM rule WHERE live = 1 AND name = ? AND id <> ?", name, own)
    if other is not None:
        raise UsageError(f"There is a rule {name} already; nothing was changed.")


def _checked(query: str) -> str:
    query = " ".join(query.split())
    parse(query)
    if not query:
        raise QueryError(query, 0, 1, "a rule needs a query; `*` is not one, `words:>=0` is all.")
    return query


def _packed(actions: Sequence[str]) -> str:
    return "\n".join(map(str, rule_actions.read_all(actions)))
