"""Reading the sources again in a child process, told in the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.app.child import Child, ChildError

if TYPE_CHECKING:
    from reader.app.app import ReaderApp


class Updating:
    """One update. The screen stands still; what is new waits to be asked for."""

    def __init__(self, app: ReaderApp, *, quiet: bool) -> None:
        self._app = app
        self._quiet = quiet
        self._child = Child(app.library.path, ["update"])
        self.running = False

    def cancel(self) -> None:
        """Stop; what has come in stays."""
        self._child.cancel()

    async def run(self) -> None:
        """Run to the end, showing progress."""
        status = self._app.reading.status
        self.running = True
        new = changed = failed = 0
        try:
            async for told in self._child.lines():
                if told.get("event") == "source":
                    new += _number(told, "new")
                    changed += _number(told, "changed")
                    failed += 1 if told.get("error") else _number(told, "failed")
                if not self._quiet:
                    status.progress = f"updating {told.get('title', '')}".strip()
                    status.refresh()
        except (ChildError, OSError) as error:
            self._app.say(f"The update failed: {error}", "error")
        finally:
            self.running = False
            status.progress = ""
            status.refresh()
        self._finish(new, changed, failed)

    def _finish(self, new: int, changed: int, failed: int) -> None:
        if not self._app.is_running:
            return
        self._app.reading.arrivals.notice()
        if self._quiet and not (new or changed):
            return
        parts = [f"{new:,} new", f"{changed:,} changed"]
        if failed:
            parts.append(f"{failed:,} failed")
        stopped = "Update cancelled" if self._child.cancelled else "Updated"
        self._app.say(f"{stopped}: {', '.join(parts)}.")


def _number(told: dict[str, Any], name: str) -> int:
    value = told.get(name, 0)
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) else 0
