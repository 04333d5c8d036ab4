"""The library's door for what is done by queries: saved searches, rules, stories and the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.sources_door import SourcesDoor

if TYPE_CHECKING:
    from reader.library import saved_searches, tags
    from reader.library.records import Done, Key, Listing, SavedSearch
else:
    from reader.library.deferred import Deferred

    saved_searches = Deferred("saved_searches")
    tags = Deferred("tags")


class RulesDoor(SourcesDoor):
    """What a library does by queries."""

    # -- saved searches -------------------------------------------------------------------------

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name, with their kept counts; none is run for it."""
        return saved_searches.searches(self._db)

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
