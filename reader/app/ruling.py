"""Making a rule: its query, what it does, its name; then what it would do, before it is there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from reader.errors import ReaderError, UsageError

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


def wrong_query(typed: str) -> ReaderError | None:
    """What is not understood of the query of a rule."""
    from reader.query.parse import parse

    try:
        parse(typed)
    except UsageError as error:
        return error
    return None


def wrong_actions(typed: str) -> ReaderError | None:
    """What is wrong with what a rule is to do."""
    from reader.library.rule_actions import read_all

    try:
        read_all(actions_of(typed))
    except UsageError as error:
        return error
    return None


def wrong_date(typed: str) -> ReaderError | None:
    """What is wrong with the day until which a rule is to run; an empty one is right."""
    from reader.query.dates import start_of

    day = typed.strip()
    at = start_of(day) if day else None
    if day and at is None:
        return UsageError(f"{day} is not a date; write 2026-12-31.")
    if at is not None and at <= time.time():
        return UsageError(f"{day} is past; write a day to come, or none.")
    return None


async def make_rule(reading: Reading, *, query: str = "", actions: str = "") -> None:
    """Ask for the parts of a rule, and show what it would do; what is wrong is not taken."""
    from reader.app.screens.prompt import ask
    from reader.app.screens.trial import Trying

    app = reading.reader
    hint = "a query, as in search"
    typed = await ask(app, "Rule: articles that", value=query, hint=hint, check=wrong_query)
    if not typed or not typed.strip():
        return
    query = typed.strip()
    done = await ask(
        app, "What is done to them", value=actions, hint=HINT, offers=DOES, check=wrong_actions
    )
    if done is None:
        return
    wanted = actions_of(done)
    try:
        trial = await app.desk.run(lambda library: library.try_rule(query, wanted))
    except ReaderError as error:
        app.say(str(error), "warn")
        return
    app.push_screen(Trying(reading, trial, query=query, actions=wanted))
