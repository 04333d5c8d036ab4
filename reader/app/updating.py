"""Asking the sources for what is new, in a child process, told in the status line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from reader.app.child import Child, ChildError
from reader.app.widgets.status import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.app import ReaderApp

PAUSE = 0.1
"""Seconds between two drawings of the bar: an eye follows no more."""


class Updating:
    """One update. The screen stands still; what is new waits to be asked for.

    `quiet`: it shows nothing while it runs and says nothing of its end.
    """

    def __init__(self, app: ReaderApp, words: Sequence[str] = (), *, quiet: bool) -> None:
        """`words` follow `update` on the command line: which sources, or `--all`."""
        self._app = app
        self._child = Child(app.library.path, ["update", *words])
        self.quiet = quiet
        self.running = False
        self.new = self.changed = self.failed = self.moved = 0
        self.done = self.of = 0
        self.nothing_due = False
        self._name = ""
        self._next = 0.0
        self._broken: set[object] = set()

    def cancel(self) -> None:
        """Stop; what has come in stays."""
        self._child.cancel()
        if not self.quiet:
            self._app.reading.status.tell(self, Progress("stopping"))

    def show(self) -> None:
        """Show from now on how far it is, though it began quietly."""
        self.quiet = False
        self._next = 0.0
        self._tell()

    async def run(self) -> None:
        """Run to the end, showing progress."""
        self.running = True
        broken = ""
        self._tell()
        try:
            async for told in self._child.lines():
                self.take(told)
                self._tell()
        except (ChildError, OSError) as error:
            broken = str(error)
        finally:
            self.running = False
            self._app.reading.status.tell(self, None)
        if self._app.is_running:
            self._finish(broken)

    def take(self, told: dict[str, Any]) -> None:
        """Count what one event of the child tells."""
        title = told.get("title")
        event = told.get("event")
        if isinstance(title, str) and event in {"begin", "fetching", "progress", "keeping"}:
            self._name = title
        if event == "begin":
            self.of = max(self.of, _number(told, "sources"))
        elif event == "done":
            self.nothing_due = told.get("sources") == 0
        elif event == "failed":
            self._fails(told)
        elif event == "moved":
            self.moved += 1
        elif event == "source":
            self.done = max(self.done + 1, _number(told, "done"))
            self.of = max(self.of, _number(told, "of"), self.done if self.of else 0)
            self.new += _number(told, "new")
            self.changed += _number(told, "changed")
            if told.get("error"):
                self._fails(told)
            self._name = title if isinstance(title, str) else self._name

    def _fails(self, told: dict[str, Any]) -> None:
        """Count a source once, however many of its files fail."""
        self._broken.add(told.get("id", told.get("title")))
        self.failed = len(self._broken)

    def _tell(self) -> None:
        now = time.monotonic()
        if not self.quiet and not self._child.cancelled and now >= self._next:
            self._next = now + PAUSE
            self._app.reading.status.tell(
                self, Progress("updating", self.done, self.of, self._name)
            )

    def _finish(self, broken: str) -> None:
        self._app.reading.arrivals.notice()
        if (reload := getattr(self._app.screen, "reload", None)) is not None:
            reload()
        if self.quiet:
            return
        if broken:
            self._app.say(f"The update failed: {broken}", "error")
        else:
            self._app.say(self.summary(), "warn" if self.failed else "text")

    def summary(self) -> str:
        """What came of it, in a sentence."""
        parts = [f"{self.new:,} new", f"{self.changed:,} changed"]
        if self._child.cancelled:
            return f"Update cancelled: {', '.join(parts)}; what came in stays."
        if self.nothing_due:
            return f"Nothing is due yet; {self._app.key_of('update-all')} asks all the same."
        if self.moved:
            parts.append(f"{self.moved:,} moved")
        if self.failed:
            why = self._app.key_of("feeds")
            parts.append(f"{self.failed:,} failed ({why} says why)")
        return f"Updated: {', '.join(parts)}."


def _number(told: dict[str, Any], name: str) -> int:
    value = told.get(name, 0)
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) else 0
