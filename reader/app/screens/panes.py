"""The regions of the screen on which one reads, and how they share its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app import frame
from reader.app.at_once import painting
from reader.app.screens.commanded import Commanded
from reader.app.widgets.article import ArticleView
from reader.app.widgets.headlines import Headlines
from reader.app.widgets.status import Status

if TYPE_CHECKING:
    from typing import Literal

    from textual import events
    from textual.app import ComposeResult

    from reader.app.rows import Rows
    from reader.app.widgets.rail import Rail
    from reader.app.widgets.sources import SourcesPane
    from reader.library.library import Library
    from reader.library.records import Headline


class Panes(Commanded):
    """Owns the widgets and which of them has the focus; what they show is given from above."""

    def __init__(self) -> None:
        super().__init__()
        self.headlines = Headlines()
        self.view = ArticleView()
        self.status = Status()
        self.rail: Rail | None = None
        self.pinned: SourcesPane | None = None
        self.focus_on: Literal["list", "article"] = "list"
        self.only_text = False
        self.first_painted = False
        self.layout_now = frame.divide(80, 24)

    # -- what it stands on ----------------------------------------------------------------------

    @property
    def library(self) -> Library:
        """The library to read from, on the main thread."""
        return self.reader.library

    @property
    def rows(self) -> Rows:
        """The rows of the list."""
        assert self.headlines.rows is not None
        return self.headlines.rows

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""
        return self.headlines.rows.current if self.headlines.rows else None

    def compose(self) -> ComposeResult:
        """The regions that every width has; the rail comes when there is room for it."""
        yield self.headlines
        yield self.view
        yield self.status

    def dress(self) -> None:
        """Give the regions the signs and pictures that this terminal can show."""
        self.headlines.glyphs = self.reader.glyphs
        self.view.cut_mark = ">" if self.reader.ascii else "›"
        self.view.picture = self.reader.pictures.segments
        self.status.ascii = self.reader.ascii

    @property
    def is_attentive(self) -> bool:
        """Whether it stands and nothing waits for it that came before the next key."""
        return self.first_painted and self._message_queue.empty()

    def press(self, event: events.Key) -> None:
        """Do what a key is for, and paint what it has changed at once."""
        with self.reader.desk.waiting(), painting(self):
            super().press(event)

    # -- the layout -----------------------------------------------------------------------------

    def divide(self) -> bool:
        """Give each region its width; whether the column of text is another now."""
        width, height = self.app.size
        chosen = self.reader.settings.list_width
        layout = frame.divide(
            width,
            height,
            measure=self.reader.measure,
            only_text=self.only_text,
            article_focused=self.focus_on == "article",
            pinned=self.pinned is not None,
            list_width=chosen if isinstance(chosen, int) else 0,
        )
        before, self.layout_now = self.layout_now, layout
        self.headlines.display = bool(layout.list)
        self.headlines.styles.width = layout.list + (1 if layout.beside else 0)
        self.headlines.ruled = layout.beside
        self.headlines.two_lines = layout.two_lines
        self.headlines.active = self.focus_on == "list"
        self.view.display = bool(layout.article)
        if self.pinned is not None:
            self.pinned.display = bool(layout.pinned)
        self._arrange_rail(layout.rail)
        return (layout.text, layout.left) != (before.text, before.left)

    def _arrange_rail(self, width: int) -> None:
        if width and self.rail is None:
            from reader.app.widgets.rail import Rail

            self.rail = Rail()
            self.mount(self.rail, after=self.view)
        if self.rail is not None:
            self.rail.display = bool(width)
            self.rail.styles.width = width + 1
            self.rail.refresh()

    def pin(self, *, pinned: bool) -> None:
        """Keep the sources beside the list, or take them away."""
        if pinned and self.pinned is None:
            from reader.app.widgets.sources import SourcesPane

            self.pinned = SourcesPane()
            self.mount(self.pinned, before=self.headlines)
        elif not pinned and self.pinned is not None:
            self.pinned.remove()
            self.pinned = None

    def let_go_of_kept(self) -> None:
        """Show what there is, in place of what the first frame showed."""
        if self.reader.kept is None:
            return
        self.reader.kept = None
        for region in (self.view, self.rail, self.pinned, self.status):
            if region is not None:
                region.refresh()

    def refresh_rail(self) -> None:
        """Paint the rail again, if it is there."""
        if self.rail is not None and self.rail.display:
            self.rail.refresh()
