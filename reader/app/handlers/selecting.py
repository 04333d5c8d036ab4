"""Selecting text with the keys: moving the selection, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import shorten
from reader.app.selection import Selection

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.library.library import Library
    from reader.library.records import Done

DEFAULT_COLOUR = "amber"


def select(screen: Reading, _: Call) -> None:
    """Begin to select at the first word on the screen, or at the current hit."""
    shown, view = screen.shown, screen.view
    if shown is None or not shown.article.document.length:
        return
    start = view.first_offset
    if screen.finder is not None and (hit := screen.finder.current) is not None:
        start = hit if view.first_offset <= hit <= view.last_offset else start
    screen.selection = Selection(shown.article.document.text, start)
    screen.refresh_layers()
    screen.reader.say(
        "Select: w ) } by word, sentence, paragraph · enter highlights · n notes · y copies"
    )


def _moved(screen: Reading) -> None:
    if screen.selection is not None:
        screen.view.reveal(screen.selection.cursor)
        screen.refresh_layers()


def select_left(screen: Reading, call: Call) -> None:
    """A character back."""
    _active(screen).move_characters(-call.times)
    _moved(screen)


def select_right(screen: Reading, call: Call) -> None:
    """A character on."""
    _active(screen).move_characters(call.times)
    _moved(screen)


def _active(screen: Reading) -> Selection:
    assert screen.selection is not None
    return screen.selection


def select_word_on(screen: Reading, call: Call) -> None:
    """A word on."""
    _active(screen).move_units("word", call.times)
    _moved(screen)


def select_word_end(screen: Reading, call: Call) -> None:
    """To the end of the word."""
    _active(screen).move_word_end(call.times)
    _moved(screen)


def select_word_back(screen: Reading, call: Call) -> None:
    """A word back."""
    _active(screen).move_units("word", -call.times)
    _moved(screen)


def select_sentence_on(screen: Reading, call: Call) -> None:
    """A sentence on."""
    _active(screen).move_units("sentence", call.times)
    _moved(screen)


def select_sentence_back(screen: Reading, call: Call) -> None:
    """A sentence back."""
    _active(screen).move_units("sentence", -call.times)
    _moved(screen)


def select_paragraph_on(screen: Reading, call: Call) -> None:
    """A paragraph on."""
    _active(screen).move_units("paragraph", call.times)
    _moved(screen)


def select_paragraph_back(screen: Reading, call: Call) -> None:
    """A paragraph back."""
    _active(screen).move_units("paragraph", -call.times)
    _moved(screen)


def _line_span(screen: Reading) -> tuple[int, int]:
    page = screen.view.page
    assert page is not None
    line = page.line(page.line_at(_active(screen).cursor))
    return line.offset, max(line.offset + 1, line.end)


def select_line_start(screen: Reading, _: Call) -> None:
    """To the beginning of the line."""
    _active(screen).move_to(_line_span(screen)[0])
    _moved(screen)


def select_line_end(screen: Reading, _: Call) -> None:
    """To the end of the line."""
    _active(screen).move_to(_line_span(screen)[1] - 1)
    _moved(screen)


def select_line(screen: Reading, _: Call) -> None:
    """The whole of the lines that the selection touches."""
    page, selection = screen.view.page, _active(screen)
    assert page is not None
    start, end = selection.span
    first, last = page.line(page.line_at(start)), page.line(page.line_at(max(start, end - 1)))
    selection.take(first.offset, max(first.offset + 1, last.end))
    _moved(screen)


def select_word(screen: Reading, _: Call) -> None:
    """This word."""
    _active(screen).select_unit("word")
    _moved(screen)


def select_sentence(screen: Reading, _: Call) -> None:
    """This sentence."""
    _active(screen).select_unit("sentence")
    _moved(screen)


def select_paragraph(screen: Reading, _: Call) -> None:
    """This paragraph."""
    _active(screen).select_unit("paragraph")
    _moved(screen)


def select_other_end(screen: Reading, _: Call) -> None:
    """The other end of the selection."""
    _active(screen).swap()
    _moved(screen)


def leave_selection(screen: Reading, _: Call) -> None:
    """Select nothing."""
    screen.selection = None
    screen.refresh_layers()


def _highlight(screen: Reading, colour: str, text: str = "") -> None:
    shown = screen.shown
    assert shown is not None
    start, end = _active(screen).span
    place, article_id = shown.place_at(start, end - start), shown.id

    def keep(library: Library) -> Done:
        return library.note(article_id, text, place=place, colour=colour)[1]

    screen.selection = None
    screen.refresh_layers()
    screen.reader.act(keep)


def highlight(screen: Reading, _: Call) -> None:
    """Highlight the selection in the first colour."""
    _highlight(screen, DEFAULT_COLOUR)


def highlight_amber(screen: Reading, _: Call) -> None:
    """Highlight in amber."""
    _highlight(screen, "amber")


def highlight_green(screen: Reading, _: Call) -> None:
    """Highlight in green."""
    _highlight(screen, "green")


def highlight_blue(screen: Reading, _: Call) -> None:
    """Highlight in blue."""
    _highlight(screen, "blue")


def highlight_rose(screen: Reading, _: Call) -> None:
    """Highlight in rose."""
    _highlight(screen, "rose")


async def note_selection(screen: Reading, _: Call) -> None:
    """Write a note on the selection."""
    from reader.app.screens.editor import write

    selection, shown = screen.selection, screen.shown
    if selection is None or shown is None:
        return
    words = " ".join(selection.words.split())
    text = await write(screen.reader, f"Note on “{words[:60]}{'…' if len(words) > 60 else ''}”")
    if text and screen.selection is selection:
        _highlight(screen, DEFAULT_COLOUR, text)


def copy(screen: Reading, _: Call) -> None:
    """Copy the selected words."""
    _copied(screen, _active(screen).words)


def copy_quotation(screen: Reading, _: Call) -> None:
    """Copy the words as a quotation, with their source."""
    shown = screen.shown
    assert shown is not None
    headline = shown.headline
    quoted = "\n".join(f"> {line}" for line in _active(screen).words.splitlines())
    about = ", ".join(
        part for part in (headline.author, f"“{headline.title}”", headline.source) if part
    )
    address = f"\n{headline.url}" if headline.url else ""
    _copied(screen, f"{quoted}\n\n— {about}{address}\n")


def _copied(screen: Reading, text: str) -> None:
    from reader.app.clipboard import copy as put

    put(screen.reader, text)
    screen.selection = None
    screen.refresh_layers()
    screen.reader.say(f"Copied “{shorten(' '.join(text.split()), 48)}”")
