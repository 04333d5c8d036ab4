"""What lists are called, and what an empty one says to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app.cells import Row
    from reader.library.library import Library
    from reader.library.records import Listing

_NAMES = {
    "all": "All",
    "unread": "Unread",
    "reading": "Continue reading",
    "bookmarks": "Bookmarks",
    "notes": "Notes",
}


class Naming:
    """Names of lists in words, and the keys that fill them, as they are bound now."""

    def __init__(self, library: Library, key: Callable[[str], str]) -> None:
        """`key` gives the first key of a command, as it is shown."""
        self._library = library
        self._key = key

    def title(self, listing: Listing) -> str:
        """The name of a list."""
        if listing.view == "source":
            source = self._library.source(listing.number)
            name = source.title if source else "Source"
        elif listing.view == "search":
            name = self._library.search_name(listing.number) or "Search"
        elif listing.view == "tag":
            name = f"#{listing.name}"
        elif listing.view in {"folder", "query"}:
            name = listing.name
        else:
            name = _NAMES[listing.view]
        return f"{name}, unread" if listing.unread_only else name

    def of(self, listing: Listing) -> tuple[str, tuple[str, ...]]:
        """The name of a list, and the lines it shows when it is empty."""
        key = self._key
        said: tuple[str, ...]
        match listing.view:
            case "unread":
                said = ("All read.", f"{key('sources')} other sources")
            case "reading":
                said = ("Nothing begun.", "An article you leave", "half-way waits here.")
            case "bookmarks":
                said = (
                    "No bookmarks yet.",
                    f"{key('bookmark')} marks an article,",
                    f"{key('bookmark-place')} a place in it.",
                )
            case "notes":
                said = ("No notes yet.", f"{key('note')} writes one.")
            case "search":
                said = ("This search finds nothing.", f"{key('search')} searches anew.")
            case "tag":
                said = ("Nothing bears this tag.", f"{key('tags')} tags an article.")
            case _:
                said = (
                    "Nothing here yet.",
                    f"{key('add')} adds a feed or a file,",
                    f"{key('help')} helps.",
                )
        if listing.unread_only:
            said = ("Nothing unread here.", f"{key('only-unread')} shows all.")
        return self.title(listing), said

    def nothing(self, listing: Listing) -> list[Row]:
        """What stands in place of an article when the list is empty."""
        _, said = self.of(listing)
        return [(), (), *(((line, ("muted",)),) for line in said)]
