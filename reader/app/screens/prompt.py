"""A question of one line at the foot of the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.app.fit import wrap
from reader.app.widgets.painted import Painted
from reader.errors import QueryError
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.app.app import ReaderApp
    from reader.errors import ReaderError


class _Question(Painted):
    DEFAULT_CSS = "_Question { height: 1; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def on_mount(self) -> None:
        self.styles.width = cells(self.words) + 3

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - has one line
        piece = (f" {self.words}: ", ("accent",))
        return self.palette.strip((piece,), self.size.width, ("ground", "panel"))


class _Refusal(Painted):
    """What is wrong with the answer, above the question; no line of it before there is any."""

    DEFAULT_CSS = "_Refusal { height: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []

    def put(self, words: str) -> None:
        """Say this; nothing when it is empty."""
        self._lines = wrap(words, max(8, self.app.size.width - 2)) if words else []
        self.styles.height = len(self._lines)
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ""
        return self.palette.strip(((f" {line}", ("warn",)),), self.size.width, ("ground", "panel"))


class Prompt(ModalScreen[str | None]):
    """Asks for a line of text; escape answers None."""

    DEFAULT_CSS = """
    Prompt, Prompt:ansi { background: transparent; align: left bottom; }
    Prompt Horizontal { height: 1; }
    Prompt Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    Prompt Input:focus { border: none; background: $panel; }
    """

    def __init__(
        self,
        question: str,
        value: str,
        hint: str,
        typed: Callable[[str], None] | None,
        *,
        select: bool,
        offers: Sequence[str] = (),
        check: Callable[[str], ReaderError | None] | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._typed = typed
        self._check = check
        self._refusal = _Refusal()
        suggester = SuggestFromList(offers, case_sensitive=False) if offers else None
        self._input = Input(value, placeholder=hint, select_on_focus=select, suggester=suggester)

    def compose(self) -> ComposeResult:
        """The question and the answer beside it."""
        yield self._refusal
        with Horizontal():
            yield _Question(self._question)
            yield self._input

    def on_mount(self) -> None:
        """Be ready to type."""
        self._input.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Tell what is typed so far."""
        self._refusal.put("")
        if self._typed is not None:
            self._typed(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Answer, unless it is wrong: then say so, with the wrong place of a query selected."""
        error = self._check(message.value) if self._check else None
        if error is None:
            self.dismiss(message.value)
            return
        self._refusal.put(error.sentence if isinstance(error, QueryError) else str(error))
        if isinstance(error, QueryError):
            self._input.selection = Selection(error.start, error.end)

    def on_key(self, event: events.Key) -> None:
        """Leave by escape; tab takes what is offered."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self._input.action_cursor_right()
        elif event.key in {"escape", "ctrl+c"}:
            event.stop()
            self.dismiss(None)


async def ask(
    app: ReaderApp,
    question: str,
    *,
    value: str = "",
    hint: str = "",
    typed: Callable[[str], None] | None = None,
    select: bool = False,
    offers: Sequence[str] = (),
    check: Callable[[str], ReaderError | None] | None = None,
) -> str | None:
    """Ask for a line of text; None when it was left unanswered.

    `check` gives what is wrong with an answer, which is then told and not taken. `typed` is called
    with what is typed so far; one of `offers` that begins with it is offered behind it, and taken
    by tab or → at its end. To be awaited in a task, never in a handler of messages, which would
    keep its screen from painting.
    """
    answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
    prompt = Prompt(question, value, hint, typed, select=select, offers=offers, check=check)
    app.push_screen(prompt, callback=answer.set_result)
    return await answer
