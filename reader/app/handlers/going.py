"""Going into an article and out of it, back where one was, and away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.jumps import Jump
    from reader.app.screens.reading import Reading


def open(screen: Reading, _: Call) -> None:  # noqa: A001 - named for its command
    """Go into the article under the cursor."""
    screen.show_current()
    screen.focus_pane("article")
    screen.reader.remember_soon()


def back(screen: Reading, _: Call) -> None:
    """Back to the list."""
    if screen.finder is not None:
        screen.finder = None
        screen.refresh_layers()
        return
    screen.keeper.keep()
    screen.focus_pane("list")
    screen.reader.remember_soon()


def quit_from_list(screen: Reading, _: Call) -> None:
    """Leave the program."""
    screen.reader.leave()


def quit(screen: Reading, _: Call) -> None:  # noqa: A001 - named for its command
    """Leave the program from anywhere."""
    screen.reader.leave()


def next_pane(screen: Reading, _: Call) -> None:
    """The other pane."""
    screen.show_current()
    screen.focus_pane("article" if screen.focus_on == "list" else "list")


def previous_pane(screen: Reading, call: Call) -> None:
    """The other pane."""
    next_pane(screen, call)


def _jump(screen: Reading, jump: Jump | None) -> None:
    from reader.app.places import go_to

    if jump is None:
        screen.reader.say("Nowhere to go back to.")
    else:
        go_to(screen, jump.article_id, jump.offset)


def jump_back(screen: Reading, _: Call) -> None:
    """Back where I was before the last jump."""
    here = screen.here
    _jump(screen, screen.jumps.back(here) if here else None)


def jump_older(screen: Reading, call: Call) -> None:
    """Older in the jump list."""
    for _ in range(min(call.times, 100)):
        here = screen.here
        _jump(screen, screen.jumps.older(here) if here else None)


def continue_reading(screen: Reading, _: Call) -> None:
    """The articles that were begun and not finished."""
    screen.open_source(Listing("reading"))


def suspend(screen: Reading, _: Call) -> None:
    """Stop the program until the shell brings it back."""
    screen.keeper.keep()
    screen.reader.action_suspend_process()


def redraw(screen: Reading, _: Call) -> None:
    """Paint the whole screen again."""
    screen.refresh(repaint=True, layout=True)
    for widget in screen.query("*"):
        widget.refresh()
