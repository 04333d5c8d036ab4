"""A panel over the reading screen with a list to pick from: what all such panels have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.screen import ModalScreen

from reader.app.screens.commanded import Commanded
from reader.app.widgets.pick_list import PickList
from reader.commands.command import TYPING

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.app.widgets.pick_list import Entry


class Panel(Commanded, ModalScreen[object], inherit_bindings=False):
    """Shows entries at one side of the screen; letters filter where the context types."""

    DEFAULT_CSS = """
    Panel, Panel:ansi { background: transparent; align: left top; }
    Panel PickList { background: $panel; }
    """

    side: Literal["left", "right", "middle"] = "middle"
    title_of_panel = ""
    hint = ""
    width_wanted = 76

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.picks = PickList(self.title_of_panel, hint=self.hint, empty=self.when_empty())
        if reading.reader.ascii:
            self.picks.cursor_sign = ">"

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.picks

    def on_mount(self) -> None:
        """Take the place and the entries."""
        self.take_place()
        self.reload()

    def on_resize(self, _: events.Resize) -> None:
        """Take the place anew."""
        self.take_place()

    def take_place(self) -> None:
        """Give the list its place on the screen."""
        width, height = self.app.size
        layout = self.reading.layout_now
        styles = self.picks.styles
        if self.side == "left":
            wide = min(width, max(layout.list + 1 if layout.beside else 36, 28))
            styles.width, styles.height, styles.offset = wide, height - 1, (0, 0)
        elif self.side == "right":
            wide = layout.rail or min(width, 44)
            styles.width, styles.height = wide, height - 1
            styles.offset = (width - wide, 0)
        else:
            wide = min(width, self.width_wanted)
            tall = height - 1 if height < 20 else max(10, height - 1 - height // 8 * 2)
            styles.width, styles.height = wide, tall
            styles.offset = ((width - wide) // 2, (height - 1 - tall) // 2)
        self.picks.call_after_refresh(self.picks.move, 0)

    @property
    def room(self) -> int:
        """Cells for an entry's row."""
        width = self.app.size.width
        layout = self.reading.layout_now
        if self.side == "left":
            return min(width, max(layout.list + 1 if layout.beside else 36, 28)) - 3
        if self.side == "right":
            return (layout.rail or min(width, 44)) - 3
        return min(width, self.width_wanted) - 3

    def when_empty(self) -> str:
        """What stands in place of entries when there are none."""
        return "Nothing here."

    def entries(self) -> list[Entry]:
        """What there is to pick."""
        return []

    def present(self) -> object:
        """What the cursor stands on at first."""
        return None

    def reload(self) -> None:
        """Ask for the entries again; the cursor stays as near as it can."""
        current = self.picks.current
        self.picks.put(self.entries(), at=current.value if current else self.present())

    # -- keys -----------------------------------------------------------------------------------

    @property
    def typing(self) -> bool:
        """Whether letters go into the filter."""
        return self.context in TYPING or self.picks.typing

    def took(self, key: str, event: events.Key) -> bool:
        """Letters go into the filter, where there is one."""
        picks = self.picks
        if not self.typing:
            return False
        if key == "backspace":
            picks.narrow(picks.filter[:-1])
            return True
        if key == "escape" and (picks.filter or picks.typing):
            picks.typing = False
            picks.narrow("")
            return True
        if key == "enter" and picks.typing and self.context not in TYPING:
            picks.typing = False
            picks.refresh()
            return True
        character = event.character
        if character and character.isprintable() and (character != " " or picks.filter):
            picks.narrow(picks.filter + character)
            return True
        return False

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words go into the filter too."""
        if self.typing:
            self.picks.narrow(self.picks.filter + " ".join(event.text.split())[:200])

    def chosen(self, value: object) -> None:
        """An entry was picked."""

    def leave(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    def do_down(self, call: Call) -> None:
        """An entry down."""
        self.picks.move(call.times)

    def do_up(self, call: Call) -> None:
        """An entry up."""
        self.picks.move(-call.times)

    def do_page_down(self, _: Call) -> None:
        """A screen down."""
        self.picks.move_rows(self.picks.size.height - 4)

    def do_page_up(self, _: Call) -> None:
        """A screen up."""
        self.picks.move_rows(4 - self.picks.size.height)

    def do_half_down(self, _: Call) -> None:
        """Half a screen down."""
        self.picks.move_rows(self.picks.size.height // 2)

    def do_half_up(self, _: Call) -> None:
        """Half a screen up."""
        self.picks.move_rows(-self.picks.size.height // 2)

    def do_first(self, _: Call) -> None:
        """The first entry."""
        self.picks.to_end(-1)

    def do_last(self, _: Call) -> None:
        """The last entry."""
        self.picks.to_end(1)

    def do_open(self, _: Call) -> None:
        """Pick the entry under the cursor."""
        if self.picks.current is not None:
            self.chosen(self.picks.current.value)

    def do_back(self, _: Call) -> None:
        """Close the panel."""
        self.leave()

    def do_next_pane(self, _: Call) -> None:
        """Close the panel."""
        self.leave()

    def do_previous_pane(self, _: Call) -> None:
        """Close the panel."""
        self.leave()

    def do_search(self, _: Call) -> None:
        """Filter the entries by typing."""
        self.picks.typing = True
        self.picks.refresh()

    def do_undo(self, call: Call) -> None:
        """Undo, and show what that changed here."""
        self.reader.perform_anywhere(call)

    def do_redo(self, call: Call) -> None:
        """Redo, and show what that changed here."""
        self.reader.perform_anywhere(call)

    def on_pick_list_clicked(self, message: PickList.Clicked) -> None:
        """A click picks."""
        self.chosen(message.entry.value)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if not self.picks.region.contains(event.screen_x, event.screen_y):
            self.leave()
