"""Pictures that a terminal draws by itself, by kitty's graphics protocol with placeholders.

The picture is sent once beside the frames; the cells that it covers hold a placeholder character
whose colour is the picture's number and whose marks are its row and column. So a picture scrolls,
is covered and goes away as text does. https://sw.kovidgoyal.net/kitty/graphics-protocol/
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 4096
_PLACEHOLDER: Final = "\U0010eeee"
# Row and column are told by combining marks, in the order in which Unicode has them.
_MARKS: Final = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352"
    "\u0357\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f"
    "\u0483\u0484\u0485\u0486\u0487\u0592\u0593\u0594\u0595\u0597\u0598\u0599\u059c\u059d\u059e"
    "\u059f\u05a0\u05a1\u05a8\u05a9\u05ab\u05ac\u05af\u05c4\u0610\u0611\u0612\u0613\u0614\u0615"
    "\u0616\u0617\u0657\u0658\u0659\u065a\u065b\u065d\u065e\u06d6\u06d7\u06d8\u06d9\u06da\u06db"
    "\u06dc\u06df\u06e0\u06e1\u06e2\u06e4\u06e7\u06e8\u06eb\u06ec\u0730\u0732\u0733\u0735\u0736"
    "\u073a\u073d\u073f\u0740\u0741\u0743\u0745\u0747\u0749\u074a"
)

MOST: Final = len(_MARKS)
"""Columns or rows that can be told."""
NUMBERS: Final = range(1 << 16, 1 << 24)
"""The numbers that a picture may have here: those that a colour of 24 bits can tell."""


def sent(number: int, png: bytes, columns: int, rows: int) -> str:
    """What sends a picture, to stand in cells of that many columns and rows; it draws nothing."""
    return "".join(_chunks(number, b64encode(png).decode("ascii"), columns, rows))


def _chunks(number: int, data: str, columns: int, rows: int) -> Iterator[str]:
    head = f"a=T,U=1,f=100,i={number},c={columns},r={rows},q=2,"
    for start in range(0, len(data), _CHUNK):
        more = int(start + _CHUNK < len(data))
        yield f"\x1b_G{head}m={more};{data[start : start + _CHUNK]}\x1b\\"
        head = "q=2,"


def deleted(number: int) -> str:
    """What takes a picture out of the terminal's memory."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def placeholders(row: int, columns: int) -> str:
    """The characters of the cells of a row of a picture; `row` from 0."""
    return "".join(_PLACEHOLDER + _MARKS[row] + _MARKS[column] for column in range(columns))


def colour(number: int) -> tuple[int, int, int]:
    """The colour of the characters, which tells whose they are."""
    return number >> 16, number >> 8 & 255, number & 255
