"""What queries do: rules, the reasons they leave, the queue, and tags on a whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def rules(screen: Reading, _: Call) -> None:
    """Open the list of rules."""
    from reader.app.screens.rules import Rules

    screen.reader.push_screen(Rules(screen))


async def hide_such(screen: Reading, _: Call) -> None:
    """Make a rule that hides what is like the article."""
    from reader.app.ruling import make_rule, query_like

    headline = screen.meant()
    if headline is not None:
        await make_rule(screen, query=query_like(headline), actions="hide")


def why(screen: Reading, _: Call) -> None:
    """Say why the article is here."""
    from reader.app.screens.why import Why

    headline = screen.meant()
    if headline is not None:
        screen.reader.push_screen(Why(screen, headline))


def queue(screen: Reading, _: Call) -> None:
    """Show what to read in fifteen minutes."""
    from reader.app.screens.queue import open_queue

    open_queue(screen)


async def tag_list(screen: Reading, _: Call) -> None:
    """Tag all of the list; what has arrived since it was opened is spared."""
    from reader.app.screens.prompt import ask

    listing, newest = screen.rows.listing, screen.rows.newest
    where = screen.reader.naming.title(listing)
    known = [tag.name for tag in screen.library.tags()]
    name = await ask(screen.reader, f"Tag all of {where}", hint="a name, or a/b", offers=known)
    if name and name.strip():
        wanted = name.strip()
        screen.reader.act(lambda library: library.tag_all(wanted, listing, newest=newest))
