"""The status line's words: where one is, and how much of it is left. Pure reading."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading


def whereabouts(screen: Reading) -> str:
    """The source, and in an article the section that the first visible line is in."""
    shown = screen.shown
    if shown is None:
        return screen.headlines.name_of_list
    source = shown.headline.source
    section = shown.section(screen.view.first_offset) if screen.focus_on == "article" else None
    arrow = ">" if screen.reader.ascii else "›"
    if section is not None and section.slug:
        return f"{source} {arrow} {section.text}"
    return source


def figures(screen: Reading) -> str:
    """The section's number, per cent read, minutes left, and places kept."""
    shown, view = screen.shown, screen.view
    if shown is None or view.page is None:
        return ""
    parts = []
    document = shown.article.document
    if screen.focus_on == "article":
        count = len(shown.headed)
        number = bisect_right(shown.headed, view.first_offset, key=attrgetter("offset"))
        if number and count > 1:
            parts.append(f"{number}/{count}")
    share = 1.0 if view.at_end else min(1.0, view.last_offset / max(1, document.length))
    if view.top or not view.at_end:
        parts.append(f"{round(share * 100)}%")
        left = round(document.words * (1 - share) / 230)
        if left:
            parts.append(f"{left} min left")
    kept = len(shown.bookmarks)
    if kept:
        parts.append(f"{kept} {'places' if kept > 1 else 'place'}")
    return " · ".join(parts)
