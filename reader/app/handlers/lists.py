"""The panels: sources, contents, bookmarks, notes, history, tags, themes, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def sources(screen: Reading, _: Call) -> None:
    """Open the drawer of sources."""
    from reader.app.screens.sources import Sources

    screen.reader.push_screen(Sources(screen))


def pin_sources(screen: Reading, _: Call) -> None:
    """Keep the sources beside the list, or take them away."""
    screen.pin_sources(pinned=screen.pinned is None)
    screen.reader.remember_soon()


def only_unread(screen: Reading, _: Call) -> None:
    """Show only what is unread in this list, or all of it."""
    listing = screen.rows.listing
    if listing.view == "unread":
        screen.open_source(Listing("all"))
    elif listing.view == "all":
        screen.open_source(Listing("unread"))
    else:
        screen.open_source(listing._replace(unread_only=not listing.unread_only))


def show_new(screen: Reading, _: Call) -> None:
    """Put what has arrived into the list, and go there unless an article is being read."""
    screen.arrivals.take_in()


def outline(screen: Reading, _: Call) -> None:
    """Open the contents of the article."""
    from reader.app.screens.outline import Outline

    if screen.shown is not None:
        screen.reader.push_screen(Outline(screen))


def bookmarks(screen: Reading, _: Call) -> None:
    """Open the list of bookmarks and places."""
    from reader.app.screens.bookmarks import Bookmarks

    screen.reader.push_screen(Bookmarks(screen))


def notes(screen: Reading, _: Call) -> None:
    """Open the list of notes and highlights."""
    from reader.app.screens.notes import Notes

    screen.reader.push_screen(Notes(screen))


def history(screen: Reading, _: Call) -> None:
    """Open the journal."""
    from reader.app.screens.history import History

    screen.reader.push_screen(History(screen))


def tags(screen: Reading, _: Call) -> None:
    """Open the tags of the article."""
    from reader.app.screens.tags import Tags

    headline = screen.meant()
    if headline is not None:
        screen.reader.push_screen(Tags(screen, headline))


def themes(screen: Reading, _: Call) -> None:
    """Choose a theme, seen at once."""
    from reader.app.screens.themes import Themes

    screen.reader.push_screen(Themes(screen))


def help(screen: Reading, _: Call) -> None:  # noqa: A001 - named for its command
    """Show what the keys do."""
    from reader.app.screens.command_lists import Help

    screen.reader.push_screen(Help(screen, screen.reader.context))


def palette(screen: Reading, _: Call) -> None:
    """Run a command by its name."""
    from reader.app.screens.command_lists import Palette

    screen.reader.push_screen(Palette(screen, screen.reader.context))


def changes(screen: Reading, _: Call) -> None:
    """Show what changed between the versions of the article."""
    from reader.app.screens.changes import Changes

    shown = screen.shown
    if shown is None:
        return
    versions = screen.library.versions(shown.id)
    if len(versions) < 2:
        screen.reader.say("This article has not changed since it came in.")
        return
    screen.reader.push_screen(Changes(screen, shown.id, versions))
