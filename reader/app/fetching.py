"""Fetching an article whole in a child process; the page under the eyes changes in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.child import Child, ChildError
from reader.app.places import show_anew
from reader.app.widgets.status import Progress

if TYPE_CHECKING:
    from reader.app.app import ReaderApp
    from reader.library.records import Headline


class Fetching:
    """One article on its way; `cancel` lets it go, and nothing is changed then."""

    def __init__(self, app: ReaderApp, headline: Headline) -> None:
        self._app = app
        self._headline = headline
        self._child = Child(app.library.path, ["fetch", str(headline.id)])
        self.running = False

    @property
    def article_id(self) -> int:
        """The article that is fetched."""
        return self._headline.id

    def cancel(self) -> None:
        """Let it go."""
        self._child.cancel()

    async def run(self) -> None:
        """Fetch it, and show what came if the article is still the one that is shown."""
        app, headline = self._app, self._headline
        status = app.reading.status
        self.running = True
        status.tell(self, Progress("fetching", name=headline.title))
        error = lacking = ""
        try:
            async for told in self._child.lines():
                if told.get("error"):
                    error = str(told["error"])
                if told.get("event") == "article" and told.get("completeness") != "full":
                    lacking = str(told.get("completeness", ""))
        except (ChildError, OSError) as broken:
            error = str(broken)
        finally:
            self.running = False
            status.tell(self, None)
        if not app.is_running:
            return
        app.reading.rows.refresh((headline.id,))
        app.reading.headlines.refresh()
        show_anew(app.reading, headline.id)
        error = error or self._child.said
        if self._child.cancelled:
            app.say("Fetching was stopped; nothing was changed.")
        elif error:
            app.say(error, "error")
        elif lacking:
            app.say(
                f"The page of “{headline.title}” gives no more than a {lacking} either.", "warn"
            )
        else:
            back = app.key_of("switch-body")
            app.say(f"Fetched “{headline.title}” whole · {back} shows what the feed gave")
