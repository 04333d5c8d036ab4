"""The smallest Textual app that shows a word and takes a key: what any start on Textual costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events


class SmallestApp(App[None]):
    """One word on the screen, and another one after a key."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("floor-is-ready")

    def on_key(self, event: events.Key) -> None:
        """Show that it came."""
        self.query_one(Static).update(f"floor-took-{event.key}")


if __name__ == "__main__":
    SmallestApp().run()
