"""Going to a place: in the list and in the text, wherever it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading
    from reader.document.place import Place

AGAIN = 0.5
"""Seconds after which it is looked again whether the text may change."""


def select(screen: Reading, article_id: int) -> None:
    """Put the cursor of the list on an article, in this list or else in that of all."""
    if not screen.rows.select(article_id):
        headline = screen.library.headline(article_id)
        key = headline.key if headline else None
        for listing in (screen.rows.listing, Listing("all")):
            screen.open_list(listing, around=key, show=False)
            if screen.rows.select(article_id):
                break
    screen.headlines.follow()


def show_in_list(screen: Reading, article_id: int) -> None:
    """Put the cursor of the list on an article, and show it beside the list."""
    select(screen, article_id)
    screen.show_current()


def go_to(screen: Reading, article_id: int, offset: int, *, context: int = 0) -> None:
    """Go to an offset in an article, with the cursor of the list on it, and read on from there."""
    if screen.shown is None or screen.shown.id != article_id:
        select(screen, article_id)
        screen.show_article(article_id, offset=offset)
    else:
        screen.view.go_to_offset(offset, context=context)
    screen.focus_pane("article")
    screen.refresh_status()


def go_to_place(screen: Reading, article_id: int, place: Place | None) -> None:
    """Go to a place; when its words are gone, to the beginning, and say so."""
    go_to(screen, article_id, 0)
    if place is None:
        return
    found = screen.shown.find(place) if screen.shown is not None else None
    if found is None:
        screen.reader.say("The words of this place are no longer in the article.", "warn")
    else:
        screen.view.go_to_offset(found.offset)
        screen.refresh_status()


def show_anew(screen: Reading, article_id: int) -> None:
    """Show an article again that has another text now, at the same words if they are there.

    Nothing happens if another article is shown by then; while words are selected or links hinted,
    it waits.
    """
    shown = screen.shown
    if shown is None or shown.id != article_id:
        return
    if screen.selection is not None or screen.hinting is not None:
        screen.set_timer(AGAIN, lambda: show_anew(screen, article_id))
        return
    place = shown.place_at(screen.view.first_offset) if screen.view.top else None
    screen.show_article(article_id, offset=0)
    found = screen.shown.find(place) if place is not None and screen.shown is not None else None
    if found is not None:
        screen.view.go_to_offset(found.offset)
    screen.refresh_status()
