"""A frame as it is kept between two runs: the list in its parts, the rest as it was painted.

The headlines are kept as what they are and laid out anew each time, for their ages go on. No
Textual.
"""

from __future__ import annotations

from reader.app.early.frame_file import decode, encode
from reader.app.gate import gate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Run: TypeAlias = tuple[int, str]
    """The number of a style, and characters in it."""

    Part: TypeAlias = tuple[int, int, int, list[Run]]
    """Row and column on the screen, and what stands from there in so many cells."""

FORMAT = 1
"""Raised when an older frame would be painted wrongly."""


class ListFrame:
    """The list of a frame: where it stands, and what its headlines are.

    `columns` without the rule at its right. `names` are those of a headline's fields, `headlines`
    the fields of those on the screen; `cursor` is a number among them.
    """

    column: int = 0
    columns: int = 0
    rows: int = 0
    ruled: bool = True
    two_lines: bool = False
    bars: bool = False
    ascii: bool = False
    active: bool = True
    name: str = ""
    count: int = 0
    cursor: int = 0
    names: list[str]
    headlines: list[list[Any]]

    FIELDS = (
        "column", "columns", "rows", "ruled", "two_lines", "bars", "ascii", "active", "name",
        "count", "cursor", "names", "headlines",
    )  # fmt: skip


class Frame:
    """A frame, with all that must still be so for it to be painted again.

    `files` and `library` are paths with what `surroundings.seen` says of them, `environ` the values
    of the variables that decide how it looks, `modes` those of `FirstWindow.modes`: how the screen
    is divided and which list it shows. `styles` are the numbers between `ESC [` and `m`; `looks`
    names those of the list, by roles joined by blanks. `headlines` None: no list on the screen.
    """

    columns: int = 0
    rows: int = 0
    article: int = 0
    environ: list[str]
    files: list[tuple[str, int, int]]
    library: list[tuple[str, int, int]]
    modes: list[Any]
    styles: list[str]
    looks: dict[str, int]
    headlines: ListFrame | None = None
    parts: list[Part]


def blank(frame: Frame) -> None:
    """Leave of a frame only its list: the rest is not known."""
    ground = frame.looks["ground"]
    frame.parts = [
        (row, column, width, [(ground, " " * width)]) for row, column, width, _ in frame.parts
    ]


def write(frame: Frame) -> str:
    """The text that keeps a frame."""
    shown = frame.headlines
    values = None if shown is None else [getattr(shown, name) for name in ListFrame.FIELDS]
    looks: list[Any] = [[roles, number] for roles, number in frame.looks.items()]
    return encode(
        [
            "reader frame",
            FORMAT,
            frame.columns,
            frame.rows,
            frame.article,
            frame.environ,
            frame.files,
            frame.library,
            frame.modes,
            frame.styles,
            looks,
            values,
            frame.parts,
        ]
    )


def read(text: str) -> Frame:
    """The frame in a text. Errors: ValueError, TypeError or KeyError when it holds none."""
    value: Any = decode(text)
    head, form, columns, rows, article, *value = value
    environ, files, library, modes, styles, looks, values, parts = value
    if (head, form) != ("reader frame", FORMAT):
        raise ValueError("of another form")
    frame = Frame()
    frame.columns, frame.rows, frame.article = columns, rows, article
    frame.environ = environ
    # Textual writes these as they are when it takes over, so they pass the gate where they come in.
    frame.parts = [
        (row, column, width, [(style, gate(text)) for style, text in runs])
        for row, column, width, runs in parts
    ]
    frame.files = [(path, size, moment) for path, size, moment in files]
    frame.library = [(path, size, moment) for path, size, moment in library]
    frame.modes = modes
    frame.styles = [style for style in styles if _numbers.issuperset(style)]
    frame.looks = dict(looks)
    if len(frame.styles) != len(styles):
        raise ValueError("styles that are none")
    if values is not None:
        frame.headlines = ListFrame()
        for name, item in zip(ListFrame.FIELDS, values, strict=True):
            setattr(frame.headlines, name, item)
    return frame


_numbers = frozenset("0123456789;")
