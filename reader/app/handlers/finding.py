"""Searching: the library from the list, the text from the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.find import Finder

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


async def search(screen: Reading, _: Call) -> None:
    """In the article find words; in the list search the library."""
    if screen.focus_on == "article" and screen.shown is not None:
        await _find(screen)
    else:
        from reader.app.screens.search import Search

        screen.reader.push_screen(Search(screen))


async def _find(screen: Reading) -> None:
    from reader.app.screens.prompt import ask

    shown, view = screen.shown, screen.view
    assert shown is not None
    before, top = screen.finder, view.top
    start = view.first_offset

    def typed(words: str) -> None:
        if screen.shown is not shown:
            return
        screen.finder = Finder(shown.article.document.text, words) if words.strip() else None
        if screen.finder is not None and (found := screen.finder.from_offset(start)) is not None:
            view.reveal(found)
        screen.refresh_layers()

    words = await ask(
        screen.reader, "Find", value=before.words if before else "", typed=typed, select=True
    )
    if words is None:
        screen.finder = before
        view.go_to_row(top)
        screen.refresh_layers()
        return
    typed(words)
    finder = screen.finder
    if finder is None:
        return
    if not finder.hits:
        screen.finder = None
        screen.reader.say(f"“{words}” is not in this article.")
    else:
        if (found := finder.current) is not None and found != start:
            screen.leave_here()
            view.reveal(found)
        _say(screen, finder, around=False)


def _say(screen: Reading, finder: Finder, *, around: bool) -> None:
    again = " · from the other end" if around else ""
    screen.reader.say(f"{finder.number + 1} of {len(finder.hits)} “{finder.words}”{again}")


def _step(screen: Reading, call: Call, by: int) -> None:
    finder, view = screen.finder, screen.view
    if finder is None:
        from reader.app.handlers import moving

        unread = moving.next_unread if by > 0 else moving.previous_unread
        unread(screen, call)
        return
    current = finder.current
    visible = current is not None and view.first_offset <= current <= view.last_offset
    found, around = finder.step(by, seen_from=None if visible else view.first_offset)
    if found is not None:
        view.reveal(found)
    screen.refresh_layers()
    _say(screen, finder, around=around)


def next_match(screen: Reading, call: Call) -> None:
    """The next match; without a search the next unread headline."""
    _step(screen, call, call.times)


def previous_match(screen: Reading, call: Call) -> None:
    """The match before; without a search the previous unread headline."""
    _step(screen, call, -call.times)
