"""Why an article is here, or hidden: what has touched it, each in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import shorten, wrap
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.screens.reading import Reading
    from reader.library.records import Headline, Reason


class Why(Panel):
    """The reasons of one article; enter on one of a rule opens the rules."""

    context = "why"
    width_wanted = 76

    def __init__(self, reading: Reading, headline: Headline) -> None:
        super().__init__(reading)
        self.headline = headline
        self.picks.title = shorten(f"Why “{headline.title}” is here", self.width_wanted - 6)

    def entries(self) -> list[Entry]:
        """Each reason in as many rows as it takes."""
        return [self._entry(one) for one in self.reading.library.why(self.headline.id)]

    def _entry(self, one: Reason) -> Entry:
        look = ("strong",) if one.kind in {"rule", "story", "setting"} else ("text",)
        rows: list[Row] = [((f"  {line}", look),) for line in wrap(one.text, self.room - 4)]
        return Entry((*rows, ()), one, one.text)

    def chosen(self, value: object) -> None:
        """Go to the rules, where it was one."""
        from reader.library.records import Reason

        assert isinstance(value, Reason)
        self.leave()
        if value.kind == "rule":
            from reader.app.screens.rules import Rules

            self.reader.push_screen(Rules(self.reading))
