"""Rules: what they do to what comes in and to all, what they would do, and how it is undone."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.errors import NotFoundError, QueryError, UsageError
from reader.library.library import Library
from reader.library.records import FeedState, Listing
from tests.library.make import DAY, NOW, arrived, filled

SPORT = "A long report of football, and of nothing else."


def feed(library: Library, title: str = "The Herald") -> int:
    number, _ = library.add_source(kind="feed", address=f"https://{title}.example", title=title)
    return number


def comes(library: Library, source: int, name: str, text: str = SPORT) -> int:
    (kept,) = library.take_in(
        source, [arrived(name, name, text, published=NOW - DAY)], FeedState(source)
    )
    return kept.article_id


def reasons(library: Library, number: int) -> str:
    return "\n".join(one.text for one in library.why(number))


def test_a_rule_is_done_to_what_comes_in_before_it_counts(library: Library) -> None:
    source = feed(library)
    library.add_rule("No sports", "football", ["hide"])
    library.add_rule("Herald", "feed:herald", ["tag papers/herald", "read", "bookmark"])
    before = library.counts()
    hidden = comes(library, source, "a")
    other = comes(library, source, "b", "Of other things.")
    assert library.headline(hidden).hidden  # type: ignore[union-attr]
    assert library.count(Listing("source", number=source)) == 1
    assert library.counts().unread == before.unread
    assert library.counts().all == before.all + 1
    assert library.tags_of(other) == ("papers/herald",)
    assert library.count(Listing("tag", name="papers")) == 1
    assert library.headline(other).bookmarked  # type: ignore[union-attr]
    last = library.history()[0]
    told = "Rules tagged 1 papers/herald, marked 1 read and bookmarked 1 of The Herald"
    assert (last.kind, last.label) == ("automatic", told)
    library.undo(last.id)
    assert library.tags_of(other) == ()
    assert library.headline(other).read is False  # type: ignore[union-attr]
    assert all(finding.level == "ok" for finding in library.doctor())


def test_what_a_rule_hides_at_once_is_told_apart_from_what_is_new(library: Library) -> None:
    source = feed(library)
    library.add_rule("No sports", "football", ["hide"])
    brought = [arrived("a", "a", SPORT), arrived("a", "a", SPORT), arrived("b", "b", "Of tea.")]
    kept = library.take_in(source, brought, FeedState(source))
    assert [one.outcome for one in kept] == ["hidden", "same", "new"]
    assert [one.outcome for one in library.ingest(source, brought)] == ["same"] * 3


def test_what_is_changed_or_saved_by_hand_is_not_ruled(library: Library) -> None:
    source = feed(library)
    number = comes(library, source, "a", "Of other things.")
    library.add_rule("No sports", "football", ["hide"])
    comes(library, source, "a")
    kept, _ = library.save_article(arrived("made", "Made", SPORT))
    assert not library.headline(number).hidden  # type: ignore[union-attr]
    assert not library.headline(kept.article_id).hidden  # type: ignore[union-attr]


def test_a_trial_says_what_would_be_done_and_changes_nothing(library: Library) -> None:
    library.mark_read([1])
    revision, history = library.revision(), library.history()
    trial = library.try_rule("article -2", ["hide", "read", "tag x"])
    assert (trial.matches, trial.of) == (4, 5)
    assert trial.counts == (("hide", 4), ("read", 3), ("tag x", 4))
    assert trial.said == "would hide 4, mark 3 read and tag 4 x of 5"
    assert [one.id for one in trial.examples] == [5, 4, 2, 1]
    assert (library.revision(), library.history()) == (revision, history)
    with pytest.raises(QueryError):
        library.try_rule("nosuchfield:x", ["hide"])
    with pytest.raises(UsageError, match="nothing that a rule does"):
        library.try_rule("article", ["shout"])


def test_applied_to_all_it_is_one_action_as_the_trial_said(library: Library) -> None:
    library.add_rule("Some", "article -2", ["hide", "tag seen"])
    library.add_rule("Off", "article", ["read"])
    library.change_rule("Off", enabled=False)
    done = library.apply_rules()
    assert (done.label, done.changed) == ("The rule Some hid 4 and tagged 4 seen", 4)
    assert library.counts().all == 1
    assert library.rule("Some").touched == 4
    assert library.apply_rules().journal is None
    library.undo()
    assert (library.counts().all, library.rule("Some").touched) == (5, 0)
    library.redo()
    assert (library.counts().all, library.rule("Some").touched) == (1, 4)


def test_rules_run_in_order_and_may_stop(library: Library) -> None:
    library.add_rule("First", 'title:"article 1"', ["tag first"], stop=True)
    library.add_rule("All", "article", ["hide"])
    library.apply_rules()
    assert library.count(Listing()) == 1
    library.undo()
    library.move_rule("All", 1)
    assert [one.name for one in library.rules()] == ["All", "First"]
    library.apply_rules()
    assert library.count(Listing()) == 0
    assert library.rule("First").touched == 1
    library.undo()
    library.undo()
    assert [one.name for one in library.rules()] == ["First", "All"]


def test_a_rule_that_has_expired_does_nothing(library: Library) -> None:
    source = feed(library)
    library.add_rule("Then", "football", ["hide"], expires=NOW - 1)
    library.add_rule("Still", "football", ["tag x"], expires=NOW + 1)
    number = comes(library, source, "a")
    assert not library.headline(number).hidden  # type: ignore[union-attr]
    assert library.tags_of(number) == ("x",)


def test_what_a_rule_ever_did_is_taken_back(library: Library) -> None:
    source = feed(library)
    library.add_rule("No sports", "football", ["hide", "read", "tag sport", "bookmark"])
    numbers = [comes(library, source, name) for name in "abc"]
    library.untag("sport", numbers[:1])
    done = library.take_back_rule("No sports")
    assert done.label == "Took back what the rule No sports did to 3 articles"
    for number in numbers:
        line = library.headline(number)
        assert line is not None
        assert (line.hidden, line.read, line.bookmarked) == (False, False, False)
        assert library.tags_of(number) == ()
    assert library.rule("No sports").touched == 0
    library.undo()
    assert library.tags_of(numbers[1]) == ("sport",)
    assert library.headline(numbers[0]).hidden  # type: ignore[union-attr]
    assert library.rule("No sports").touched == 3


def test_articles_are_kept_for_some_days_but_not_what_matters(file: Path) -> None:
    clock = [float(NOW)]
    with Library.open(file, now=lambda: clock[0]) as library:
        source = feed(library)
        read, unread, marked, tagged, noted = (comes(library, source, name) for name in "abcde")
        library.add_rule("A week", "football", ["keep 7"])
        library.mark_read([read, marked, tagged, noted])
        library.bookmark([marked])
        library.tag("x", [tagged])
        library.note(noted, "Words")
        assert library.tidy().journal is None
        assert library.try_rule("football", ["keep 7"]).counts == (("keep 7", 0),)
        clock[0] += 8 * DAY
        trial = library.try_rule("football", ["keep 7"])
        assert trial.said == "would remove 1 that came more than 7 days ago of 5"
        done = library.tidy()
        assert (done.label, done.changed) == ("Removed 1 that rules keep no longer", 1)
        assert library.headline(read) is None
        assert all(library.headline(number) for number in (unread, marked, tagged, noted))
        assert "Removed after 7 days by the rule “A week” (football)" in reasons(library, read)
        comes(library, source, "a")
        assert library.headline(read) is None
        library.undo(done.journal)
        assert library.headline(read) is not None


def test_why_names_the_rule_its_version_and_what_has_been_undone(library: Library) -> None:
    source = feed(library)
    library.add_rule("No sports", "football", ["hide"])
    number = comes(library, source, "a")
    assert "It came from The Herald on" in reasons(library, number)
    assert "Hidden by the rule “No sports” (football) on" in reasons(library, number)
    library.change_rule("No sports", query="football OR tennis")
    assert library.rule("No sports").version == 2
    assert (library.rule("No sports").touched, library.rule("No sports").touched_before) == (0, 1)
    assert "“No sports”, as it was before it was changed" in reasons(library, number)
    library.remove_rule("No sports")
    assert "“No sports”, which has been removed" in reasons(library, number)
    library.undo()
    library.set_source(source, hidden=True)
    assert "The Herald is set to be hidden there" in reasons(library, number)
    library.undo(next(one.id for one in library.history() if one.kind == "automatic"))
    assert "rule" not in reasons(library, number)


def test_what_an_undone_change_of_a_rule_did_is_told_apart(library: Library) -> None:
    source = feed(library)
    library.add_rule("No sports", "tennis", ["hide"])
    changed = library.change_rule("No sports", query="football")
    number = comes(library, source, "a")
    library.undo(changed.journal)
    one = library.rule("No sports")
    assert (one.query, one.version, one.touched, one.touched_before) == ("tennis", 1, 0, 1)
    assert "Hidden by the rule “No sports”, as it was until a change was undone" in (
        reasons(library, number)
    )
    library.change_rule("No sports", query="golf")
    one = library.rule("No sports")
    assert (one.version, one.touched, one.touched_before) == (3, 0, 1)
    assert "“No sports”, as it was before it was changed" in reasons(library, number)


def test_a_rule_wants_articles_whole_once(library: Library) -> None:
    source = feed(library)
    library.add_rule("Whole", "football", ["fetch"])
    teaser = arrived("t", "T", SPORT)._replace(completeness="teaser", url="https://a.example/t")
    (kept,) = library.take_in(source, [teaser], FeedState(source))
    assert library.take_wanted([1, 2]) == []
    assert library.take_wanted([kept.article_id]) == [kept.article_id]
    assert library.take_wanted() == []
    assert "Wanted whole by the rule “Whole”" in reasons(library, kept.article_id)


def test_rules_are_made_changed_and_removed_as_actions(library: Library) -> None:
    library.add_rule("One", "article", ["hide"])
    with pytest.raises(UsageError, match="There is a rule one already"):
        library.add_rule("one", "words", ["read"])
    with pytest.raises(UsageError, match="needs something to do"):
        library.add_rule("Two", "words", [])
    with pytest.raises(UsageError, match="numbers are what rules"):
        library.add_rule("12", "words", ["read"])
    with pytest.raises(QueryError):
        library.add_rule("Two", "  ", ["read"])
    with pytest.raises(NotFoundError, match="no rule Two"):
        library.remove_rule("Two")
    assert library.change_rule("One", name="Uno").label == "Renamed the rule One to Uno"
    assert library.change_rule("Uno", enabled=False).label == "Switched the rule Uno off"
    assert library.change_rule("Uno", enabled=False).journal is None
    assert library.rule(str(library.rules()[0].id)).name == "Uno"
    library.remove_rule("Uno")
    assert library.rules() == []
    for _ in range(4):
        library.undo()
    assert library.rules() == []
    library.redo()
    assert [one.name for one in library.rules()] == ["One"]


ACTIONS = st.lists(
    st.sampled_from(["read", "hide", "bookmark", "tag x", "tag x/y", "keep 1"]),
    min_size=1,
    max_size=3,
    unique=True,
)
NAMES = st.sampled_from(["One", "Two", "Three"])
QUERIES = st.sampled_from(["article", "words -1", "tag:x", "is:unread", "is:hidden", "football"])
ids = st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True)


class AnyRules(RuleBasedStateMachine):
    """Whatever rules do, and whatever of it is undone: all counts are true."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="reader-"))
        library, _ = filled(self.folder / "library.db", 4)
        library.close()
        self.clock = float(NOW)
        self.library = Library.open(self.folder / "library.db", now=lambda: self.clock)
        self.source = feed(self.library)
        self.came = 0

    def attempt(self, name: str, *args: object, **named: object) -> None:
        try:
            getattr(self.library, name)(*args, **named)
        except (NotFoundError, UsageError):
            return

    @rule(name=NAMES, query=QUERIES, actions=ACTIONS, stop=st.booleans())
    def add(self, name: str, query: str, actions: list[str], stop: bool) -> None:
        self.attempt("add_rule", name, query, actions, stop=stop)

    @rule(name=NAMES, query=QUERIES, actions=ACTIONS, enabled=st.booleans())
    def change(self, name: str, query: str, actions: list[str], enabled: bool) -> None:
        self.attempt("change_rule", name, query=query, actions=actions, enabled=enabled)

    @rule(name=NAMES, place=st.integers(1, 3))
    def move(self, name: str, place: int) -> None:
        self.attempt("move_rule", name, place)

    @rule(name=NAMES)
    def remove_rule(self, name: str) -> None:
        self.attempt("remove_rule", name)

    @rule(name=NAMES, actions=ACTIONS)
    def apply_as_tried(self, name: str, actions: list[str]) -> None:
        self.attempt("change_rule", name, actions=actions)
        try:
            one = self.library.rule(name)
        except NotFoundError:
            return
        trial = self.library.try_rule(one.query, one.actions)
        done = self.library.apply_rules([name])
        assert bool(done.journal) == any(count for _, count in trial.counts)
        assert done.changed >= max((count for _, count in trial.counts), default=0)

    @rule(name=NAMES)
    def take_back(self, name: str) -> None:
        self.attempt("take_back_rule", name)

    @rule(text=st.sampled_from([SPORT, "Words of an article."]))
    def comes(self, text: str) -> None:
        self.came += 1
        comes(self.library, self.source, f"n{self.came}", text)

    @rule()
    def a_day_passes(self) -> None:
        self.clock += 2 * DAY
        self.library.tidy()

    @rule(name=st.sampled_from(["mark_read", "mark_unread", "bookmark", "remove"]), chosen=ids)
    def mark(self, name: str, chosen: list[int]) -> None:
        self.attempt(name, chosen)

    @rule(way=st.sampled_from(["undo", "redo"]))
    def back(self, way: str) -> None:
        self.attempt(way)

    @invariant()
    def all_counts_are_true(self) -> None:
        assert [one.text for one in self.library.doctor() if one.level == "error"] == []
        for one in self.library.rules():
            rows = self.library._db.rows(
                "SELECT version = ?, count(*) FROM verdict WHERE rule_id = ? GROUP BY 1",
                one.version,
                one.id,
            )
            known = {bool(same): count for same, count in rows}
            assert (one.touched, one.touched_before) == (
                known.get(True, 0),
                known.get(False, 0),
            )

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)


AnyRules.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestAnyRules = AnyRules.TestCase
