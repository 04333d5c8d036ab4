"""How `add` takes an address or a command: what is there, which is wanted, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from reader.cli import choosing, shape
from reader.cli.counting import in_words
from reader.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import TypeVar

    from reader.cli.report import Report
    from reader.feeds.discover import Candidate, Found
    from reader.feeds.fetch import Fetcher
    from reader.library.library import Library
    from reader.library.records import Source

    _T = TypeVar("_T")


class Wishes(NamedTuple):
    """What the options of `add` say.

    `numbers` are those of the feeds wanted among several; `every` all of them; `agreed`: nothing
    is asked. `exact`: the address is the feed's own. `article`: the page itself is wanted. `look`:
    what is there is told, and nothing stored. `linked_in`: the number of the article in which the
    address stands as a link.
    """

    folder: str | None = None
    tags: tuple[str, ...] = ()
    title: str = ""
    numbers: tuple[int, ...] = ()
    every: bool = False
    agreed: bool = False
    exact: bool = False
    article: bool = False
    look: bool = False
    linked_in: int | None = None


class Subscribing:
    """The addresses of one command line, taken into a library one by one."""

    def __init__(self, library: Library | None, report: Report, wishes: Wishes) -> None:
        """`library` None: there is none yet, and nothing is to be stored."""
        self._library = library
        self._report = report
        self._wishes = wishes
        self._asks = choosing.can_ask(report) and not (
            wishes.agreed or wishes.every or wishes.numbers or wishes.exact or wishes.look
        )

    def add(self, word: str) -> None:
        """Subscribe to what is at an address, or save the page there.

        Errors: SourceError, UsageError, NotFoundError; each says what to do.
        """
        from reader.feeds.offers import exactly, look
        from reader.feeds.typed import is_command, typed

        wishes = self._wishes
        tries = (word.strip(),) if is_command(word) else typed(word).tries
        if wishes.article:
            self._save(word)
            return
        by_hand = self._is_by_hand(tries)
        there = None if wishes.look else self._there(tries)
        if there is not None:
            self._already(word, there)
            return
        self._report.progress(f"{_shown(word)} …")
        if wishes.exact:
            feed = fetching(lambda fetcher: exactly(fetcher, word, by_hand=by_hand))
            self._take(word, [feed])
            return
        self._offer(word, fetching(lambda fetcher: look(fetcher, word, by_hand=by_hand)))

    def _is_by_hand(self, addresses: Sequence[str]) -> bool:
        """Whether the user chose these addresses: typed them, or subscribed to their host.

        Errors: NotFoundError when there is no such article.
        """
        number = self._wishes.linked_in
        if number is None:
            return True
        headline = self._library.headline(number) if self._library else None
        source = self._library.source(headline.source_id) if self._library and headline else None
        if headline is None or source is None:
            raise NotFoundError(f"There is no article {number}.")
        # What is saved one by one was chosen by its own address, not by that of its source.
        home = urlsplit((source.kind == "saved" and headline.url) or source.address).hostname
        return home is not None and all(urlsplit(one).hostname == home for one in addresses)

    def add_read(self, word: str, only: Candidate) -> None:
        """Subscribe to a feed that has been read already. Errors: as `add`."""
        from reader.feeds.discover import Found

        there = None if self._wishes.look else self._there((only.address,))
        if there is not None:
            self._already(word, there)
            return
        self._offer(word, Found(only.address, (only,), feed=only.feed))

    def _offer(self, word: str, found: Found) -> None:
        if self._wishes.look:
            self.tell_found(word, found)
        elif found.feeds:
            self._take(word, self._chosen(word, found))
        elif not self._asks:
            raise NotFoundError(_nothing(word, found))
        elif choosing.agreed(self._report, _question(word, found)):
            self._save(word)
        else:
            self._report.aside("Nothing was added.")

    def _there(self, addresses: Sequence[str]) -> Source | None:
        from reader.feeds.offers import subscribed

        return subscribed(self._library, addresses) if self._library else None

    def _chosen(self, word: str, found: Found) -> list[Candidate]:
        """Which of the feeds are wanted. Errors: UsageError when nobody has said."""
        feeds = list(found.feeds)
        if self._wishes.every:
            return feeds
        if self._wishes.numbers:
            return [_numbered(feeds, number, word) for number in self._wishes.numbers]
        if self._asks:
            return self._asked(feeds)
        plain = [feed for feed in feeds if not feed.comments] or feeds
        if len(plain) > 1:
            self._tell_choice(word, found)
            raise UsageError(
                f"{_shown(word)}: {len(feeds)} feeds are there; choose with --feed NUMBER, "
                "--first or --all."
            )
        for other in feeds[1:]:
            self._report.aside(f"There is also {other.title} · {other.address}")
        return plain

    def _asked(self, feeds: list[Candidate]) -> list[Candidate]:
        known = [self._title_of(feed) for feed in feeds]
        choosing.show(self._report, feeds, known)
        if len(feeds) > 1:
            return [feeds[number - 1] for number in choosing.which(self._report, len(feeds))]
        return feeds if known[0] or choosing.agreed(self._report, "Subscribe to it?") else []

    def _title_of(self, feed: Candidate) -> str | None:
        from reader.feeds.offers import addresses_of

        there = self._there(addresses_of(feed))
        return there.title if there else None

    def _tell_choice(self, word: str, found: Found) -> None:
        if self._report.json:
            for feed in found.feeds:
                self._report.object({"source": _shown(word), **self._feed(feed)})
        else:
            choosing.show(self._report, found.feeds, [self._title_of(one) for one in found.feeds])

    def tell_found(self, word: str, found: Found) -> None:
        """Tell what is at an address, and store nothing. Errors: NotFoundError for nothing."""
        from reader.feeds.discover import is_page

        can_save = found.page is not None and is_page(found.page)
        if not found.feeds:
            _refuse_unsavable(word, found)
        title = found.title or found.address
        for feed in found.feeds:
            self._report.answer(
                f"{feed.title} · {feed.address} · {feed.how}",
                {"source": _shown(word), **self._feed(feed)},
            )
            if not self._report.json:
                for headline in feed.headlines:
                    self._report.line(f"  {headline}")
        if can_save:
            page = {"kind": "page", "address": found.address, "title": title}
            self._report.answer(
                f"{title} · {found.address} · a page, which --article saves",
                {"source": _shown(word), **page},
            )

    def _feed(self, feed: Candidate) -> dict[str, Any]:
        from reader.feeds.offers import addresses_of

        there = self._there(addresses_of(feed))
        return {
            "kind": "feed",
            "address": feed.address,
            "title": feed.title,
            "headlines": list(feed.headlines),
            "how": feed.how,
            "site": feed.feed.site_url,
            "entries": len(feed.feed.entries),
            "comments": feed.comments,
            "subscribed": there.id if there else None,
        }

    def _take(self, word: str, feeds: Sequence[Candidate]) -> None:
        """Subscribe to feeds, each told."""
        if not feeds:
            self._report.aside("Nothing was added.")
        if len(feeds) > 1 and self._wishes.title:
            raise UsageError("--title names one feed; choose one of them.")
        for feed in feeds:
            self._subscribe(word, feed)

    def _subscribe(self, word: str, feed: Candidate) -> None:
        from reader.cli.adding import read_in
        from reader.feeds.offers import addresses_of, login_for
        from reader.feeds.secrets import Secrets
        from reader.feeds.typed import is_command
        from reader.library.records import SourceSettings

        assert self._library is not None
        there = self._there(addresses_of(feed))
        if there is not None:
            self._already(word, there)
            return
        login = login_for(feed, word)
        if login is not None:
            Secrets(self._library.path.parent).put(feed.address, login)
        number, done = self._library.add_source(
            kind="feed",
            address=feed.address,
            title=self._wishes.title,
            folder=self._wishes.folder,
            own_title=feed.feed.title or feed.title,
            site=feed.feed.site_url,
            tags=self._wishes.tags,
            settings=SourceSettings(user=login.user if login else None),
        )
        # What a filter was given has an address of its own, which only running it again tells.
        answer = None if is_command(feed.address) else feed.fetched._replace(moved=None)
        brought = read_in(self._library, self._report, number, answer)
        source = self._library.source(number)
        title = source.title if source else feed.title
        entry = f" · #{done.journal}" if done.journal is not None else ""
        self._report.answer(
            f"{done.label}: {in_words(brought)} · source {number}{entry}",
            {
                "source": _shown(word),
                "kind": "feed",
                "id": number,
                "title": title,
                "address": feed.address,
                **shape.done(done),
                **{name: brought.get(name, 0) for name in ("new", "changed", "same", "failed")},
            },
        )

    def _already(self, word: str, there: Source) -> None:
        label = f"{there.title} is there already"
        self._report.answer(
            f"{label} · source {there.id}",
            {
                "source": _shown(word),
                "kind": "feed",
                "id": there.id,
                "title": there.title,
                "address": there.address,
                "outcome": "same",
                "journal": None,
                "label": label,
                "changed": 0,
            },
        )

    def _save(self, word: str) -> None:
        from reader.cli.adding import add_article
        from reader.feeds.saved_page import saved_page
        from reader.feeds.typed import typed

        assert self._library is not None
        wanted = typed(word)
        wanted = wanted._replace(by_hand=self._is_by_hand(wanted.tries))
        add_article(
            self._library, self._report, word, fetching(lambda fetcher: saved_page(fetcher, wanted))
        )


def fetching(work: Callable[[Fetcher], Coroutine[Any, Any, _T]]) -> _T:
    """What some work with the network comes to."""
    import asyncio

    from reader.feeds.fetch import Fetcher

    async def run() -> _T:
        async with Fetcher() as fetcher:
            return await work(fetcher)

    return asyncio.run(run())


def _numbered(feeds: Sequence[Candidate], number: int, word: str) -> Candidate:
    if not 1 <= number <= len(feeds):
        have = "there is only one feed" if len(feeds) == 1 else f"there are {len(feeds)} feeds"
        raise UsageError(f"{_shown(word)}: {have}, and no number {number}.")
    return feeds[number - 1]


def _question(word: str, found: Found) -> str:
    """What is asked at a page without a feed. Errors: NotFoundError when it is no page either."""
    _refuse_unsavable(word, found)
    titled = f"“{found.title}”" if found.title else _shown(word)
    return f"There is no feed. Save the page {titled} as an article?"


def _refuse_unsavable(word: str, found: Found) -> None:
    """Errors: NotFoundError for what leads to no feed and is no article either."""
    from reader.feeds.saved_page import why_not

    if found.page is None or why_not(found.page) is not None:
        raise NotFoundError(_nothing(word, found))


def _nothing(word: str, found: Found) -> str:
    """The sentence for an address that leads to no feed."""
    from reader.feeds.saved_page import why_not

    shown = _shown(word)
    if found.broken:
        return f"{shown}: the feed that this page names cannot be read. {found.broken}"
    unsavable = None if found.page is None else why_not(found.page)
    if unsavable is not None:
        _, _, why = unsavable.rpartition(f"{found.address}: ")
        return f"{shown}: no feed is there, and {why}"
    tried = len(found.tried) - 1
    where = f" or at the {tried} places where feeds usually are" if tried > 0 else ""
    return (
        f"{shown}: no feed is named there{where}; `reader add --article {shown}` saves "
        "the page itself."
    )


def _shown(word: str) -> str:
    """A word of the command line as it may be told: UTF-8, and without a login."""
    import os

    from reader.feeds.secrets import without_login

    text = os.fsencode(word).decode("utf-8", "backslashreplace")
    return without_login(text)[0]
