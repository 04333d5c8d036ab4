"""The smallest Textual app that shows a word: what any start on Textual costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class SmallestApp(App[None]):
    """One word on the screen."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("floor-is-ready")


if __name__ == "__main__":
    SmallestApp().run()
