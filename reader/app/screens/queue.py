"""What to read in so many minutes: enter opens an article, and the list stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import pad, shorten
from reader.app.places import go_to
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.records import Listing, Queued

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading

MINUTES = 15
MOST = 1440


class Queue(Panel):
    """The articles for the minutes there are, each with its reason."""

    context = "queue"
    width_wanted = 84

    def __init__(self, reading: Reading, minutes: int = MINUTES) -> None:
        super().__init__(reading)
        self.minutes = minutes
        self._found: list[Queued] = []

    def when_empty(self) -> str:
        """It is being looked for; then, all is read."""
        return "One moment …"

    def reload(self) -> None:
        """Ask beside the screen: with very many feeds it takes a moment."""
        self.reader.beside(self._ask(self.minutes))

    async def _ask(self, minutes: int) -> None:
        self._found = await self.reader.desk.run(lambda library: library.queue(minutes))
        if self.is_attached:
            self.picks.empty = "Nothing is unread."
            super().reload()

    def entries(self) -> list[Entry]:
        """Title and length, then whence and why; a flood in a row of its own."""
        found = self._found
        whole = sum(one.minutes for one in found)
        self.picks.title = f"For {self.minutes} minutes"
        self.picks.hint = f"{whole} min · {self.reader.key_of('queue-minutes')} other minutes"
        return [entry for one in found for entry in self._entries(one)]

    def _entries(self, one: Queued) -> list[Entry]:
        room, line = self.room, one.headline
        space = max(4, room - 9)
        first = (
            (f" {pad(shorten(line.title, space), space)}", ("strong",)),
            (f" {one.minutes:>3} min", ("muted",)),
        )
        why = one.why[:1].upper() + one.why[1:]
        second = ((f"   {shorten(why, room - 4)}", ("muted",)),)
        found = [Entry((first, second), one, f"{line.title} {line.source}")]
        if one.more:
            more = f"{one.more:,} more from {line.source}"
            row = ((f"   {shorten(more, room - 4)}", ("accent",)),)
            found.append(Entry((row,), Listing("source", number=line.source_id), more))
        return [*found, Entry(((),))]

    def chosen(self, value: object) -> None:
        """Open an article, or the list of who has written so much."""
        self.leave()
        match value:
            case Queued():
                self.reading.leave_here()
                go_to(self.reading, value.headline.id, 0)
            case Listing():
                self.reading.open_source(value._replace(unread_only=True))

    async def do_queue_minutes(self, _: Call) -> None:
        """Ask for how many minutes there are."""
        from reader.app.screens.prompt import ask

        typed = await ask(self.reader, "Minutes", value=str(self.minutes))
        if typed is None or not typed.strip():
            return
        word = typed.strip()
        if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= MOST:
            self.reader.say(f"“{word}” is no number of minutes.", "warn")
            return
        self.minutes = int(word)
        self.reload()


def open_queue(reading: Reading) -> None:
    """Show what to read in fifteen minutes."""
    reading.reader.push_screen(Queue(reading))
