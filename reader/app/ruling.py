"""Making a rule: its query, what it does, its name; then what it would do, before it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.errors import QueryError, ReaderError

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading
    from reader.library.records import Headline

DOES: Final = ("hide", "read", "bookmark", "fetch", "tag ", "keep 30")
"""What is offered for what a rule does."""

HINT: Final = "hide, read, bookmark, fetch, tag NAME, keep DAYS; several with commas"


def query_like(headline: Headline) -> str:
    """A query that finds articles like one: of its feed, and its author where it has one."""
    author = (headline.author or "").replace('"', " ").strip()
    by = f' author:"{author}"' if author else ""
    return f"feed:{headline.source_id}{by}"


def actions_of(typed: str) -> tuple[str, ...]:
    """What was typed of actions, each by itself."""
    return tuple(part.strip() for part in typed.split(",") if part.strip())


async def make_rule(reading: Reading, *, query: str = "", actions: str = "") -> None:
    """Ask for the parts of a rule, and show what it would do; asked again where it is wrong."""
    from reader.app.screens.prompt import ask
    from reader.app.screens.trial import Trying

    app = reading.reader
    while True:
        typed = await ask(app, "Rule: articles that", value=query, hint="a query, as in search")
        if not typed or not typed.strip():
            return
        query = typed.strip()
        done = await ask(app, "What is done to them", value=actions, hint=HINT, offers=DOES)
        if done is None:
            return
        actions = done
        wanted = actions_of(actions)
        try:
            trial = await app.desk.run(lambda library: library.try_rule(query, wanted))  # noqa: B023 - awaited here
        except ReaderError as error:
            app.say(error.what if isinstance(error, QueryError) else str(error), "warn")
            continue
        app.push_screen(Trying(reading, trial, query=query, actions=wanted))
        return
