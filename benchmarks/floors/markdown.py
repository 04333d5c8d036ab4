"""Textual's own Markdown with a file: what a change of width costs there."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown


class MarkdownApp(App[None]):
    """The file in a scrolling view."""

    def compose(self) -> ComposeResult:
        """The view."""
        with VerticalScroll():
            yield Markdown(Path(sys.argv[1]).read_text("utf-8"))


if __name__ == "__main__":
    MarkdownApp().run()
