"""A headline as the list shows it, laid out once for every painter. No Textual.

A cell has three slots at its left: the cursor, how far it has been read, and the mark it bears;
then the headline, and muted beside or below it where it comes from, how old and how long it is.
"""

from __future__ import annotations

import time

from reader.app.completeness import state_of
from reader.app.fit import pad, shorten
from reader.typeset.width import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from reader.library.records import Headline

    Piece: TypeAlias = tuple[str, tuple[str, ...]]
    """Characters with the names of their looks."""

    Row: TypeAlias = tuple[Piece, ...]

HEADLINE_LEAST = 16
"""Cells that a headline keeps in a cell of one line before its neighbours are dropped."""

WORDED = 36
"""Cells from which the second line has room for the word that an article is not whole."""

HEAD = 2
"""Rows above the first headline of a list: the list's name and a blank."""

_HALF_A_MINUTE = 30

BAR = 5
"""Cells of the bar that shows how much of an article is read."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Glyphs:
    """The signs of the list."""

    cursor = "▌"
    unread = "●"
    begun = "◐"
    bookmark = "★"
    note = "✎"
    ellipsis = "…"
    minute = "′"
    done = "━"
    ahead = "─"
    rule = "│"


class _AsciiGlyphs(Glyphs):
    cursor = ">"
    unread = "*"
    begun = "~"
    bookmark = "+"
    note = "#"
    ellipsis = "~"
    minute = "'"
    done = "#"
    ahead = "-"
    rule = "|"


UNICODE: Glyphs = Glyphs()
ASCII: Glyphs = _AsciiGlyphs()


def age(moment: int, now: float) -> str:
    """How old something is, in at most eight cells: `12m 3h Tue 22 Nov`, then `Nov 2025`."""
    seconds = now - moment
    if seconds < -24 * 3600:  # a clock was wrong, then or now
        then = _local(moment)
        return f"{_MONTHS[then.tm_mon - 1]} {then.tm_year}"
    if seconds < 3600:
        return f"{max(1, int(seconds // 60))}m"
    if seconds < 24 * 3600:
        return f"{int(seconds // 3600)}h"
    then = _local(moment)
    if seconds < 6 * 24 * 3600:
        return _DAYS[then.tm_wday]
    if seconds < 300 * 24 * 3600:
        return f"{then.tm_mday} {_MONTHS[then.tm_mon - 1]}"
    return f"{_MONTHS[then.tm_mon - 1]} {then.tm_year}"


def full_date(moment: int) -> str:
    """A date with its time and zone; a day alone where it came without a time (midnight UTC)."""
    if moment % 86_400 == 0:
        day = time.gmtime(moment)
        return f"{day.tm_mday} {_LONG_MONTHS[day.tm_mon - 1]} {day.tm_year}"
    then = _local(moment)
    clock = f"{then.tm_hour:02}:{then.tm_min:02} {then.tm_zone}"
    return f"{then.tm_mday} {_LONG_MONTHS[then.tm_mon - 1]} {then.tm_year}, {clock}"


_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _local(moment: int) -> time.struct_time:
    try:
        return time.localtime(moment)
    except (OverflowError, OSError, ValueError):
        return time.localtime(0)


def _state(headline: Headline, glyphs: Glyphs) -> tuple[Piece, Piece]:
    if not headline.read:
        begun = headline.progress is not None and headline.progress > 0.02
        reading: Piece = (glyphs.begun if begun else glyphs.unread, ("accent",))
    else:
        reading = (" ", ())
    if headline.bookmarked:
        return reading, (glyphs.bookmark, ("accent",))
    if headline.noted:
        return reading, (glyphs.note, ("muted",))
    return reading, (" ", ())


def about(now: float) -> float:
    """A moment, the same for half a minute: ages are told to the minute, so a cell serves again."""
    return now // _HALF_A_MINUTE * _HALF_A_MINUTE


def step_of(*, two_lines: bool) -> int:
    """Screen rows from one headline to the next."""
    return 3 if two_lines else 1


def list_head(name: str, count: int) -> Row:
    """The row above a list: its name, and how many articles it holds."""
    return (f" {name}", ("strong", "bold")), (f"  {count:,}" if count else "", ("muted",))


def _slots(headline: Headline, *, cursor: bool, glyphs: Glyphs) -> Row:
    """The cursor, then one sign: the mark if there is one and all is read, else the reading.

    Both fit into two cells, so that a bookmarked article that is unread shows both.
    """
    reading, mark = _state(headline, glyphs)
    pointer: Piece = (glyphs.cursor if cursor else " ", ("cursor",))
    if mark[0] == " ":
        return pointer, reading, (" ", ())
    if reading[0] == " ":
        return pointer, mark, (" ", ())
    return pointer, reading, mark


_laid_out: dict[tuple[object, ...], tuple[Row, ...]] = {}
_LAID_OUT_MOST = 512


def headline_cell(
    headline: Headline,
    width: int,
    *,
    two_lines: bool,
    cursor: bool = False,
    now: float = 0.0,
    glyphs: Glyphs = UNICODE,
    bars: bool = False,
) -> tuple[Row, ...]:
    """The rows of one headline, one or two, each exactly `width` cells wide.

    With `bars` a bar at the right, with the share in per cent, tells how much is read, in place of
    the length. A cell is laid out once while nothing in it changes.
    """
    key = (headline, width, two_lines, cursor, now, glyphs, bars)
    rows = _laid_out.get(key)
    if rows is None:
        if len(_laid_out) >= _LAID_OUT_MOST:
            _laid_out.clear()
        rows = _laid_out[key] = _headline_cell(
            headline, width, two_lines=two_lines, cursor=cursor, now=now, glyphs=glyphs, bars=bars
        )
    return rows


def _headline_cell(
    headline: Headline,
    width: int,
    *,
    two_lines: bool,
    cursor: bool,
    now: float,
    glyphs: Glyphs,
    bars: bool,
) -> tuple[Row, ...]:
    slots = _slots(headline, cursor=cursor, glyphs=glyphs)
    look = ("headline-unread",) if not headline.read else ("headline",)
    title = headline.title or "Untitled"
    when = age(headline.sort_date, now)
    minutes = headline.minutes
    if two_lines:
        room = max(1, width - 4)
        first = (*slots, (pad(shorten(title, room, glyphs.ellipsis), room + 1), look))
        length = f" · {minutes} min" if minutes and not bars else ""
        state = _state_in_words(headline, room, glyphs)
        gone = " · gone from disk" if headline.gone else ""
        tail = f" · {when}{length}{_also(headline, room)}{state}{gone}"
        bar = _bar(headline, room, glyphs) if bars and room >= HEADLINE_LEAST else ()
        room -= sum(cells(text) for text, _ in bar)
        name = shorten(headline.source, max(1, room - cells(tail)), glyphs.ellipsis)
        below = pad(shorten(name + tail, room, glyphs.ellipsis), room)
        pointer: Row = ((slots[0][0], ("cursor",)), ("  ", ()))
        return (first, (*pointer, (below, ("muted",)), *bar, (" ", ())))
    if bars:
        return (_one_line_with_bar(headline, title, when, width, slots, look, glyphs),)
    return (_one_line(headline, title, when, minutes, width, slots, look, glyphs),)


def _also(headline: Headline, room: int) -> str:
    """How many other feeds tell the story; shorter where room is short."""
    if not headline.also:
        return ""
    feeds = "feed" if headline.also == 1 else "feeds"
    return f" · also in {headline.also} {feeds}" if room >= WORDED + 8 else f" · +{headline.also}"


def _one_line(
    headline: Headline,
    title: str,
    when: str,
    minutes: int,
    width: int,
    slots: Row,
    look: tuple[str, ...],
    glyphs: Glyphs,
) -> Row:
    room = max(1, width - 4)
    name_room = min(18, max(0, width // 4))
    name = pad(shorten(headline.source, name_room, glyphs.ellipsis), name_room) if name_room else ""
    sign = _sign(headline, glyphs)
    also = f"+{headline.also}" if headline.also else ""
    sign = f"{also} {sign}".strip()
    length = f"{minutes}{glyphs.minute}" if minutes else ""
    length_part = f"{f'{sign} {length}'.strip():>6}"
    # Without a column of lengths the sign stands before the age, so that ages keep their column.
    marked = f"{sign} {when}".strip()
    for parts in (
        (name, f"{when:>8}", length_part),
        (name, f"{marked:>8}"),
        (f"{marked:>7}",),
        (f" {sign}",) if sign else (),
    ):
        right = "".join(f" {part}" if part is name else part for part in parts)
        left_over = room - cells(right)
        if left_over >= max(HEADLINE_LEAST, room // 2 if len(parts) > 1 else 0):
            break
    else:
        right, left_over = "", room
    shown = pad(shorten(title, left_over, glyphs.ellipsis), left_over)
    return (*slots, (shown, look), (right + " ", ("muted",)))


def _sign(headline: Headline, glyphs: Glyphs) -> str:
    """The sign of an article that is not whole; "" for others."""
    state = state_of(headline)
    if state is None:
        return ""
    return state.ascii if glyphs is ASCII else state.sign


def _state_in_words(headline: Headline, room: int, glyphs: Glyphs) -> str:
    """What an article lacks, by sign and word; by the sign alone where room is short."""
    state = state_of(headline)
    if state is None:
        return ""
    word = f" {state.word}" if room >= WORDED else ""
    return f" · {_sign(headline, glyphs)}{word}"


def _bar(headline: Headline, room: int, glyphs: Glyphs) -> Row:
    """How much is read, as a bar and in per cent; the figure alone where a bar would crowd."""
    share = min(1.0, max(0.0, headline.progress or 0.0))
    figure: Piece = (f" {share:>4.0%}", ("muted",))
    if room < HEADLINE_LEAST + BAR + 7:
        return (figure,)
    full = min(round(share * BAR), BAR if share > 0.99 else BAR - 1)
    done: Piece = (f"  {glyphs.done * full}", ("accent",))
    return (done, (glyphs.ahead * (BAR - full), ("faint",)), figure)


def _one_line_with_bar(
    headline: Headline,
    title: str,
    when: str,
    width: int,
    slots: Row,
    look: tuple[str, ...],
    glyphs: Glyphs,
) -> Row:
    room = max(1, width - 4)
    bar = _bar(headline, room, glyphs)
    room -= sum(cells(text) for text, _ in bar)
    if room < HEADLINE_LEAST:
        room, bar = max(1, width - 4), ()
    name_room = min(18, width // 4)
    name = pad(shorten(headline.source, name_room, glyphs.ellipsis), name_room)
    beside = (f" {name}{when:>8}", f"{when:>8}", "")
    right = next(part for part in beside if not part or room - cells(part) >= 2 * room // 5 + 8)
    left_over = room - cells(right)
    shown = pad(shorten(title, left_over, glyphs.ellipsis), left_over)
    return (*slots, (shown, look), (right, ("muted",)), *bar, (" ", ()))
