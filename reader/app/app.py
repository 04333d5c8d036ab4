"""The app: what every screen stands on, the library and the looks, and how it is left."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import signal
import time
from typing import TYPE_CHECKING, Any

from textual import events
from textual._context import active_message_pump
from textual.app import App

from reader.app import cells
from reader.app.desk import Desk
from reader.app.naming import Naming
from reader.app.paint import Palette
from reader.app.pictures import Pictures
from reader.app.restored import NAME, Restored, encode, restore
from reader.app.screens.reading import Reading
from reader.commands.keys import show_sequence
from reader.errors import ReaderError
from reader.typeset.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.driver import Driver
    from textual.screen import Screen

    from reader.app.adding import Added
    from reader.app.child import Child
    from reader.app.dispatch import Call
    from reader.app.early.begin import Begun
    from reader.app.early.kept import Frame
    from reader.app.fetching import Fetching
    from reader.app.late import LateReply
    from reader.app.looks import Looks
    from reader.app.updating import Updating
    from reader.commands.bindings import Bindings
    from reader.commands.command import Context
    from reader.library.library import Library
    from reader.library.records import Done
    from reader.settings.schema import Settings
    from reader.settings.theme import Theme

NOTICE_EVERY = 2.0
"""Seconds between two looks at whether another process has written to the library."""

REMEMBER_AFTER = 0.8
"""Seconds after which a move in the list is written down."""

TIDY_AFTER = 1.5
"""Seconds after the first paint until garbage is looked for, from then on as usual."""


class ReaderApp(App[int], inherit_bindings=False):
    """Holds the library, the settings and the looks; screens ask it for them."""

    TITLE = "Reader"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        library: Library,
        settings: Settings,
        bindings: Bindings,
        looks: Looks,
        theme: Theme,
        *,
        ascii_only: bool = False,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(driver_class=_driver(begun))
        self.library = library
        self.settings = settings
        self.bindings_now = bindings
        self.looks = looks
        self.ascii = ascii_only
        self.glyphs = cells.ASCII if ascii_only else cells.UNICODE
        self.restored: Restored = restore(library)
        if self.restored.measure:
            self.measure = self.restored.measure
        else:
            self.measure = settings.measure
        self.page_style = Style(
            hyphenate=settings.hyphenate,
            furniture_folded=settings.furniture == "folded",
            ascii=ascii_only,
            hang_quotes=settings.hang_quotes,
            links_numbered=settings.links_numbered,
        )
        self.desk = Desk(library.path)
        self.naming = Naming(library, self.key_of)
        self.pictures = Pictures(self)
        self.reading = Reading()
        self.updating: Updating | None = None
        self.discipline: list[Any] | None = None
        self.late: LateReply | None = None
        self.kept = begun.frame if begun is not None else None
        self.frame: Frame | None = None
        self.last_done: int | None = None
        self.painted_ahead: tuple[int | None, Sequence[int]] = None, ()
        self.adding: Child | None = None
        self.fetching: Fetching | None = None
        self.added: Added | None = None
        self._seen = 0
        self._key_at = 0.0
        self.wear(theme)
        self._tasks: set[asyncio.Task[None]] = set()
        self._remembering = False

    # -- screens and looks ----------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """The screen on which one reads."""
        return self.reading

    def wear(self, theme: Theme) -> None:
        """Put on a theme: our own looks, and Textual's variables for its own widgets."""
        from reader.app.dress import textual_theme

        self.worn = theme
        self.palette = Palette(theme)
        dress = textual_theme(theme)
        self.register_theme(dress)
        self.theme = dress.name
        if self.is_running:
            for screen in self.screen_stack:
                for widget in screen.query("*"):
                    widget.refresh()

    def keep_theme(self, theme_id: str) -> None:
        """Wear a theme at the next start too."""
        self.restored = self._state(theme=theme_id)
        self.remember()
        self.say(f"{self.worn.name} is kept.")

    @property
    def context(self) -> Context:
        """Where the focus stands: the context of the screen on top."""
        context: Context = getattr(self.screen, "context", "list")
        return context

    def key_of(self, command_id: str) -> str:
        """The first key of a command as it is shown; its palette name where it has none."""
        sequences = self.bindings_now.keys(command_id)
        return show_sequence(sequences[0]) if sequences else f":{command_id}"

    # -- beginning and end ----------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Give a key to the reading screen itself: through its queue it would come a fifth later.

        What waits in that queue comes first all the same.
        """
        if type(event) is events.Key and self.app_focus and self.focused is None:
            self._key_at = time.monotonic()
            reading = self.reading
            if self.screen is reading and reading.is_attentive:
                reading.on_key(event)
                return
        await super().on_event(event)

    def on_mount(self) -> None:
        """Take the signals that Textual leaves to kill without restoring the terminal."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._end_by, number)
        forget = self.pictures.forget_terminal
        self.app_suspend_signal.subscribe(self, lambda _: forget(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda _: self.reading.view.refresh())

    def settle_down(self) -> None:
        """What may wait until the first screen is painted."""
        if not gc.isenabled():
            self.set_timer(TIDY_AFTER, self._tidy)
        self.set_interval(NOTICE_EVERY, self._notice)
        if not self.library.read_only:
            once = self.settings.stories == "one line"
            self.desk.submit(lambda library: library.tell_once(once=once))
        if self.settings.update_at_start and not self.library.read_only:
            self.update_sources(quiet=True)
        if self.settings.update_every and not self.library.read_only:
            every = 60 * self.settings.update_every
            self.set_interval(every, lambda: self.update_sources(quiet=True))
        if self.library.read_only:
            self.say("This library can only be read here; nothing will be kept.", "warn")
        elif not self.restored.welcomed:
            key = self.key_of
            self.say(
                f"Welcome. {key('open')} reads, {key('help')} shows the keys, {key('quit')} leaves."
            )
            self.restored = self._state(welcomed=True)

    def _tidy(self) -> None:
        """Collect garbage from now on; what there is by now stays and is not looked at again.

        The first time takes so long that a key would be late, so it waits for a moment without.
        """
        if time.monotonic() - self._key_at < TIDY_AFTER / 2:
            self.set_timer(TIDY_AFTER, self._tidy)
            return
        gc.collect()
        gc.freeze()
        gc.enable()

    def _fatal_error(self) -> None:
        """Instead of a traceback over the screen: a file with it, and a sentence."""
        from reader.app.crash import told

        self.pictures.close()
        self._exit_renderables.append(told(self._exception, self.library.path))
        self._close_messages_no_wait()

    def _end_by(self, number: int) -> None:
        from reader.app.ending import end_at_last

        if not self.is_headless:
            end_at_last(128 + number, self.discipline)
        self.leave(128 + number)

    def leave(self, status: int = 0) -> None:
        """Write down where one is, finish what was asked for, and end."""
        self.reading.keeper.keep()
        self.remember()
        if self.updating is not None:
            self.updating.cancel()
        if self.adding is not None:
            self.adding.cancel()
        if self.fetching is not None:
            self.fetching.cancel()
        self.pictures.close()
        self.frame = self._captured()
        self.exit(status, return_code=status)

    def _captured(self) -> Frame | None:
        from reader.app.early.capture import capture

        return capture(self)

    def _state(self, *, welcomed: bool | None = None, theme: str | None = None) -> Restored:
        reading = self.reading
        current = reading.current
        return Restored(
            listing=reading.rows.listing if reading.headlines.rows else self.restored.listing,
            key=current.key if current else None,
            article=current.id if current else None,
            above=reading.headlines.above,
            focus=reading.focus_on,
            measure=self.measure if self.measure != self.settings.measure else 0,
            only_text=reading.only_text,
            pinned=reading.pinned is not None,
            theme=self.restored.theme if theme is None else theme,
            welcomed=self.restored.welcomed if welcomed is None else welcomed,
        )

    def remember(self) -> None:
        """Write down where one is, for the next start."""
        self._remembering = False
        if self.library.read_only:
            return
        state = encode(self._state())
        self.desk.submit(lambda library: library.set_state(NAME, state))

    def remember_soon(self) -> None:
        """Write down where one is within a second."""
        if not self._remembering:
            self._remembering = True
            self.set_timer(REMEMBER_AFTER, self.remember)

    # -- actions --------------------------------------------------------------------------------

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the screen.

        It belongs to the app: what it asks is answered though the panel it began in has closed.
        """
        context = contextvars.copy_context()
        context.run(active_message_pump.set, self)
        task = asyncio.get_running_loop().create_task(work, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def act(
        self,
        work: Callable[[Library], Done],
        *,
        quiet: bool = False,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Do an action on the library off the main thread, and say so once it is committed."""
        self.beside(self._act(work, quiet=quiet, then=then))

    async def _act(
        self,
        work: Callable[[Library], Done],
        *,
        quiet: bool,
        then: Callable[[Done], None] | None,
    ) -> None:
        try:
            done, more = await self.desk.run(lambda library: _counted(library, work))
        except ReaderError as error:
            self.say(str(error), "error")
            self.reading.rows.refresh()
            self.reading.headlines.refresh()
            return
        if not quiet and done.journal is not None:
            self.last_done = done.journal
        # What is read anew just now need not be read again when the change is noticed.
        self._seen = self.library.revision()
        self.reading.changed(done, more=more)
        if (reload := getattr(self.screen, "reload", None)) is not None:
            reload()
        if not quiet:
            self.say(self.told(done))
        if then is not None:
            then(done)

    def told(self, done: Done) -> str:
        """An action in words, with its number in the journal."""
        if done.journal is None:
            return done.label or "Nothing to change."
        skipped = f" · {done.skipped:,} changed since, left alone" if done.skipped else ""
        return f"{done.label}{skipped} · #{done.journal} · {self.key_of('undo')} undoes"

    def say(self, message: str, role: str = "text") -> None:
        """Say something in the status line."""
        self.reading.status.say(message, role)

    def _notice(self) -> None:
        """See what other processes have written; what is under the eyes stays."""
        try:
            if self.library.changed_elsewhere() and self.library.revision() != self._seen:
                self._seen = self.library.revision()
                self.reading.arrivals.notice()
        except ReaderError as error:
            self.say(str(error), "error")

    def update_sources(self, words: Sequence[str] = (), *, quiet: bool = False) -> None:
        """Ask the sources for what is new in a child process; by hand a second time cancels it.

        `words` as the command line takes them after `update`.
        """
        from reader.app.updating import Updating

        if self.library.read_only:
            self.say("This library can only be read here.", "warn")
            return
        running = self.updating if self.updating is not None and self.updating.running else None
        if running is None:
            self.updating = Updating(self, words, quiet=quiet)
            self.beside(self.updating.run())
        elif not quiet and running.quiet:
            running.show()
        elif not quiet:
            running.cancel()

    def perform_anywhere(self, call: Call) -> None:
        """Run a command that a screen has no handler for by the reading screen's."""
        from reader.app.handlers.registry import run

        run(self.reading, call)


def _driver(begun: Begun | None) -> type[Driver] | None:
    """The driver that takes over from a frame; None: Textual's usual one."""
    if begun is None:
        return None
    from reader.app.early.handover import driver_for

    return driver_for(begun)


def _counted(library: Library, work: Callable[[Library], Done]) -> tuple[Done, int]:
    """Do an action; with what it answers, how many articles more there are by it."""
    before = library.counts().all
    done = work(library)
    return done, library.counts().all - before
