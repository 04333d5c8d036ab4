"""The library's door for what is done by queries: saved searches, rules, stories and the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.sources_door import SourcesDoor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from reader.library import applying, queue, rules, saved_searches, stories, tags, verdicts
    from reader.library.records import Done, Key, Listing, Queued, Reason, Rule, SavedSearch, Trial
    from reader.library.rules import RuleChanges
else:
    from reader.library.deferred import Deferred

    applying = Deferred("applying")
    queue = Deferred("queue")
    rules = Deferred("rules")
    saved_searches = Deferred("saved_searches")
    stories = Deferred("stories")
    tags = Deferred("tags")
    verdicts = Deferred("verdicts")


class RulesDoor(SourcesDoor):
    """What a library does by queries."""

    # -- saved searches -------------------------------------------------------------------------

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name, with their kept counts; none is run for it."""
        return saved_searches.searches(self._db)

    def search_name(self, search_id: int) -> str:
        """The name of a saved search; empty when it is gone."""
        return saved_searches.title_of(self._db, search_id)

    def count_searches(self) -> list[SavedSearch]:
        """The saved searches by name, those that need it counted now."""
        return saved_searches.count_anew(self._db)

    def save_search(self, name: str, query: str) -> tuple[int, Done]:
        """Save a query under a name; one of that name gets this query."""
        return saved_searches.save(self._db, self._at, name, query)

    def rename_search(self, name: str, new: str) -> Done:
        """Give a saved search another name."""
        return saved_searches.rename(self._db, self._at, name, new)

    def remove_search(self, name: str) -> Done:
        """Remove a saved search; the articles stay."""
        return saved_searches.remove(self._db, self._at, name)

    # -- tags -----------------------------------------------------------------------------------

    def tag_all(self, name: str, listing: Listing, *, newest: Key | None = None) -> Done:
        """Tag all of a list; with `newest` only what stands at that key or below."""
        return tags.tag_all(self._db, self._at, name, listing, newest)

    def colour_tag(self, name: str, colour: str | None) -> Done:
        """Give a tag a colour of `TAG_COLOURS`, or with None take it."""
        return tags.colour(self._db, self._at, name, colour)

    # -- rules ----------------------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """The rules in the order in which they run."""
        return rules.rules(self._db)

    def rule(self, named: str) -> Rule:
        """A rule by its name or its number."""
        with self._db.reading():
            return rules.rule(self._db, named)

    def add_rule(
        self,
        name: str,
        query: str,
        actions: Sequence[str],
        *,
        stop: bool = False,
        expires: int | None = None,
    ) -> tuple[int, Done]:
        """Make a rule for what comes in from now on, the last in order; see `Rule`."""
        return rules.add(self._db, self._at, name, query, actions, stop=stop, expires=expires)

    def change_rule(self, named: str, **changes: Unpack[RuleChanges]) -> Done:
        """Change a rule; what is not named stays. What it did before stays done."""
        return rules.change(self._db, self._at, named, changes)

    def move_rule(self, named: str, place: int) -> Done:
        """Let a rule be the `place`th to run, from 1."""
        return rules.move(self._db, self._at, named, place)

    def remove_rule(self, named: str) -> Done:
        """Remove a rule; what it did stays done, until it is taken back."""
        return rules.remove(self._db, self._at, named)

    def try_rule(self, query: str, actions: Sequence[str]) -> Trial:
        """What a rule would do to all articles; nothing is changed."""
        return applying.attempt(self._db, self._at, query, actions)

    def apply_rules(self, named: Sequence[str] = ()) -> Done:
        """Let rules do their work on all articles as one action: those named, else all."""
        return applying.apply(self._db, self._at, named)

    def take_back_rule(self, named: str) -> Done:
        """Undo what a rule has ever done, where articles are still as it left them."""
        return applying.take_back(self._db, self._at, named)

    def tidy(self) -> Done:
        """Take out what rules keep for some days only; an entry of kind "automatic"."""
        return applying.tidy(self._db, self._at)

    def take_wanted(self, ids: Sequence[int] | None = None) -> list[int]:
        """The articles that rules want whole, among some or all; they are not asked for again."""
        return applying.take_wanted(self._db, ids)

    def why(self, article_id: int) -> list[Reason]:
        """Which rules, settings and other articles have touched an article, in words."""
        return verdicts.why(self._db, article_id)

    def queue(self, minutes: int) -> list[Queued]:
        """What to read in so many minutes, each with a reason; the same all day."""
        return queue.queue(self._db, self._at, minutes)

    # -- stories --------------------------------------------------------------------------------

    def tell_once(self, *, once: bool) -> bool:
        """Let the same story be one line in All and Unread, or not; whether that is a change."""
        return stories.tell_once(self._db, once=once)
