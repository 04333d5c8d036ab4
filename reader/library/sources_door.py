"""The library's door for sources: what is subscribed to, how asking goes, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.door import Door

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Unpack

    from reader.library import feeds, ingest, sources, subscribing
    from reader.library.preparing import Prepared
    from reader.library.records import (
        Arrived,
        Counts,
        Decision,
        Done,
        DueFeed,
        FeedState,
        Kept,
        NewFeed,
        Source,
        SourceKind,
        SourceSettings,
        StoredEntry,
        Subscribed,
    )
    from reader.library.source_settings import Changes
else:
    from reader.library.deferred import Deferred

    feeds = Deferred("feeds")
    ingest = Deferred("ingest")
    sources = Deferred("sources")
    subscribing = Deferred("subscribing")


class SourcesDoor(Door):
    """What a library knows of its sources."""

    def sources(self) -> list[Source]:
        """The sources by title."""
        return sources.sources(self._db)

    def source(self, source_id: int) -> Source | None:
        """One source."""
        return sources.source(self._db, source_id)

    def add_source(
        self,
        *,
        kind: SourceKind,
        address: str,
        title: str,
        folder: str | None = None,
        own_title: str = "",
        site: str | None = None,
        tags: Sequence[str] = (),
        settings: SourceSettings | None = None,
    ) -> tuple[int, Done]:
        """Subscribe. One that is there is given back; one that was ended comes back whole.

        `title` is the reader's; empty for a feed: the `own_title` that it gives itself.
        """
        return subscribing.add(
            self._db,
            self._at,
            subscribing.wanted(kind, address, title, folder, own_title, site, tags, settings),
        )

    def subscribe_many(self, rows: Iterable[NewFeed]) -> tuple[list[Subscribed], Done]:
        """Subscribe to many feeds as one action; what became of each, in their order."""
        return subscribing.add_many(self._db, self._at, rows)

    def rename_source(self, source_id: int, title: str) -> Done:
        """Give a source another title; an empty one gives a feed its own back."""
        return sources.rename(self._db, self._at, source_id, title)

    def move_source(self, source_id: int, folder: str | None) -> Done:
        """Put a source into a folder, nested ones as `a/b`; None: out of any."""
        return sources.move(self._db, self._at, source_id, folder)

    def move_address(self, source_id: int, address: str) -> Done:
        """Let a feed live at another address, as an entry of kind "automatic".

        Nothing is changed, and its label says so, where another source has that address.
        """
        return subscribing.move_address(self._db, self._at, source_id, address)

    def set_source(self, source_id: int, **changes: Unpack[Changes]) -> Done:
        """Change settings of a source (see `SourceSettings`); what is not named stays."""
        return sources.change_settings(self._db, self._at, source_id, changes)

    def pause_ended(self, source_id: int) -> Done:
        """Ask a source no more that has said that it ended; an entry of kind "automatic"."""
        return sources.pause_ended(self._db, self._at, source_id)

    def tag_source(self, name: str, source_ids: Sequence[int]) -> Done:
        """Tag sources."""
        return sources.tag(self._db, self._at, name, source_ids)

    def untag_source(self, name: str, source_ids: Sequence[int]) -> Done:
        """Take a tag off sources."""
        return sources.untag(self._db, self._at, name, source_ids)

    def unsubscribe(self, source_ids: Sequence[int]) -> Done:
        """End subscriptions; what is bookmarked, tagged or annotated stays."""
        return sources.unsubscribe(self._db, self._at, source_ids)

    def folders(self) -> list[tuple[str, int, int]]:
        """The folders by name, each with how many are unread and how many there are.

        What stands in nested folders (`a/b`) counts in those above, which come first.
        """
        return sources.folders(self._db)

    def counts(self) -> Counts:
        """The kept counts of the lists that every library has."""
        return sources.counts(self._db)

    def feed_state(self, source_id: int) -> FeedState:
        """How asking a source went; as new for one that was never asked."""
        return feeds.state(self._db, source_id)

    def feeds(self, source_ids: Sequence[int]) -> list[DueFeed]:
        """Sources with how asking them went, in that order; those not there are left out."""
        return feeds.named(self._db, source_ids)

    def due(self, now: int | None = None, limit: int | None = None) -> list[DueFeed]:
        """The feeds that are due, the longest due first; not the paused.

        Those that another update has in hand are among them: `claim` tells whose they are.
        """
        return feeds.due(self._db, self._at if now is None else now, limit)

    def claim(
        self, source_ids: Sequence[int], seconds: int = 600, *, still_due: bool = False
    ) -> list[int]:
        """Take feeds in hand, so that no other update asks them; those that one got.

        What is written of a feed gives it out of hand again, and so does the time. `still_due`:
        only those that are due, so that none is asked again that another update has just done.
        """
        return feeds.claim(self._db, self._at, source_ids, seconds, still_due=still_due)

    def release(self, source_ids: Sequence[int]) -> None:
        """Give claimed feeds out of hand that were not asked to the end."""
        feeds.release(self._db, source_ids)

    def stored_entries(self, source_id: int, identities: Iterable[str]) -> dict[str, StoredEntry]:
        """What is kept of the entries of a feed, by identity; the new ones are not in it."""
        return feeds.stored_entries(self._db, source_id, identities)

    def stored_by_link(
        self, source_id: int, links: Iterable[str]
    ) -> dict[str, tuple[str, StoredEntry]]:
        """Entries of a feed by their link, with their identities; not those that share one."""
        return feeds.stored_by_link(self._db, source_id, links)

    def feed_text(self, article_id: int) -> str:
        """The canonical text of what the feed gave of an article, whichever body is shown."""
        return feeds.feed_text(self._db, article_id)

    def take_in(
        self,
        source_id: int,
        arrived: Iterable[Arrived | Prepared],
        state: FeedState,
        decisions: Mapping[str, Decision] | None = None,
    ) -> list[Kept]:
        """Keep what a feed has brought, and how asking it went, in one transaction.

        `decisions` by identity; what is not named goes by its digest. No undo: not an action.
        """
        return feeds.take_in(self._db, self._at, source_id, arrived, state, decisions or {})

    def fail(self, source_id: int, state: FeedState) -> None:
        """Write down how asking a feed has failed."""
        feeds.keep_states(self._db, [state._replace(source_id=source_id)])

    def keep_states(self, states: Iterable[FeedState]) -> None:
        """Write down how asking went, of feeds that have brought nothing, in one transaction."""
        feeds.keep_states(self._db, states)

    def ingest(self, source_id: int, arrived: Iterable[Arrived]) -> list[Kept]:
        """Keep what a source has brought, in one transaction; not an action, so no undo."""
        return ingest.ingest(self._db, self._at, source_id, arrived)

    def mark_gone(self, source_id: int, identities_present: AbstractSet[str]) -> int:
        """Mark articles that are no longer where they came from; how many newly are not."""
        return ingest.mark_gone(self._db, source_id, identities_present)

    def mark_checked(self, source_id: int, *, error: str | None) -> None:
        """Write down that a source was asked just now, and the sentence of its failure."""
        sources.mark_checked(self._db, self._at, source_id, error)
