"""A pane in which a note is written."""

from __future__ import annotations

import asyncio
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.app.widgets.painted import Painted

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.app.app import ReaderApp


class _Head(Painted):
    DEFAULT_CSS = "_Head { height: 1; width: 100%; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - has one line
        row = (
            (f" {self.words}", ("strong", "bold")),
            ("   esc keeps · ctrl+e your editor · ctrl+c discards", ("faint",)),
        )
        return self.palette.strip(row, self.size.width, ("ground", "panel"))


class Editor(ModalScreen[str | None]):
    """Writes a text of several lines; leaving keeps it, only ctrl+c discards."""

    DEFAULT_CSS = """
    Editor, Editor:ansi { background: transparent; align: center bottom; }
    Editor #sheet { width: 100%; height: 50%; min-height: 6; background: $panel; layout: vertical; }
    Editor TextArea { border: none; padding: 0 1; background: $panel; }
    Editor TextArea:focus { border: none; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._head = _Head(title)
        self._area = TextArea(text, soft_wrap=True, show_line_numbers=False)

    def compose(self) -> ComposeResult:
        """The title over the text."""
        from textual.containers import Vertical

        with Vertical(id="sheet"):
            yield self._head
            yield self._area

    def on_mount(self) -> None:
        """Be ready to type at the end."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def on_key(self, event: events.Key) -> None:
        """Keep, discard, or go to the user's own editor."""
        if event.key in {"escape", "ctrl+s"}:
            event.stop()
            self.dismiss(self._area.text.strip())
        elif event.key == "ctrl+c":
            event.stop()
            self.dismiss(None)
        elif event.key == "ctrl+e":
            event.stop()
            event.prevent_default()
            self._area.text = self._elsewhere(self._area.text)

    def _elsewhere(self, text: str) -> str:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with tempfile.TemporaryDirectory(prefix="reader-note-") as folder:
            path = Path(folder) / "note.md"
            path.write_text(text, encoding="utf-8")
            try:
                with self.app.suspend():
                    subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the user's own
            except OSError:
                return text
            return path.read_text(encoding="utf-8", errors="replace")


async def write(app: ReaderApp, title: str, *, text: str = "") -> str | None:
    """Let the reader write; None when it was discarded."""
    answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
    app.push_screen(Editor(title, text), callback=answer.set_result)
    return await answer
