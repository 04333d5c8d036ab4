"""Sources: the screen of feeds, adding to them, and asking them for what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def feeds(screen: Reading, _: Call) -> None:
    """Open the screen of feeds."""
    from reader.app.screens.feeds import Feeds

    screen.reader.push_screen(Feeds(screen))


async def add(screen: Reading, _: Call) -> None:
    """Ask for an address, a file or a folder, and add it."""
    await ask_and_add(screen)


async def ask_and_add(screen: Reading, typed: str = "") -> None:
    """Ask what to add; a path is added at once, of an address it is shown first what is there."""
    from reader.app.adding import add_path, is_path
    from reader.app.screens.prompt import ask

    hint = "address of a feed or a page, or a file or folder"
    wanted = await ask(screen.reader, "Add", value=typed, hint=hint)
    word = (wanted or "").strip()
    if not word:
        return
    if is_path(word):
        await add_path(screen.reader, word)
    else:
        look_at(screen, word)


def look_at(screen: Reading, address: str, article: int | None = None) -> None:
    """Show what is at an address, to choose from. `article`: the one that links to it."""
    from reader.app.screens.found import Found

    screen.reader.push_screen(Found(screen, address, article))


def go_to_added(screen: Reading, _: Call) -> None:
    """Go to what was added last: the list of a source, or an article."""
    from reader.app.places import show_in_list

    added = screen.reader.added
    if added is None:
        screen.reader.say("Nothing has been added since the start.")
    elif added.is_article:
        screen.focus_pane("list")
        show_in_list(screen, added.id)
    else:
        screen.open_source(Listing("source", number=added.id))


def update(screen: Reading, _: Call) -> None:
    """Ask the sources that are due, or stop that."""
    screen.reader.update_sources()


def update_all(screen: Reading, _: Call) -> None:
    """Ask all sources."""
    screen.reader.update_sources(["--all"])


def update_source(screen: Reading, _: Call) -> None:
    """Ask the source of the list that is shown, or of the article."""
    listing, current = screen.rows.listing, screen.current
    shown = screen.shown if screen.focus_on == "article" else None
    if shown is not None:
        number = shown.headline.source_id
    elif listing.view == "source":
        number = listing.number
    elif current is not None:
        number = current.source_id
    else:
        screen.reader.say("There is no source here.")
        return
    screen.reader.update_sources([str(number)])
