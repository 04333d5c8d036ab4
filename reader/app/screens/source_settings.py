"""The settings of one source: enter changes the one under the cursor, each undoable by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.app.fit import pad, shorten
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.source_settings import interval_in_words, interval_of

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading
    from reader.library.records import SourceSettings


class SettingsOfSource(Panel):
    """Each setting with what it is and what it means."""

    context = "settings"
    title_of_panel = "Settings"
    hint = "enter changes"
    width_wanted = 92

    def __init__(self, reading: Reading, source_id: int) -> None:
        super().__init__(reading)
        self._number = source_id
        source = reading.library.source(source_id)
        if source is not None:
            self.picks.title = source.title

    def when_empty(self) -> str:
        """The source may have been removed meanwhile."""
        return "This source is not there any more."

    def entries(self) -> list[Entry]:
        """The settings that a source of this kind has."""
        source = self.reading.library.source(self._number)
        if source is None:
            return []
        settings = source.settings
        rows = [self._row("hidden", "In All and Unread", "no" if settings.hidden else "yes")]
        rows.append(self._row("paused", "Asked", "not until resumed" if settings.paused else "yes"))
        if source.kind == "feed":
            every = settings.interval
            said = f"every {interval_in_words(every)}" if every is not None else "by its own rhythm"
            rows.append(self._row("interval", "How often", said))
            whole = "always" if settings.full_text else "on request"
            rows.append(self._row("full_text", "Articles fetched whole", whole))
            agent = settings.user_agent or "Reader's own"
            rows.append(self._row("user_agent", "User agent", agent))
        return rows

    def _row(self, name: str, title: str, value: str) -> Entry:
        wide = min(26, self.room // 2)
        row = (
            (f" {pad(shorten(title, wide), wide)} ", ("text",)),
            (shorten(value, max(4, self.room - wide - 2)), ("accent",)),
        )
        return Entry((row,), name, f"{title} {value}")

    def chosen(self, value: object) -> None:
        """Switch what is yes or no; ask for the others."""
        source = self.reading.library.source(self._number)
        if source is None:
            return
        match value:
            case "hidden" | "paused" | "full_text":
                name = str(value)
                self._set({name: not getattr(source.settings, name)})
            case "interval":
                self.reader.beside(self._ask_interval(source.settings))
            case _:
                self.reader.beside(self._ask_agent(source.settings))

    async def _ask_interval(self, settings: SourceSettings) -> None:
        from reader.app.screens.prompt import ask

        now = interval_in_words(settings.interval) if settings.interval else ""
        hint = "30m, 2h, 1d; empty: by its own rhythm"
        typed = await ask(self.reader, "Ask it every", value=now, hint=hint)
        if typed is None:
            return
        seconds = seconds_of(typed)
        if typed.strip() and seconds is None:
            self.reader.say(f"“{typed.strip()}” is no length of time; write 30m, 2h or 1d.", "warn")
        else:
            self._set({"interval": seconds})

    async def _ask_agent(self, settings: SourceSettings) -> None:
        from reader.app.screens.prompt import ask

        agent = settings.user_agent or ""
        hint = "empty: Reader's own"
        typed = await ask(self.reader, "User agent", value=agent, hint=hint)
        if typed is not None:
            self._set({"user_agent": typed.strip() or None})

    def _set(self, change: dict[str, Any]) -> None:
        number = self._number
        self.reader.act(lambda library: library.set_source(number, **change))


def seconds_of(typed: str) -> int | None:
    """A length of time as it is typed, in seconds; a bare number is minutes. None for no such."""
    return interval_of(typed, bare="m") or None
