"""Moving in the list and in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def _in_article(screen: Reading) -> bool:
    return screen.focus_on == "article"


def _by_rows(screen: Reading, rows: int) -> None:
    if screen.selection is not None:
        screen.selection.move_lines(screen.view, rows)
        screen.refresh_layers()
        screen.view.reveal(screen.selection.cursor)
    elif _in_article(screen):
        screen.view.scroll_rows(rows)
    else:
        _in_list(screen, rows)


def _in_list(screen: Reading, by: int) -> None:
    if screen.move_in_list(by):
        screen.reader.remember_soon()


def down(screen: Reading, call: Call) -> None:
    """One headline or line down, or as many as the count."""
    _by_rows(screen, call.times)


def up(screen: Reading, call: Call) -> None:
    """One headline or line up, or as many as the count."""
    _by_rows(screen, -call.times)


def _another_headline(screen: Reading, by: int) -> None:
    if screen.move_in_list(by):
        screen.reader.remember_soon()
        if _in_article(screen):
            screen.show_current()
    else:
        screen.reader.say("No further headline." if by > 0 else "No headline before this one.")


def next_headline(screen: Reading, call: Call) -> None:
    """The next headline, from the list or the article."""
    _another_headline(screen, call.times)


def previous_headline(screen: Reading, call: Call) -> None:
    """The previous headline, from the list or the article."""
    _another_headline(screen, -call.times)


def read_on(screen: Reading, call: Call) -> None:
    """A page on; at the end the next unread article."""
    for _ in range(min(call.times, 1000)):
        if screen.view.page_forward():
            screen.mark_as_read("open")
        elif not _next_unread_article(screen):
            return


def _next_unread_article(screen: Reading) -> bool:
    screen.mark_as_read("open")
    screen.keeper.keep()
    if not screen.rows.next_unread():
        screen.reader.say("That was the last unread article here.")
        return False
    screen.headlines.follow()
    screen.show_current()
    screen.reader.remember_soon()
    return True


def read_back(screen: Reading, call: Call) -> None:
    """A page back."""
    for _ in range(min(call.times, 1000)):
        if not screen.view.page_back():
            return


def page_down(screen: Reading, call: Call) -> None:
    """A page down in the pane that has the focus."""
    if _in_article(screen) and screen.selection is None:
        for _ in range(min(call.times, 1000)):
            screen.view.page_forward()
    else:
        _by_rows(screen, call.times * _page(screen))


def page_up(screen: Reading, call: Call) -> None:
    """A page up in the pane that has the focus."""
    if _in_article(screen) and screen.selection is None:
        read_back(screen, call)
    else:
        _by_rows(screen, -call.times * _page(screen))


def _page(screen: Reading) -> int:
    if _in_article(screen):
        return max(1, screen.view.size.height - 2)
    return max(1, screen.headlines.visible_rows - 1)


def half_down(screen: Reading, call: Call) -> None:
    """Half a page down, or `count` halves."""
    _by_rows(screen, call.times * max(1, _page(screen) // 2))


def half_up(screen: Reading, call: Call) -> None:
    """Half a page up, or `count` halves."""
    _by_rows(screen, -call.times * max(1, _page(screen) // 2))


def first(screen: Reading, call: Call) -> None:
    """The beginning; with a count that headline, or that per cent of the article."""
    if _in_article(screen) and screen.shown is not None:
        length = screen.shown.article.document.length
        offset = length * min(call.number or 0, 100) // 100
        if screen.selection is not None:
            screen.selection.move_to(offset)
            screen.refresh_layers()
        else:
            screen.leave_here()
        screen.view.go_to_offset(offset)
    else:
        screen.rows.to_first()
        if call.number:
            screen.rows.move(call.number - 1)
        _list_jumped(screen)


def last(screen: Reading, call: Call) -> None:
    """The end; with a count that headline, or that per cent of the article."""
    if call.number:
        first(screen, call)
    elif screen.selection is not None and screen.shown is not None:
        screen.selection.move_to(screen.shown.article.document.length)
        screen.refresh_layers()
        screen.view.go_to_end()
    elif _in_article(screen):
        screen.leave_here()
        screen.view.go_to_end()
    else:
        screen.rows.to_last()
        _list_jumped(screen)


def _list_jumped(screen: Reading) -> None:
    screen.headlines.follow()
    screen.show_soon()
    screen.reader.remember_soon()


def next_section(screen: Reading, call: Call) -> None:
    """The next heading below the top line, or as many on as the count."""
    _section(screen, call.times)


def previous_section(screen: Reading, call: Call) -> None:
    """The heading before the top line, or as many back as the count."""
    _section(screen, -call.times)


def _section(screen: Reading, by: int) -> None:
    shown, view = screen.shown, screen.view
    if shown is None or view.page is None:
        return
    head = len(view.masthead)
    rows = [head + view.page.line_at(section.offset) for section in shown.sections if section.slug]
    if not rows:
        screen.reader.say("This article has no sections.")
        return
    here = view.top
    if by > 0:
        ahead = [row for row in rows if row > here]
        target = ahead[min(by, len(ahead)) - 1] if ahead else None
    else:
        behind = [row for row in rows if row < here]
        target = behind[max(by, -len(behind))] if behind else (0 if here else None)
    if target is None or not view.jump_to_row(target):
        screen.reader.say("This is the last section." if by > 0 else "This is the beginning.")
    elif _in_article(screen):
        screen.mark_as_read("open")


def pan_left(screen: Reading, call: Call) -> None:
    """Move code and wide tables to the right, to see what is at their left."""
    screen.view.pan_columns(-call.times)


def pan_right(screen: Reading, call: Call) -> None:
    """Move code and wide tables to the left, to see what is at their right."""
    if not screen.view.pan_columns(call.times):
        screen.reader.say("Nothing here is wider than the column.")


def next_unread(screen: Reading, call: Call) -> None:
    """The next unread headline."""
    _unread(screen, 1, call.times)


def previous_unread(screen: Reading, call: Call) -> None:
    """The previous unread headline."""
    _unread(screen, -1, call.times)


def _unread(screen: Reading, step: int, times: int) -> None:
    moved = False
    for _ in range(min(times, 1000)):
        if not screen.rows.next_unread(step=step):
            break
        moved = True
    if not moved:
        screen.reader.say("Nothing unread that way.")
        return
    screen.headlines.follow()
    screen.reader.remember_soon()
    if _in_article(screen):
        screen.show_current()
    else:
        screen.show_soon()
