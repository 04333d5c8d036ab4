"""What a rule would do, with examples; enter makes it, or does it to all that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.app.fit import shorten, wrap
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.records import Headline

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.screens.reading import Reading
    from reader.library.library import Library
    from reader.library.records import Done, Trial

Choice: TypeAlias = Literal["make", "make and apply", "apply", "change"]


class Trying(Panel):
    """The trial of a rule: of one that is to be made, or of one that is there (`name`)."""

    context = "why"
    title_of_panel = "What the rule would do"
    width_wanted = 84

    def __init__(
        self,
        reading: Reading,
        trial: Trial,
        *,
        query: str,
        actions: tuple[str, ...],
        name: str = "",
    ) -> None:
        super().__init__(reading)
        self.trial = trial
        self.searched, self.actions, self.ruled = query, actions, name

    def entries(self) -> list[Entry]:
        """The trial in words, what can be done, and some of the articles."""
        trial, room = self.trial, self.room
        said = f"It {trial.said} articles." if trial.matches else "It finds nothing so far."
        rows: list[Row] = [((f" {line}", ("strong",)),) for line in wrap(said, room - 2)]
        about = f"{self.searched} · {', '.join(self.actions)}"
        rows += [((f" {line}", ("muted",)),) for line in wrap(about, room - 2)]
        entries = [Entry((*rows, ()))]
        some = any(count for _, count in trial.counts)
        if self.ruled:
            if some:
                entries.append(self._choice("Do it to all of them now", "apply"))
        else:
            entries.append(self._choice("Make it, for what comes in from now on", "make"))
            if some:
                what = "Make it, and do it to all of them now"
                entries.append(self._choice(what, "make and apply"))
            entries.append(self._choice("Change it", "change"))
        if trial.examples:
            entries.append(Entry(((), ((" Some of them", ("muted", "bold")),))))
        for one in trial.examples:
            row = ((f"   {shorten(one.title, room - 4)}", ("text",)),)
            below = ((f"   {shorten(one.source, room - 4)}", ("muted",)),)
            entries.append(Entry((row, below), one, one.title))
        return entries

    def _choice(self, words: str, choice: Choice) -> Entry:
        return Entry((((f" {shorten(words, self.room - 1)}", ("accent",)),),), choice, words)

    def chosen(self, value: object) -> None:
        """Do what was chosen; an example is opened."""
        self.leave()
        match value:
            case Headline():
                from reader.app.places import go_to

                self.reading.leave_here()
                go_to(self.reading, value.id, 0)
            case "apply":
                name = self.ruled
                self.reader.act(lambda library: library.apply_rules([name]))
            case "change":
                from reader.app.ruling import make_rule

                again = make_rule(
                    self.reading, query=self.searched, actions=", ".join(self.actions)
                )
                self.reader.beside(again)
            case _:
                self.reader.beside(self._make(apply=value == "make and apply"))

    async def _make(self, *, apply: bool) -> None:
        from reader.app.screens.prompt import ask

        usual = f"{self.actions[0]} {self.searched}"[:60]
        typed = await ask(self.reader, "Name of the rule", value=usual)
        if not typed or not typed.strip():
            return
        name, query, actions = typed.strip(), self.searched, self.actions

        def work(library: Library) -> Done:
            number, done = library.add_rule(name, query, actions)
            return library.apply_rules([str(number)]) if apply else done

        self.reader.act(work)
