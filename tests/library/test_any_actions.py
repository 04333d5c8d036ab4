"""Any actions, in any order, undone from the last to the first, give the same facts."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import NotFoundError
from reader.library.records import Listing, NewFeed
from tests.library.make import arrived, filled, numbered, place

COUNT = 6
ids = st.lists(st.integers(1, COUNT), min_size=1, max_size=3, unique=True)
one = st.integers(1, COUNT)
names = st.sampled_from(["physics", "optics", "Physics"])
words = st.sampled_from(["", "words", "other words", "“”"])
listings = st.sampled_from(
    [
        Listing(),
        Listing("source", number=1),
        Listing("tag", name="physics"),
        Listing("bookmarks"),
        Listing("query", name="article -1"),
    ]
)

FACTS = {
    "subscription": "SELECT id, title, folder, settings, tags FROM subscription WHERE live = 1",
    "status": "SELECT article_id, read, hidden, muted, removed, title FROM status"
    " WHERE removed <> 1",
    "bookmark": "SELECT * FROM bookmark",
    "note": "SELECT * FROM note",
    "article_tag": "SELECT t.name, x.article_id FROM article_tag x JOIN tag t ON t.id = x.tag_id",
}
"""The living facts: what an undo has put to rest counts as not there."""


class Actions(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="reader-"))
        self.library, self.source = filled(self.folder / "library.db", COUNT)
        # The source of saved articles is made with the first of them and stays.
        _, saved = self.library.save_article(arrived("made", "Made", "x"))
        self.library.undo(saved.journal)
        self.before: list[dict[str, list[str]]] = []

    def facts(self) -> dict[str, list[str]]:
        rows = self.library._db.rows
        return {name: sorted(map(repr, rows(sql))) for name, sql in FACTS.items()}

    def act(self, name: str, *args: object, **named: object) -> None:
        before = self.facts()
        try:
            answer = getattr(self.library, name)(*args, **named)
        except NotFoundError:
            assert self.facts() == before
            return
        done = answer[1] if type(answer) is tuple else answer
        if done.journal is None:
            assert self.facts() == before
        else:
            self.before.append(before)

    @rule(chosen=ids)
    def mark_read(self, chosen: list[int]) -> None:
        self.act("mark_read", chosen)

    @rule(chosen=ids)
    def mark_unread(self, chosen: list[int]) -> None:
        self.act("mark_unread", chosen)

    @rule(listing=listings)
    def mark_all_read(self, listing: Listing) -> None:
        self.act("mark_all_read", listing)

    @rule(chosen=ids)
    def bookmark(self, chosen: list[int]) -> None:
        self.act("bookmark", chosen)

    @rule(chosen=ids)
    def unbookmark(self, chosen: list[int]) -> None:
        self.act("unbookmark", chosen)

    @rule(chosen=one, label=words, mark=st.sampled_from([None, "x", "y"]))
    def bookmark_place(self, chosen: int, label: str, mark: str | None) -> None:
        self.act("bookmark_place", chosen, place("words", 2), label=label, mark=mark)

    @rule(number=one, label=words)
    def relabel(self, number: int, label: str) -> None:
        self.act("relabel_bookmark", number, label)

    @rule(number=one)
    def remove_bookmark(self, number: int) -> None:
        self.act("remove_bookmark", number)

    @rule(chosen=one, text=words)
    def note(self, chosen: int, text: str) -> None:
        self.act("note", chosen, text, place=place("words", 1, 3), colour="amber")

    @rule(number=one, text=words)
    def edit_note(self, number: int, text: str) -> None:
        self.act("edit_note", number, text)

    @rule(number=one)
    def remove_note(self, number: int) -> None:
        self.act("remove_note", number)

    @rule(name=names, chosen=ids)
    def tag(self, name: str, chosen: list[int]) -> None:
        self.act("tag", name, chosen)

    @rule(name=names, chosen=ids)
    def untag(self, name: str, chosen: list[int]) -> None:
        self.act("untag", name, chosen)

    @rule(name=names, new=names)
    def rename_tag(self, name: str, new: str) -> None:
        self.act("rename_tag", name, new)

    @rule(chosen=one)
    def remove(self, chosen: int) -> None:
        self.act("remove", [chosen])

    @rule(chosen=one, title=words)
    def edit_title(self, chosen: int, title: str) -> None:
        self.act("edit_title", chosen, title)

    @rule(title=st.sampled_from(["Papers", "Other"]))
    def rename_source(self, title: str) -> None:
        self.act("rename_source", self.source, title)

    @rule(folder=st.sampled_from([None, "Desk"]))
    def move_source(self, folder: str | None) -> None:
        self.act("move_source", self.source, folder)

    @rule(hidden=st.booleans(), paused=st.booleans())
    def set_source(self, hidden: bool, paused: bool) -> None:
        self.act("set_source", self.source, hidden=hidden, paused=paused)

    @rule(name=names, there=st.booleans())
    def tag_source(self, name: str, there: bool) -> None:
        self.act("tag_source" if there else "untag_source", name, [self.source])

    @rule(folder=st.sampled_from([None, "Desk"]), tag=names)
    def subscribe_many(self, folder: str | None, tag: str) -> None:
        rows = [NewFeed("https://a/", folder=folder, tags=(tag,)), NewFeed("https://b/")]
        self.act("subscribe_many", rows)

    @rule()
    def unsubscribe(self) -> None:
        self.act("unsubscribe", [self.source])

    @rule()
    def subscribe(self) -> None:
        self.act("add_source", kind="folder", address="/papers", title="Papers")

    @rule(number=st.integers(0, 2))
    def save(self, number: int) -> None:
        self.act("save_article", arrived(f"f{number}", f"Saved {number}", "Words."))

    @rule()
    def same_again(self) -> None:
        self.library.ingest(self.source, numbered(COUNT))

    @precondition(lambda self: self.before)
    @rule()
    def there_and_back(self) -> None:
        now = self.facts()
        assert self.library.undo().skipped == 0
        assert self.facts() == self.before[-1]
        assert self.library.redo().skipped == 0
        assert self.facts() == now

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        done = self.library.undo()
        assert done.skipped == 0
        assert self.facts() == self.before.pop()

    @invariant()
    def counts_are_true(self) -> None:
        for listing in (Listing(), Listing("unread"), Listing("tag", name="physics")):
            assert self.library.count(listing) == len(self.library.window(listing).headlines)

    def teardown(self) -> None:
        while self.before:
            self.undo()
        findings = [finding for finding in self.library.doctor() if finding.level != "ok"]
        assert findings == []
        self.library.close()
        shutil.rmtree(self.folder)


Actions.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestAnyActionsUndoneGiveBackTheFacts = Actions.TestCase
