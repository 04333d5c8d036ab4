"""Rules at work: on what has just come in, on all there is when asked, and first of all in the dry.

What is done is recorded as an action with a verdict for each article, so that it can be undone as a
whole, by its entry in the history, or by the rule that did it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import UsageError
from reader.library import headlines, journal, leads, listings, membership, rule_actions, tag_tree
from reader.library.journal import Changed
from reader.library.records import Trial
from reader.library.rules import rule, rules
from reader.query.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.library.connection import Connection
    from reader.library.records import Done, Rule
    from reader.library.rule_actions import Action
    from reader.query.tree import Node

EXAMPLES = 5


class _Deed(NamedTuple):
    """What one rule does to articles by one of its actions."""

    rule: Rule
    action: Action
    ids: list[int]


def is_active(one: Rule, at: int) -> bool:
    """Whether a rule does anything at a time."""
    return one.enabled and one.error is None and (one.expires is None or one.expires > at)


def on_arrival(db: Connection, at: int, ids: Sequence[int], where: str) -> set[int]:
    """Let the rules do their work on new articles, in the transaction that brings them.

    What they did is one entry of the history, of kind "automatic". `where`: from what they came.
    Returns those that were hidden.
    """
    hidden: set[int] = set()
    if not ids or db.value("SELECT 1 FROM rule WHERE live = 1 AND enabled = 1 LIMIT 1") is None:
        return hidden
    active = [one for one in rules(db) if is_active(one, at)]
    _make_tags(db, active)

    def action() -> Changed:
        deeds = _work(db, at, active, ids)
        hidden.update(*(deed.ids for deed in deeds if deed.action.kind == "hide"))
        return Changed(_touched(deeds), f"Rules {_in_words(deeds)} of {where}")

    journal.act_within(db, at, action, "automatic")
    return hidden


def apply(db: Connection, at: int, named: Sequence[str]) -> Done:
    """Let rules do their work on all articles, as one action: those named, else all active ones.

    Raises NotFoundError.
    """
    chosen = _chosen(db, at, named)

    def prepare() -> int:
        _make_tags(db, chosen)
        return 0

    def action(_: int) -> Changed:
        deeds = _work(db, at, chosen, None)
        who = f"The rule {chosen[0].name}" if len(chosen) == 1 else "Rules"
        if not any(deed.ids for deed in deeds):
            return Changed(0, f"{who} changed nothing")
        return Changed(_touched(deeds), f"{who} {_in_words(deeds)}")

    return journal.act_after(db, at, prepare, action)[1]


def tidy(db: Connection, at: int) -> Done:
    """Let the rules that keep articles for some days only take out what is older.

    An entry of kind "automatic".
    """
    keeping = [
        (one, action)
        for one in rules(db)
        if is_active(one, at)
        for action in map(rule_actions.read, one.actions)
        if action.kind == "keep"
    ]

    def action() -> Changed:
        deeds = [_do(db, at, one, action, _found(db, one, None)) for one, action in keeping]
        count = _touched(deeds)
        return Changed(count, f"Removed {count:,} that rules keep no longer")

    return journal.act(db, at, action, "automatic") if keeping else journal.NOTHING_DONE


def take_back(db: Connection, at: int, named: str) -> Done:
    """Undo all that a rule did to articles that are still as it left them. NotFoundError."""

    def action() -> Changed:
        one = rule(db, named)
        rows = db.rows("SELECT article_id, did FROM verdict WHERE rule_id = ?", one.id)
        by_action: dict[str, list[int]] = {}
        for number, did in rows:
            for line in did.splitlines():
                by_action.setdefault(line, []).append(number)
        for line, ids in by_action.items():
            for deed in rule_actions.stored(line):
                rule_actions.take_back(db, deed, ids)
        db.run("DELETE FROM verdict WHERE rule_id = ?", one.id)
        if not rows:
            return Changed(0, f"The rule {one.name} has done nothing yet")
        many = "1 article" if len(rows) == 1 else f"{len(rows):,} articles"
        return Changed(len(rows), f"Took back what the rule {one.name} did to {many}")

    return journal.act(db, at, action)


def attempt(db: Connection, at: int, query: str, actions: Sequence[str]) -> Trial:
    """What a rule would do to all articles, without doing it. Raises UsageError."""
    root = parse(query).root
    wanted = rule_actions.read_all(actions)
    with db.reading():
        ids = _all(db, root)
        counts: list[int] = []
        examples: dict[int, None] = {}
        for action in wanted:
            changed = rule_actions.changing(db, action, ids, at)
            counts.append(len(changed))
            examples |= dict.fromkeys(sorted(changed, reverse=True)[:EXAMPLES])
        of = db.value("SELECT coalesce(sum(total), 0) FROM counter WHERE list = 'source'")
        words = [rule_actions.would(*pair) for pair in zip(wanted, counts, strict=True)]
        said = f"would {_joined(words)} of {of:,}" if wanted else ""
        shown = headlines.headlines(db, list(examples)[:EXAMPLES])
    return Trial(
        len(ids), of, tuple(zip(map(str, wanted), counts, strict=True)), said, tuple(shown)
    )


def take_wanted(db: Connection, ids: Sequence[int] | None) -> list[int]:
    """The articles that rules want whole; they are not wanted any more."""
    among = "" if ids is None else " WHERE article_id IN (SELECT value FROM json_each(?))"
    values = () if ids is None else (json.dumps(list(ids)),)
    if db.value(f"SELECT 1 FROM wanted{among} LIMIT 1", *values) is None:  # noqa: S608 - ours
        return []
    with db.writing(quiet=True):
        sql = f"DELETE FROM wanted{among} RETURNING article_id"  # noqa: S608 - ours
        return sorted(number for (number,) in db.rows(sql, *values))


# -- the work ----------------------------------------------------------------------------------


def _chosen(db: Connection, at: int, named: Sequence[str]) -> list[Rule]:
    if not named:
        return [one for one in rules(db) if is_active(one, at)]
    wanted = {rule(db, name).id for name in named}
    chosen = [one for one in rules(db) if one.id in wanted]
    for one in chosen:
        if one.error is not None:
            raise UsageError(one.error)
    return chosen


def _make_tags(db: Connection, chosen: Iterable[Rule]) -> None:
    """Let the tags be there that rules put on, outside of what is recorded."""
    names = {
        action.name
        for one in chosen
        for action in map(rule_actions.read, one.actions)
        if action.kind == "tag"
    }
    if names:
        tag_tree.make(db, sorted(names))


def _work(
    db: Connection, at: int, chosen: Sequence[Rule], among: Sequence[int] | None
) -> list[_Deed]:
    """Let rules do their work in order, on some articles or on all; within a recorded action."""
    deeds: list[_Deed] = []
    stopped: set[int] = set()
    hidden: set[int] = set()
    for one in chosen:
        found = _found(db, one, among, hidden)
        ids = [number for number in found if number not in stopped]
        if one.stop:
            stopped.update(ids)
        for action in map(rule_actions.read, one.actions):
            deed = _do(db, at, one, action, ids)
            deeds.append(deed)
            if action.kind in {"hide", "keep"}:
                hidden.update(deed.ids)
    return deeds


def _found(
    db: Connection, one: Rule, among: Sequence[int] | None, hidden: Iterable[int] = ()
) -> list[int]:
    """What a rule finds among some articles, or among all; `hidden`: those that others just hid."""
    root = parse(one.query).root
    if among is not None:
        return membership.fitting(db, root, among)
    found = _all(db, root)
    also = sorted(set(hidden).difference(found))
    return found + (membership.fitting(db, root, also) if also else [])


def _all(db: Connection, root: Node) -> list[int]:
    """All articles that a query finds."""
    found: list[int] = []
    for run in leads.runs(db, root, whole=True):
        found += [number for (number,) in db.rows(*listings.whole(run))]
    return found


def _do(db: Connection, at: int, one: Rule, action: Action, ids: Sequence[int]) -> _Deed:
    changed = rule_actions.changing(db, action, ids, at) if ids else []
    if changed:
        rule_actions.carry_out(db, action, changed, at)
        db.run(
            "INSERT INTO verdict SELECT value, ?2, ?3, ?4, ?5 FROM json_each(?1) WHERE true"
            " ON CONFLICT DO UPDATE SET at = excluded.at, did = CASE"
            " WHEN instr(char(10) || did || char(10), char(10) || excluded.did || char(10))"
            " THEN did ELSE did || char(10) || excluded.did END, version = excluded.version",
            json.dumps(changed),
            one.id,
            one.version,
            str(action),
            at,
        )
    return _Deed(one, action, changed)


def _touched(deeds: Iterable[_Deed]) -> int:
    return len({number for deed in deeds for number in deed.ids})


def _in_words(deeds: Sequence[_Deed]) -> str:
    counts: dict[Action, int] = {}
    for deed in deeds:
        if deed.ids:
            counts[deed.action] = counts.get(deed.action, 0) + len(deed.ids)
    return _joined([rule_actions.has(action, count) for action, count in counts.items()])


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
