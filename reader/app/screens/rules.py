"""The rules in their order: what each finds and does, and how many articles it has changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.app.fit import pad, shorten, wrap
from reader.app.ruling import (
    DOES,
    HINT,
    actions_of,
    make_rule,
    wrong_actions,
    wrong_date,
    wrong_query,
)
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.errors import ReaderError
from reader.library.records import Rule

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.dispatch import Call


class Rules(Panel):
    """Every rule; enter shows what the one under the cursor would do to all articles now."""

    context = "rules"
    title_of_panel = "Rules"
    width_wanted = 92

    def when_empty(self) -> str:
        """How rules are made."""
        key = self.reading.reader.key_of
        return (
            f"None yet: {key('add-rule')} makes one of a query, {key('hide-such')} of an article."
        )

    def entries(self) -> list[Entry]:
        """Each rule in two or three rows."""
        key = self.reader.key_of
        self.picks.hint = f"enter tries · {key('add-rule')} makes · {key('switch-rule')} on, off"
        now = time.time()
        return [self._entry(n, rule, now) for n, rule in enumerate(self.reading.library.rules(), 1)]

    def _entry(self, place: int, rule: Rule, now: float) -> Entry:
        room = self.room
        state = "" if rule.enabled else "off"
        if rule.enabled and rule.expires is not None and rule.expires <= now:
            state = "expired"
        if rule.error is not None:
            state = "not understood"
        figure = f" {rule.touched:,}" if rule.touched else ""
        right = f" {state}{figure}"
        space = max(4, room - 5 - len(right))
        look = ("faint",) if state else ("strong",)
        first: Row = (
            (f" {place:>2}  ", ("muted",)),
            (pad(shorten(rule.name, space), space), look),
            (right, ("warn",) if rule.error else ("muted",)),
        )
        lines = wrap(self._about(rule), max(16, room - 6))[:3]
        below: list[Row] = [((f"     {shorten(line, room - 6)}", ("muted",)),) for line in lines]
        return Entry((first, *below, ()), rule, f"{rule.name} {rule.query}")

    def _about(self, rule: Rule) -> str:
        parts = [rule.error or rule.query, ", ".join(rule.actions)]
        parts += ["then no other rule"] if rule.stop else []
        if rule.expires is not None:
            parts.append(f"until {time.strftime('%Y-%m-%d', time.localtime(rule.expires))}")
        if rule.touched_before:
            parts.append(f"{rule.touched_before:,} before it was changed")
        return " · ".join(parts)

    @property
    def rule(self) -> Rule | None:
        """The rule under the cursor."""
        current = self.picks.current
        return current.value if current and isinstance(current.value, Rule) else None

    def reload(self) -> None:
        """Ask for the rules again; the cursor stays on its own."""
        number = self.rule.id if self.rule else 0
        self.picks.put(self.entries())
        for place, entry in enumerate(self.picks.entries):
            if isinstance(entry.value, Rule) and entry.value.id == number:
                self.picks.go_to(place)

    # -- what is done to one --------------------------------------------------------------------

    def chosen(self, value: object) -> None:
        """Show what a rule would do now."""
        assert isinstance(value, Rule)
        self.reader.beside(self._try(value))

    async def _try(self, rule: Rule) -> None:
        from reader.app.screens.trial import Trying

        query, actions = rule.query, rule.actions
        try:
            trial = await self.reader.desk.run(lambda library: library.try_rule(query, actions))
        except ReaderError as error:
            self.reader.say(str(error), "warn")
            return
        trying = Trying(self.reading, trial, query=query, actions=actions, name=rule.name)
        self.reader.push_screen(trying, lambda _: self.reload())

    async def do_add_rule(self, _: Call) -> None:
        """Make another rule."""
        self.leave()
        await make_rule(self.reading, query=self.reading.last_search)

    async def do_edit(self, _: Call) -> None:
        """Change the query of the rule, and its name."""
        from reader.app.screens.prompt import ask

        rule = self.rule
        if rule is None:
            return
        query = await ask(self.reader, "Rule: articles that", value=rule.query, check=wrong_query)
        if query is None:
            return
        name = await ask(self.reader, "Name", value=rule.name)
        if name is not None and query.strip() and name.strip():
            named = str(rule.id)
            self.reader.act(
                lambda library: library.change_rule(named, name=name.strip(), query=query.strip())
            )

    async def do_rule_actions(self, _: Call) -> None:
        """Change what the rule does, whether others follow it, and until when."""
        from reader.app.screens.prompt import ask
        from reader.query.dates import start_of

        rule = self.rule
        if rule is None:
            return
        present = ", ".join(rule.actions)
        typed = await ask(
            self.reader,
            "What it does",
            value=present,
            hint=HINT,
            offers=DOES,
            check=wrong_actions,
        )
        if typed is None:
            return
        last = time.strftime("%Y-%m-%d", time.localtime(rule.expires)) if rule.expires else ""
        until = await ask(
            self.reader,
            "Until",
            value=last,
            hint="a date; empty: for ever",
            check=lambda typed: None if typed == last else wrong_date(typed),
        )
        if until is None:
            return
        expires = start_of(until) if until.strip() else None
        named, actions = str(rule.id), actions_of(typed)
        self.reader.act(
            lambda library: library.change_rule(named, actions=actions, expires=expires)
        )

    def do_switch_rule(self, _: Call) -> None:
        """Switch the rule on or off."""
        if self.rule is not None:
            named, enabled = str(self.rule.id), not self.rule.enabled
            self.reader.act(lambda library: library.change_rule(named, enabled=enabled))

    def do_rule_up(self, _: Call) -> None:
        """Let the rule run earlier."""
        self._move(-1)

    def do_rule_down(self, _: Call) -> None:
        """Let the rule run later."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self.rule is None:
            return
        number = self.rule.id
        order = [one.id for one in self.reading.library.rules()]
        place = order.index(number) + 1 + by
        if 1 <= place <= len(order):
            self.reader.act(lambda library: library.move_rule(str(number), place))

    def do_take_back_rule(self, _: Call) -> None:
        """Undo all that the rule did."""
        if self.rule is not None:
            named = str(self.rule.id)
            self.reader.act(lambda library: library.take_back_rule(named))

    def do_remove(self, _: Call) -> None:
        """Remove the rule; what it did stays."""
        if self.rule is not None:
            named = str(self.rule.id)
            self.reader.act(lambda library: library.remove_rule(named))
