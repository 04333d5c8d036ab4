"""Actions drawn by lot, and what must be true after each: the model that a library is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import apsw

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from reader.library.library import Library
    from reader.library.records import Done

_TAGS = ("later", "physics", "読書", "a/b")
_KINDS = ("read", "unread", "bookmark", "unbookmark", "tag", "untag", "note", "title", "remove")
_WEIGHTS = (6, 3, 4, 2, 3, 2, 2, 2, 1)


class Facts(NamedTuple):
    """What a reader has said of the articles, by their numbers."""

    read: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    bookmarked: frozenset[int] = frozenset()
    tagged: frozenset[tuple[str, int]] = frozenset()
    noted: frozenset[tuple[int, str]] = frozenset()
    titled: frozenset[tuple[int, str]] = frozenset()


def facts_of(path: Path) -> Facts:
    """What stands in a library's file, read past all of Reader's own code."""
    db = apsw.Connection(str(path))
    try:

        def rows(sql: str) -> frozenset[tuple[apsw.SQLiteValue, ...]]:
            return frozenset(db.execute(sql).fetchall())

        def numbers(sql: str) -> frozenset[int]:
            return frozenset(int(str(number)) for (number,) in rows(sql))

        return Facts(
            numbers("SELECT article_id FROM status WHERE read = 1"),
            numbers("SELECT article_id FROM status WHERE removed = 1"),
            numbers("SELECT article_id FROM bookmark WHERE place IS NULL"),
            frozenset(
                (str(name), int(str(number)))
                for name, number in rows(
                    "SELECT t.name, a.article_id FROM article_tag a JOIN tag t ON t.id = a.tag_id"
                )
            ),
            frozenset(
                (int(str(number)), str(text))
                for number, text in rows("SELECT article_id, text FROM note")
            ),
            frozenset(
                (int(str(number)), str(title))
                for number, title in rows(
                    "SELECT article_id, title FROM status WHERE title IS NOT NULL"
                )
            ),
        )
    finally:
        db.close()


class Step(NamedTuple):
    """One action: its kind, the articles, and a word (tag, note, title)."""

    kind: str
    ids: tuple[int, ...] = ()
    word: str = ""

    def do(self, library: Library) -> Done:
        """Carry it out."""
        ids = self.ids
        if self.kind in {"undo", "redo"}:
            return library.undo() if self.kind == "undo" else library.redo()
        match self.kind:
            case "read":
                return library.mark_read(ids)
            case "unread":
                return library.mark_unread(ids)
            case "bookmark":
                return library.bookmark(ids)
            case "unbookmark":
                return library.unbookmark(ids)
            case "tag":
                return library.tag(self.word, ids)
            case "untag":
                return library.untag(self.word, ids)
            case "note":
                return library.note(ids[0], self.word)[1]
            case "title":
                return library.edit_title(ids[0], self.word)
        return library.remove(ids)

    def words(self) -> list[str]:
        """The command that carries it out."""
        numbers = [str(number) for number in self.ids]
        match self.kind:
            case "undo" | "redo":
                return [self.kind]
            case "tag" | "untag":
                return [self.kind, self.word, *numbers]
            case "note":
                return ["note", *numbers, self.word]
        return [self.kind, *numbers]

    def after(self, before: Facts) -> Facts:
        """What is true after it; not for undo and redo."""
        ids = frozenset(self.ids)
        match self.kind:
            case "read":
                return before._replace(read=before.read | ids)
            case "unread":
                return before._replace(read=before.read - ids)
            case "bookmark":
                return before._replace(bookmarked=before.bookmarked | ids)
            case "unbookmark":
                return before._replace(bookmarked=before.bookmarked - ids)
            case "tag":
                return before._replace(tagged=before.tagged | {(self.word, n) for n in ids})
            case "untag":
                return before._replace(tagged=before.tagged - {(self.word, n) for n in ids})
            case "note":
                return before._replace(noted=before.noted | {(n, self.word) for n in ids})
            case "title":
                others = frozenset(one for one in before.titled if one[0] not in ids)
                return before._replace(titled=others | {(n, self.word) for n in ids})
        return before._replace(removed=before.removed | ids)


class Story:
    """A chain of actions and the facts after each. `draw` gives the next, `take` makes it true."""

    def __init__(self, rng: Random, articles: int, *, by_command: bool = False) -> None:
        self._rng = rng
        self._articles = articles
        self._by_command = by_command
        self._drawn = 0
        self.facts = Facts()
        self._done: list[tuple[Facts, Facts]] = []
        self._undone: list[tuple[Facts, Facts]] = []

    def draw(self, *, undoing: float = 0.25) -> Step:
        """The next action; `undoing` is the share of undo and redo."""
        rng = self._rng
        self._drawn += 1
        if rng.random() < undoing:
            if self._undone and rng.random() < 0.4:
                return Step("redo")
            if self._done:
                return Step("undo")
        kind = rng.choices(_KINDS, _WEIGHTS)[0]
        if self._by_command and kind == "title":
            kind = "note"
        there = [n for n in range(1, self._articles + 1) if n not in self.facts.removed]
        many = 1 if kind in {"note", "title"} else rng.choice((1, 1, 2, 5, 20))
        ids = tuple(sorted(rng.sample(there, min(many, len(there) - 1))))
        if kind == "remove":
            if len(there) <= self._articles // 2:
                return Step("read", ids)
            ids = ids[:2]
        if kind == "untag":
            # One that nothing carries is no tag at all.
            carried = sorted({name for name, number in self.facts.tagged if number in there})
            if not carried:
                return Step("read", ids)
            return Step(kind, ids, rng.choice(carried))
        word = rng.choice(_TAGS) if kind == "tag" else f"The {self._drawn}th word"
        return Step(kind, ids, word if kind in {"tag", "note", "title"} else "")

    def foreseen(self, step: Step) -> Facts:
        """What would be true after a step."""
        if step.kind == "undo":
            return self._done[-1][0]
        if step.kind == "redo":
            return self._undone[-1][1]
        return step.after(self.facts)

    def take(self, step: Step) -> None:
        """Make a step true."""
        after = self.foreseen(step)
        if step.kind == "undo":
            self._undone.append(self._done.pop())
        elif step.kind == "redo":
            self._done.append(self._undone.pop())
        elif after != self.facts:
            self._done.append((self.facts, after))
            self._undone.clear()
        self.facts = after
