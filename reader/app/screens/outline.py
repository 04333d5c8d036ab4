"""The contents of the article: type to filter, enter jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import pad, shorten
from reader.app.places import go_to
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from reader.document.outline import Section


class Outline(Panel):
    """The sections of the shown article."""

    context = "outline"
    side = "right"
    title_of_panel = "Contents"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the shown article."""
        return self.reading.shown.contents if self.reading.shown else ()

    def entries(self) -> list[Entry]:
        """A row a section, deeper ones indented, with how far into the text it begins."""
        shown = self.reading.shown
        length = max(1, shown.article.document.length) if shown else 1
        rows = []
        for section in self.sections:
            space = max(4, self.room - 6)
            name = pad(shorten("  " * min(section.depth, 4) + section.text, space), space)
            look = ("strong",) if not section.depth else ("text",)
            share = f"{round(section.offset * 100 / length)}%"
            rows.append(
                Entry((((f" {name}", look), (f"{share:>5}", ("muted",))),), section, section.text)
            )
        return rows

    def present(self) -> object:
        """The section one is in."""
        shown = self.reading.shown
        return shown.contents_at(self.reading.view.first_offset) if shown else None

    def chosen(self, value: object) -> None:
        """Go to a section."""
        self.leave()
        reading = self.reading
        if reading.shown is not None:
            reading.leave_here()
            section: Section = value  # type: ignore[assignment]
            go_to(reading, reading.shown.id, section.offset)
