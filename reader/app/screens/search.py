"""Searching the library: results come as one types; enter opens there, with all hits lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.cells import age
from reader.app.fit import shorten
from reader.app.places import go_to
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.errors import ReaderError
from reader.library.records import Hit

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.app.cells import Piece, Row
    from reader.app.screens.reading import Reading

WAIT = 0.12
"""Seconds without another key after which the library is asked."""

RESULTS = 60


class Search(Panel):
    """A box for words over what they find."""

    context = "palette"
    title_of_panel = "Search"
    hint = 'words · "a phrase" · begin* · -not'
    width_wanted = 96

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.picks.typing = True
        self.picks.no_match = ""
        self.picks.filter = reading.last_search
        self._waiting: Timer | None = None
        self._asked = 0
        self._hits: list[Hit] = []

    def when_empty(self) -> str:
        """Nothing has been asked yet."""
        return ""

    def reload(self) -> None:
        """Ask for what was searched last."""
        self.ask_soon()

    def took(self, key: str, event: events.Key) -> bool:
        """Letters make the query."""
        picks = self.picks
        character = event.character
        if key == "backspace":
            picks.filter = picks.filter[:-1]
        elif key == "ctrl+u":
            picks.filter = ""
        elif character and character.isprintable():
            picks.filter += character
        else:
            return False
        picks.refresh()
        self.ask_soon()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words belong to the query."""
        self.picks.filter += " ".join(event.text.split())[:200]
        self.ask_soon()

    def ask_soon(self) -> None:
        """Ask the library when no further key comes."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(WAIT, self._ask)

    def _ask(self) -> None:
        self._asked += 1
        query = self.picks.filter
        self.reading.last_search = query
        if query.strip():
            self.reader.beside(self._answer(query, self._asked))
        else:
            self.show([], "")

    async def _answer(self, query: str, number: int) -> None:
        try:
            hits = await self.reader.desk.run(lambda library: library.search(query, limit=RESULTS))
            said = "Nothing found."
        except ReaderError as error:
            hits, said = [], str(error)
        if number == self._asked and self.is_attached:
            self.show(hits, said)

    def show(self, hits: list[Hit], said: str) -> None:
        """Show what was found; a result that is late never comes here."""
        self._hits = hits
        self.picks.no_match = said
        query, self.picks.filter = self.picks.filter, ""
        now = self.reading.headlines.now()
        self.picks.put([self._entry(hit, now) for hit in hits])
        self.picks.filter = query
        self.picks.refresh()

    def _entry(self, hit: Hit, now: float) -> Entry:
        room = self.room
        headline = hit.headline
        arrow = " > " if self.reader.ascii else " › "
        head = f"{headline.title}{arrow}{hit.section}" if hit.section else headline.title
        about = f"   {headline.source} · {age(headline.sort_date, now)}"
        first: Row = ((f" {shorten(head, room - 1)}", ("strong",)),)
        second: Row = (("   ", ()), *_lit(hit, room - 3))
        return Entry((first, second, ((shorten(about, room), ("faint",)),), ()), hit, "")

    def chosen(self, value: object) -> None:
        """Open an article at its first hit, with all of them lit."""
        from reader.app.find import Finder

        assert isinstance(value, Hit)
        self.leave()
        reading = self.reading
        reading.leave_here()
        go_to(reading, value.headline.id, value.offset, context=3)
        if reading.shown is not None and value.lit:
            words = " ".join({value.snippet[a:b].casefold(): None for a, b in value.lit})
            text = reading.shown.article.document.text
            hits = [span for word in words.split() for span in Finder(text, word).hits]
            reading.finder = Finder.of(words, hits)
            reading.finder.from_offset(value.offset)
            reading.refresh_layers()


def _lit(hit: Hit, room: int) -> list[Piece]:
    """The snippet in one row, its hits lit."""
    pieces: list[Piece] = []
    position = 0
    text = hit.snippet.replace("\n", " ")
    shown = shorten(text, room)
    for start, end in hit.lit:
        if start >= len(shown):
            break
        pieces.append((shown[position:start], ("muted",)))
        pieces.append((shown[start:end], ("muted", "hit")))
        position = end
    pieces.append((shown[position:], ("muted",)))
    return pieces
