"""Links and footnotes: followed by hints, copied, opened in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.hints import Hints, links_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def _hints(screen: Reading, chosen: Callable[[str], None], asks: str) -> None:
    found = links_on(screen.view.visible_lines())
    if not found:
        screen.reader.say("No links on this screen.")
        return
    screen.hinting = Hints(found, chosen)
    screen.view.hints = screen.hinting.shown()
    screen.view.refresh()
    screen.reader.say(asks)


def hint(screen: Reading, _: Call) -> None:
    """Show letters at the links and footnote marks; a letter follows its link."""
    _hints(screen, lambda link: follow(screen, link), "Which link? esc for none.")


def hint_copy(screen: Reading, _: Call) -> None:
    """Show letters at the links; a letter copies the address."""
    _hints(screen, lambda link: _copy(screen, link), "Copy which address? esc for none.")


def save_link(screen: Reading, _: Call) -> None:
    """Show letters at the links; a letter saves the page that its link leads to as an article."""
    _hints(screen, lambda link: _save(screen, link), "Save which page? esc for none.")


def subscribe_link(screen: Reading, _: Call) -> None:
    """Show letters at the links; a letter looks for feeds where its link leads."""
    _hints(screen, lambda link: _subscribe(screen, link), "Feeds of which link? esc for none.")


def _on_the_web(screen: Reading, link: str) -> bool:
    if link.startswith(("http://", "https://")):
        return True
    screen.reader.say("That link does not lead to a page of the web.")
    return False


def _save(screen: Reading, link: str) -> None:
    from reader.app.adding import save_page

    if _on_the_web(screen, link) and screen.shown is not None:
        screen.reader.beside(save_page(screen.reader, link, screen.shown.id))


def _subscribe(screen: Reading, link: str) -> None:
    from reader.app.handlers.sources import look_at

    if _on_the_web(screen, link) and screen.shown is not None:
        look_at(screen, link, screen.shown.id)


def follow(screen: Reading, link: str) -> None:
    """Go where a link leads: a footnote, a section of this article, the browser."""
    if link.startswith("note:"):
        from reader.app.footnotes import footnote_rows

        shown = screen.shown
        if shown is not None:
            screen.view.foot = footnote_rows(
                shown, link.removeprefix("note:"), screen.view.column, screen.reader.page_style
            )
            screen.view.refresh()
    elif link.startswith("#"):
        _to_section(screen, link[1:])
    else:
        _open(screen, link)


def _to_section(screen: Reading, slug: str) -> None:
    shown = screen.shown
    for section in shown.sections if shown else ():
        if section.slug == slug:
            screen.leave_here()
            screen.view.go_to_offset(section.offset)
            return
    screen.reader.say("That place is not in this article.")


def _open(screen: Reading, link: str) -> None:
    from reader.app.browser import open_address

    screen.reader.beside(open_address(screen.reader, link))


def _copy(screen: Reading, link: str) -> None:
    from reader.app.clipboard import copy

    copy(screen.reader, link)
    screen.reader.say(f"Copied {link}")


def browser(screen: Reading, _: Call) -> None:
    """Open the article's own address in the browser."""
    address = _own_address(screen)
    if address is not None:
        _open(screen, address)


def copy_address(screen: Reading, _: Call) -> None:
    """Copy the article's own address."""
    address = _own_address(screen)
    if address is not None:
        _copy(screen, address)


def _own_address(screen: Reading) -> str | None:
    """Where the article is; None, and said, where it has no address."""
    headline = screen.meant()
    if headline is None:
        return None
    if not headline.url:
        screen.reader.say("This article has no address.")
    return headline.url or None
