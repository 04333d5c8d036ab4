"""Searching the library: results come as one types; enter opens there, with all hits lit.

A key asks at once and stops the search before it. What takes longer waits until no further key has
come for a moment: words that go on, words in place of mistyped ones, the hits further down.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.app.at_once import painting
from reader.app.completing import Completing, offered_for
from reader.app.indexing import build
from reader.app.places import go_to, go_to_place
from reader.app.results import Older, Results, aside_entry, hit_entry, suggestion_entry
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.errors import QueryError, ReaderError, StoppedError
from reader.library.found import Aside, Suggestion
from reader.library.records import Hit, Listing
from reader.query.complete import goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.library.found import Found
    from reader.library.library import Library

WAIT = 0.15
"""Seconds without another key after which more is asked for than what is found at once."""

FIRST, PART, RANKED = 12, 40, 200
"""Hits that are shown at once; that are fetched at a time; articles that are ranked at first."""

BESIDE = 2
"""Of sources, tags, notes and bookmarks each, at most so many."""


class _Answer(NamedTuple):
    """What a query has found at once."""

    found: Found
    hits: list[Hit]
    asides: list[Aside]


class Search(Panel):
    """A box for words over what they find."""

    context = "results"
    title_of_panel = "Search"
    hint = 'Words, "a phrase", begin*, -not, OR, title: feed: tag: is:unread …; tab completes.'
    width_wanted = 104

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.picks.typing = True
        self.picks.no_match = ""
        self.picks.sifts = False
        self.picks.filter = reading.last_search
        self.results = Results()
        self._shown: object = None
        self._asked = 0
        self._settled = True
        self._open_first = False
        self._ranked = RANKED
        self._building = False
        self._ask_again = False
        self._completing = Completing()

    def when_empty(self) -> str:
        """What can be asked."""
        return self.hint

    def reload(self) -> None:
        """Ask for what was searched last."""
        self.ask()

    # -- typing ---------------------------------------------------------------------------------

    def took(self, key: str, event: events.Key) -> bool:
        """Letters make the query."""
        picks = self.picks
        character = event.character
        if key == "backspace":
            picks.filter = picks.filter[:-1]
        elif key == "ctrl+u":
            picks.filter = ""
        elif key == "tab":
            picks.filter = self._completing.taken(picks.filter)
        elif character and character.isprintable():
            picks.filter += character
        else:
            return False
        self.ask()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words belong to the query."""
        self.picks.filter += " ".join(event.text.split())[:200]
        self.ask()

    def ask(self, ranked: int = RANKED) -> None:
        """Ask for what stands in the box; what was asked before is stopped."""
        self._asked += 1
        self._settled, self._open_first, self._ranked = False, False, ranked
        query = self.picks.filter
        self.reading.last_search = query
        self.picks.wrong = (0, 0)
        self.picks.further = ""
        with painting(self):
            self.picks.repaint_rows(0, 1)
        self.reader.desk.search.interrupt()
        if query.strip():
            self.reader.beside(self._answer(query, self._asked))
        else:
            self.results = Results()
            self.show("")
            self._settle()

    async def _offer(self, query: str, number: int) -> None:
        """Show how what is being typed may go on."""
        if not self._is_wanted(number):
            return
        offered = await self.reader.desk.run(lambda library: offered_for(query, library.values))
        if self._is_wanted(number):
            self.picks.further = self._completing.offer(query, offered)
            with painting(self):
                self.picks.repaint_rows(0, 1)

    # -- answers --------------------------------------------------------------------------------

    async def _answer(self, query: str, number: int) -> None:
        """Show what is found at once, and when no further key comes, what takes longer."""
        try:
            try:
                await self._find(query, number)
            finally:
                await self._offer(query, number)
            await asyncio.sleep(WAIT)
            if self._is_wanted(number):
                await self._find_further(query, number)
            said = "" if self.results.any else "Nothing found."
        except StoppedError:
            return
        except ReaderError as error:
            # What is being typed is seldom right: it is told when no further key comes.
            await asyncio.sleep(WAIT)
            said = self._told(error, query) if self._is_wanted(number) else ""
        if self._is_wanted(number):
            self.show(said)
            self._settle()

    async def _find(self, query: str, number: int) -> None:
        """Show what is found at once; nothing, while a word in the box may not be finished."""
        may_go_on = goes_on(query)

        def work(library: Library) -> _Answer | None:
            if number != self._asked:
                return None
            found = library.find(query, most=self._ranked, stems=self._stems)
            hits = library.hits(query, found.ids[:FIRST], stems=self._stems)
            return _Answer(found, hits, library.asides(query + "*" * may_go_on, most=BESIDE))

        answer = await self.reader.desk.search.run(work)
        if answer is None or not self._is_wanted(number):
            return
        self.results = Results(query, answer.found, answer.hits, answer.asides)
        if answer.found.unindexed and not self._building:
            self._building = True
            self.reader.beside(build(self.reader.library.path, self._index_is_built))
        if answer.hits or not may_go_on:
            self.show("")
        if answer.hits:
            self._settle()

    async def _find_further(self, query: str, number: int) -> None:
        """The rest of the hits; where they are few, words that go on; else other words."""
        results = self.results
        while (part := results.next_ids(PART)) and self._is_wanted(number):
            hits = await self.reader.desk.search.run(partial(self._hits, query, part))
            results.take_in(part, hits)
            self.show("")
        if len(results.hits) < FIRST and goes_on(query):
            await self._go_on(f"{query}*", number)
        if not results.hits and self._is_wanted(number):
            results.suggestions = await self.reader.desk.search.run(
                lambda library: library.suggest(query)
            )

    def _index_is_built(self) -> None:
        """Ask again for what is shown, unless the cursor was moved away from the first."""
        self._ask_again = not self._settled
        if self.is_attached and self._settled and not self._moved and self._at_the_top:
            self.ask(self._ranked)

    @property
    def _stems(self) -> bool:
        return self.reader.settings.search_stems

    def _hits(self, query: str, ids: Sequence[int], library: Library) -> list[Hit]:
        return library.hits(query, ids, stems=self._stems)

    def _told(self, error: ReaderError, query: str) -> str:
        """Why there is no answer; a wrong place of the query is marked in the box."""
        self.results = Results(query)
        if not isinstance(error, QueryError):
            return str(error)
        self.picks.wrong = (error.start, max(error.end, error.start + 1))
        return error.sentence

    async def _go_on(self, query: str, number: int) -> None:
        """Add what the last word finds as the beginning of others, below what it finds itself."""
        results = self.results

        def work(library: Library) -> list[Hit]:
            if number != self._asked:
                return []
            known = {hit.headline.id for hit in results.hits}
            ids = [
                one for one in library.find(query, most=PART, begun=True).ids if one not in known
            ]
            return library.hits(query, ids)

        results.add(await self.reader.desk.search.run(work), query)

    def _is_wanted(self, number: int) -> bool:
        """Whether an answer is to what stands in the box; a late one is dropped."""
        return number == self._asked and self.is_attached

    def _settle(self) -> None:
        """An answer is complete enough to be opened."""
        self._settled = True
        if self._open_first:
            self._open_first = False
            if self.picks.current is not None:
                self.chosen(self.picks.current.value)
        elif self._ask_again:
            self._index_is_built()

    # -- what is shown --------------------------------------------------------------------------

    def show(self, said: str) -> None:
        """Show what was found, the cursor where it was if it has been moved, else on the best."""
        results, picks = self.results, self.picks
        entries = self._entries()
        same = picks.current.value if picks.current is not None else None
        values = [entry.value for entry in entries]
        at = same if self._moved and same in values else results.best
        picks.no_match = said
        picks.note = results.note(self._ranked)
        with painting(self):
            picks.put(entries, at=at)
        self._shown = at

    @property
    def _moved(self) -> bool:
        current = self.picks.current
        return current is not None and current.value != self._shown

    @property
    def _at_the_top(self) -> bool:
        current = self.picks.current
        return current is None or current.value == self.results.best

    def _entries(self) -> list[Entry]:
        results, room = self.results, self.room
        ascii_only, now = self.reader.ascii, self.reading.headlines.now()
        entries = [suggestion_entry(one, room) for one in results.suggestions]
        entries += [aside_entry(one, room) for one in results.asides]
        if results.asides and results.hits:
            entries.append(Entry(((),)))
        grouped = self.reading.results_grouped
        for name, hits in results.groups() if grouped else [("", results.hits)]:
            if name:
                entries.append(Entry((((f" {name}", ("muted", "bold")),), ())))
            entries += [
                hit_entry(hit, room, now, grouped=grouped, ascii_only=ascii_only) for hit in hits
            ]
        if results.found.more and not results.next_ids(1):
            older = "Older articles have these words too: enter ranks more of them."
            entries.append(Entry((((f" {older}", ("muted",)),), ()), Older(self._ranked * 5)))
        return entries

    async def do_save_search(self, _: Call) -> None:
        """Save what stands in the box under a name."""
        from reader.app.screens.prompt import ask

        query = self.picks.filter.strip()
        if not query:
            self.reader.say("There is nothing in the box to save.")
            return
        known = {one.query: one.name for one in self.reading.library.searches()}
        name = await ask(self.reader, "Save the search as", value=known.get(query, query)[:80])
        if name and name.strip():
            wanted = name.strip()
            self.reader.act(lambda library: library.save_search(wanted, query)[1])

    def do_group_results(self, _: Call) -> None:
        """Group the results by their sources, or rank them all together."""
        self.reading.results_grouped = not self.reading.results_grouped
        self.show(self.picks.no_match)

    def on_resize(self, event: events.Resize) -> None:
        """Set what is shown anew."""
        super().on_resize(event)
        self.show(self.picks.no_match)

    # -- opening --------------------------------------------------------------------------------

    def do_open(self, call: Call) -> None:
        """Open what the cursor is on; what was just typed is waited for."""
        if self._settled:
            super().do_open(call)
        else:
            self._open_first = True

    def chosen(self, value: object) -> None:
        """Open an article at its best hit, or what else was found."""
        match value:
            case Hit():
                self._open(value)
            case Aside():
                self._open_aside(value)
            case Suggestion():
                self.picks.filter = value.query
                self.ask()
            case Older(ranked=ranked):
                self.ask(ranked)

    def _open(self, hit: Hit) -> None:
        from reader.app.find import Finder

        self.leave()
        reading = self.reading
        reading.leave_here()
        go_to(reading, hit.headline.id, hit.offset, context=3)
        if reading.shown is None or not hit.lit:
            return
        query = self.results.query_of(hit)
        found = self.reader.library.lit(query, hit.headline.id, stems=self._stems)
        reading.finder = Finder.of(self.results.query, found)
        reading.finder.from_offset(hit.offset)
        reading.refresh_layers()
        finder, key = reading.finder, self.reader.key_of("next-match")
        if len(finder.hits) > 1:
            here = f"{finder.number + 1} of {len(finder.hits)} “{finder.words}”"
            self.reader.say(f"{here} · {key} goes on" if key else here)

    def _open_aside(self, aside: Aside) -> None:
        self.leave()
        reading = self.reading
        if aside.article_id is not None:
            reading.leave_here()
            go_to_place(reading, aside.article_id, aside.place)
        elif aside.kind == "source":
            reading.open_source(Listing("source", number=aside.id or 0))
        else:
            reading.open_source(Listing("tag", name=aside.text))

    def leave(self) -> None:
        """Stop searching, and close."""
        self._asked += 1
        self.reader.desk.search.interrupt()
        super().leave()
