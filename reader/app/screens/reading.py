"""The screen on which one reads: the list, the article, the rail and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.ahead import Ahead
from reader.app.arrivals import Arrivals
from reader.app.following import Following
from reader.app.freshening import freshen
from reader.app.jumps import Jump, Jumps
from reader.app.keeper import Keeper
from reader.app.rows import Rows
from reader.app.screens.panes import Panes

if TYPE_CHECKING:
    from typing import Literal

    from textual import events

    from reader.app.cells import Row
    from reader.app.dispatch import Call
    from reader.app.find import Finder
    from reader.app.hints import Hints
    from reader.app.selection import Selection
    from reader.app.shown import Shown
    from reader.app.widgets.article import ArticleView
    from reader.app.widgets.headlines import Headlines
    from reader.library.records import Done, Headline, Key, Listing
    from reader.typeset.page import Page


class Reading(Panes):
    """Owns what is shown and where the focus is; commands are in `app.handlers`."""

    DEFAULT_CSS = """
    Reading { layout: horizontal; background: $background; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.jumps = Jumps()
        self.keeper = Keeper(self)
        self.arrivals = Arrivals(self)
        self.ahead = Ahead(self)
        self.following = Following(self)
        self.finder: Finder | None = None
        self.hinting: Hints | None = None
        self.selection: Selection | None = None
        self.last_search = ""
        self.results_grouped = False
        self._left_at: dict[Listing, Key] = {}

    @property
    def context(self) -> Literal["list", "article", "selection"]:  # type: ignore[override]
        """Where the focus stands."""
        if self.selection is not None:
            return "selection"
        return self.focus_on

    def on_mount(self) -> None:
        """Read the first window of headlines; the article follows after the first paint."""
        state = self.reader.restored
        self.dress()
        self.view.scrolled = self.scrolled
        self.focus_on = state.focus
        self.only_text = state.only_text
        self.lay_out()
        self.open_list(state.listing, around=state.key, show=False)
        if state.article is not None:
            self.rows.select(state.article)
        if state.pinned:
            self.pin_sources(pinned=True)
        self.headlines.top = max(0, self.rows.cursor - state.above)
        self.headlines.follow()
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_painted = True
        self.arrivals.begin()
        self.show_current()
        self.let_go_of_kept()
        self.reader.settle_down()

    # -- the layout -----------------------------------------------------------------------------

    def on_resize(self, _: events.Resize) -> None:
        """Divide the screen anew; the first visible character stays."""
        self.lay_out()

    def lay_out(self) -> None:
        """Give each region its width, and set the article anew if its column has changed."""
        if self.divide() or self.view.page is None:
            self.set_anew()
        self.headlines.follow()
        self.refresh_status()

    def set_anew(self) -> None:
        """Set the shown article for the present width, style and theme, at the same character."""
        self.view.left, self.view.column = self.layout_now.left, self.layout_now.text
        if self.shown is None:
            return
        offset = self.view.kept_offset
        self.view.tail = self._said_at_end(self.shown)
        self.view.show(*self._set_page(self.shown), offset=offset)
        self.refresh_layers()

    def _said_at_end(self, shown: Shown) -> list[Row]:
        from reader.app.completeness import said_at_end

        app, width = self.reader, self.layout_now.text
        return said_at_end(shown.article, app.key_of, width, ascii_only=app.ascii)

    def _set_page(self, shown: Shown) -> tuple[Page, list[Row]]:
        """The page and the masthead of an article at the present width, with its pictures."""
        width = self.layout_now.text
        pictures = self.reader.pictures.sizes(shown.id, width)
        return shown.set_at(width, self.reader.page_style, pictures)

    def set_ahead(self, shown: Shown) -> None:
        """Set of an article what will be on the screen when it is shown."""
        page, _ = self._set_page(shown)
        first = page.line_at(self.keeper.left_off(shown))
        page.lines(first, min(len(page), first + self.view.size.height))

    def focus_pane(self, pane: Literal["list", "article"]) -> None:
        """Put the focus into a pane; into the article it marks it as read, if set so."""
        if pane == "article" and self.shown is None:
            return
        self.focus_on = pane
        self.lay_out()
        if pane == "article":
            self.mark_as_read("open")

    # -- the list -------------------------------------------------------------------------------

    def open_list(self, listing: Listing, *, around: Key | None = None, show: bool = True) -> None:
        """Show another list, at a headline or at its beginning."""
        rows = Rows(self.library, listing)
        rows.open(around)
        self.headlines.rows = rows
        self.headlines.top = 0
        self.headlines.name_of_list, self.headlines.empty = self.reader.naming.of(listing)
        self.recount()
        self.headlines.follow()
        if show:
            self.show_current()

    def open_source(self, listing: Listing) -> None:
        """Show another list at the place where it was left, and put the focus on it."""
        if self.headlines.rows is not None and self.current is not None:
            self._left_at[self.rows.listing] = self.current.key
        self.keeper.keep()
        self.focus_pane("list")
        if listing.view == "reading":
            self.reader.beside(self._open_when_written(listing))
        else:
            self._open(listing)

    def _open(self, listing: Listing) -> None:
        self.open_list(listing, around=self._left_at.get(listing))
        self.reader.remember_soon()

    async def _open_when_written(self, listing: Listing) -> None:
        """Open a list that depends on the place that was left just now."""
        await self.reader.desk.run(lambda _: None)
        self._open(listing)

    def recount(self) -> None:
        """Read the kept count of the list."""
        self.headlines.count = self.library.count(self.rows.listing)

    def move_in_list(self, by: int) -> bool:
        """Move the cursor; the article follows when it rests."""
        previous = self.rows.cursor
        length = len(self.rows.headlines)
        moved = self.rows.move(by)
        if moved:
            same = len(self.rows.headlines) == length
            self.headlines.follow(previous if same and self.rows.cursor != previous else None)
            self.show_soon()
        return moved

    def show_soon(self) -> None:
        """Show the article under the cursor: right after it, or once the cursor rests."""
        self.following.follow()

    def show_current(self) -> None:
        """Show the article under the cursor, at the place where it was left."""
        self.following.stop()
        headline = self.current
        if headline is None:
            self._show_nothing()
        elif self.shown is None or self.shown.id != headline.id:
            self.show_article(headline.id)
        self.refresh_status()
        self.ahead.look_soon()

    def _show_nothing(self) -> None:
        self.keeper.keep()
        self.shown = None
        self.finder = None
        self.view.clear(self.reader.naming.nothing(self.rows.listing))
        if self.focus_on == "article":
            self.focus_pane("list")
        self.refresh_rail()

    def show_article(self, article_id: int, *, offset: int | None = None) -> None:
        """Open an article at an offset, or where it was left."""
        from reader.app.shown import Shown
        from reader.errors import ReaderError

        self.keeper.keep()
        self.finder = self.selection = self.hinting = None
        try:
            shown = self.ahead.take(article_id) or Shown.open(self.library, article_id)
            if offset is None:
                offset = self.keeper.left_off(shown)
        except ReaderError as error:
            self.shown = None
            self.view.clear([(), ((str(error), ("error",)),)])
            return
        self.shown = shown
        self.view.lit = {}
        self.view.tail = self._said_at_end(shown)
        self.view.show(*self._set_page(shown), offset=offset)
        self.reader.pictures.look()
        shown.load_marks(self.library)
        self.refresh_layers()
        self.refresh_rail()
        if self.focus_on == "article":
            self.mark_as_read("open")
        else:
            self.mark_as_read("shown")

    def refresh_layers(self) -> None:
        """Light the highlights, the hits and the selection again."""
        if self.shown is not None:
            self.view.lit["highlights"] = self.shown.highlights
        if self.finder is not None:
            self.view.lit["hits"] = self.finder.overlay
            self.view.lit["hit"] = self.finder.current_overlay
        else:
            self.view.lit.pop("hits", None)
            self.view.lit.pop("hit", None)
        if self.selection is not None:
            self.view.lit["selection"] = self.selection.overlay
        else:
            self.view.lit.pop("selection", None)
        self.view.refresh()

    # -- places ---------------------------------------------------------------------------------

    @property
    def here(self) -> Jump | None:
        """Where one is, for the jump list."""
        return Jump(self.shown.id, self.view.first_offset) if self.shown else None

    def meant(self) -> Headline | None:
        """The article that a command is for: the one being read, else that under the cursor.

        Where there is none, that is said.
        """
        if self.focus_on == "article" and self.shown is not None:
            return self.shown.headline
        if self.current is None:
            self.reader.say("There is no article here.")
        return self.current

    def leave_here(self) -> None:
        """Remember this place before a jump."""
        if (here := self.here) is not None:
            self.jumps.leave(here)

    def scrolled(self) -> None:
        """Follow in the status line, and write the place down when it rests."""
        self.reader.pictures.look()
        self.refresh_status()
        if self.rail is not None and self.rail.display:
            self.rail.follow()
        self.keeper.keep_soon()

    # -- what is said ---------------------------------------------------------------------------

    def refresh_status(self) -> None:
        """Say where one is and how much is left."""
        from reader.app.whereabouts import figures, whereabouts

        before = self.status.place, self.status.figures
        self.status.place, self.status.figures = whereabouts(self), figures(self)
        if before != (self.status.place, self.status.figures):
            self.status.refresh()

    def pending(self, keys: str) -> None:
        """Show the keys of an unfinished command."""
        if keys != self.status.pending:
            self.status.pending = keys
            self.status.refresh()

    # -- actions --------------------------------------------------------------------------------

    def mark_as_read(self, by: Literal["open", "shown"]) -> None:
        """Mark the shown article as read, if reading does so by this; the undo key passes it by."""
        wanted = self.reader.settings.marks_read
        shown = self.shown
        if shown is None or shown.headline.read or self.library.read_only:
            return
        if wanted == by or (wanted == "shown" and by == "open"):
            ids = (shown.id,)
            shown.headline = shown.headline._replace(read=True)
            self.reader.act(lambda lib: lib.mark_read(ids, automatic=True), quiet=True)

    def changed(self, done: Done, *, more: int = 0) -> None:
        """Show what an action has changed; nothing under the eyes moves.

        `more` is how many articles it added: they are not new, and hide nothing that is.
        """
        if done.changed:
            freshen(self)
            self.recount()
            self.arrivals.own(more)
            self.arrivals.count()
            if self.shown is not None:
                fresh = self.library.headline(self.shown.id)
                if fresh is not None:
                    self.shown.headline = fresh
                self.shown.load_marks(self.library)
                self.refresh_layers()
            self.headlines.refresh()
            self.refresh_rail()
            if self.pinned is not None:
                self.pinned.reload()

    def dropped(self, ids: tuple[int, ...]) -> None:
        """Take removed articles out of the list."""
        self.rows.drop(ids)
        self.recount()
        self.headlines.follow()
        self.show_current()

    def came_back(self, done: Done) -> None:
        """After an undo or redo: rows may have come back or gone."""
        if done.changed:
            self.reopen()

    def reopen(self) -> None:
        """Read the list anew with the cursor on the same headline or the one in its place."""
        current, top = self.current, self.headlines.top
        before = self.rows.cursor
        self.open_list(self.rows.listing, around=current.key if current else None, show=False)
        if current is not None and self.rows.select(current.id):
            self.headlines.top = max(0, self.rows.cursor - (before - top))
            self.headlines.follow()
        self.show_current()

    def pin_sources(self, *, pinned: bool) -> None:
        """Keep the sources beside the list, or take them away."""
        self.pin(pinned=pinned)
        self.lay_out()

    def perform(self, call: Call) -> None:
        """Run a command by its handler."""
        from reader.app.handlers.registry import run

        self.status.quiet()
        if self.view.foot:
            self.view.foot = []
            self.view.refresh()
        run(self, call)

    def took(self, key: str, event: events.Key) -> bool:  # noqa: ARG002 - the same door for all
        """While hints are shown, letters choose among them."""
        return self.hinting is not None and self.hinting.take(self, key)

    # -- the mouse ------------------------------------------------------------------------------

    def on_headlines_clicked(self, message: Headlines.Clicked) -> None:
        """Put the cursor on what was clicked; nothing is marked."""
        self.move_in_list(message.number - self.rows.cursor)
        if self.focus_on != "list" and self.layout_now.beside:
            self.focus_pane("list")

    def on_headlines_wheeled(self, message: Headlines.Wheeled) -> None:
        """Read on at the end of what is in memory."""
        self.rows.look_ahead(message.by)
        self.headlines.refresh()

    def on_article_view_link_clicked(self, message: ArticleView.LinkClicked) -> None:
        """Follow a link that was clicked."""
        from reader.app.handlers.links import follow

        follow(self, message.link)
