"""What is at an address: feeds with their newest headlines to choose from, or a page to save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.app.adding import Find, add, adding, linked_in, save_page
from reader.app.child import ChildError
from reader.app.fit import shorten, wrap
from reader.app.screens.feeds import ask_folder
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from textual import events

    from reader.app.cells import Row
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading

HEADLINES = 5
FEW = 3
"""Headlines of a feed on a screen of fewer than 24 rows."""


class Found(Panel):
    """Looks, shows what it found, and subscribes to what is chosen; leaving it stops it."""

    context = "found"
    width_wanted = 84

    def __init__(self, reading: Reading, address: str, article: int | None = None) -> None:
        """`article`: the number of the one in which the address is a link, if it was not typed."""
        super().__init__(reading)
        self.address = address
        self.article = article
        self.folder = ""
        self.finds: list[Find] = []
        self.marked: set[Find] = set()
        self._said = ""
        self._child = adding(
            reading.reader.library.path, ["--find", *linked_in(article), "--", address]
        )
        self._looking = True

    def on_mount(self) -> None:
        """Begin to look."""
        super().on_mount()
        self.reader.beside(self._look())

    async def _look(self) -> None:
        try:
            async for told in self._child.lines():
                self.finds += finds_of(told)
                self._show()
        except (ChildError, OSError) as error:
            self._said = str(error)
        self._looking = False
        if not self.finds and not self._said:
            self._said = self._child.said or "Nothing was found there."
        if self.is_attached and not self._child.cancelled:
            self._show()

    def _show(self) -> None:
        if self.is_attached:
            self.reload()

    # -- what is shown --------------------------------------------------------------------------

    def when_empty(self) -> str:
        """Nothing is empty here: it says what it does."""
        return ""

    def entries(self) -> list[Entry]:
        """What was found; before that, what is being done or what went wrong."""
        key = self.reader.key_of
        self.picks.title = "Looking" if self._looking else "Found" if self.finds else "Not found"
        self.picks.hint = ""
        if self.finds:
            several = f" · {key('mark-found')} takes several" if len(self.finds) > 1 else ""
            where = f"in {self.folder}" if self.folder else "a folder"
            does = "saves it" if all(find.is_page for find in self.finds) else "subscribes"
            folder = "" if does == "saves it" else f" · {key('move-source')} {where}"
            self.picks.hint = f"{key('open')} {does}{several}{folder}"
            return [self._entry(find) for find in self.finds]
        said = self._said or f"Looking at {self.address} …"
        rows: list[Row] = [((f"  {line}", ("text",)),) for line in wrap(said, self.room - 4)]
        does = f"  {key('back')} stops" if self._looking else f"  {key('edit')} changes the address"
        return [Entry((*rows, (), ((does, ("muted",)),)))]

    def _entry(self, find: Find) -> Entry:
        room = self.room
        box = ""
        if len(self.finds) > 1:
            box = "[x] " if find in self.marked else "[ ] "
        inset = " " * (1 + len(box))
        title = f"Save as an article: {find.title}" if find.is_page else find.title
        rows: list[Row] = [
            ((f" {box}", ("accent",)), (shorten(title, room - 1 - len(box)), ("strong",)))
        ]
        there = "subscribed already" if find.source is not None else find.how
        about = f"{find.address} · {there}" if there else find.address
        rows.append(((inset + shorten(about, room - len(inset)), ("muted",)),))
        most = HEADLINES if self.app.size.height >= 24 else FEW
        for headline in find.headlines[:most]:
            line = f"{inset}  {shorten(headline, room - len(inset) - 2)}"
            rows.append(((line, ("text",)),))
        return Entry((*rows, ()), find, f"{title} {about}")

    # -- choosing -------------------------------------------------------------------------------

    def do_mark_found(self, _: Call) -> None:
        """Choose the one under the cursor too, or leave it out."""
        current = self.picks.current
        if current is not None and isinstance(current.value, Find):
            self.marked ^= {current.value}
            self.reload()
            self.picks.move(1)

    async def do_move_source(self, _: Call) -> None:
        """Say which folder what is chosen goes into."""
        folder = await ask_folder(self, self.folder)
        if folder is not None:
            self.folder = folder
            self._show()

    def chosen(self, value: object) -> None:
        """Subscribe to what is marked, else to the one under the cursor."""
        assert isinstance(value, Find)
        wanted = [find for find in self.finds if find in self.marked] or [value]
        self.leave()
        app = self.reader
        pages = [find for find in wanted if find.is_page]
        feeds = [find.address for find in wanted if not find.is_page]
        if feeds:
            folder = ["--folder", self.folder] if self.folder else []
            words = [*folder, *linked_in(self.article), *self._words(feeds)]
            app.beside(add(app, words, wanted[0].title))
        for page in pages:
            app.beside(save_page(app, page.address, self.article))

    def _words(self, addresses: list[str]) -> list[str]:
        """What `add` is given: feeds by their addresses; by their numbers where a login is typed.

        A login is in no address that was found, and so must be taken from what was typed.
        """
        if "@" not in self.address.partition("://")[2].partition("/")[0]:
            return ["--feed-address", "--", *addresses]
        feeds = [find.address for find in self.finds if not find.is_page]
        numbers = [str(feeds.index(address) + 1) for address in addresses]
        return ["--feed", ",".join(numbers), "--", self.address]

    async def do_edit(self, _: Call) -> None:
        """Change the address and look again."""
        from reader.app.handlers.sources import ask_and_add

        self.leave()
        await ask_and_add(self.reading, self.address)

    def took(self, key: str, event: events.Key) -> bool:  # noqa: ARG002 - as in every panel
        """No letters are typed here."""
        return False

    def leave(self) -> None:
        """Stop looking, and close."""
        self._child.cancel()
        super().leave()


def finds_of(told: dict[str, Any]) -> list[Find]:
    """What one object of the child tells of: a feed, or a page without one."""
    address = told.get("address")
    if not isinstance(address, str) or told.get("error"):
        return []
    title = told.get("title")
    headlines = told.get("headlines")
    how = told.get("how")
    source = told.get("subscribed")
    return [
        Find(
            address,
            title if isinstance(title, str) and title else address,
            tuple(str(one) for one in headlines) if isinstance(headlines, list) else (),
            how if isinstance(how, str) else "",
            told.get("kind") in {"page", "article"},
            source if isinstance(source, int) and not isinstance(source, bool) else None,
        )
    ]
