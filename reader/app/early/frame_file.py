"""The file that keeps a frame: lists of texts and numbers, read without any library. No Textual.

A text is `s`, its length, `:` and its characters; a list is `l`, its length, `:` and its items;
numbers are `i` or `f` with `;` behind; `n`, `t` and `x` are None, True and False. What can be kept
so is read in a tenth of the time that loading the module `json` takes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    Value: TypeAlias = "bool | int | float | str | Sequence[Value] | None"

MOST = 4_000_000
"""Characters that a frame may have; the largest screens need a tenth of that."""

_DEEPEST = 12


def encode(value: Value) -> str:
    """A value as text."""
    if value is None:
        return "n"
    if isinstance(value, bool):
        return "t" if value else "x"
    if isinstance(value, int):
        return f"i{value};"
    if isinstance(value, float):
        return f"f{value!r};"
    if isinstance(value, str):
        return f"s{len(value)}:{value}"
    return f"l{len(value)}:{''.join(map(encode, value))}"


def decode(text: str) -> Value:
    """The value in a text. Errors: ValueError when it holds none, or more than one."""
    if len(text) > MOST:
        raise ValueError("a frame that is too large")
    value, end = _value(text, 0, 0)
    if end != len(text):
        raise ValueError("more than one value")
    return value


def _value(text: str, at: int, depth: int) -> tuple[Value, int]:
    kind = text[at : at + 1]
    if kind in "ntx" and kind:
        return {"n": None, "t": True, "x": False}[kind], at + 1
    end = text.find(";" if kind in "if" else ":", at, at + 40)
    if end < 0 or depth > _DEEPEST:
        raise ValueError("not a frame")
    written = text[at + 1 : end]
    if kind == "f":
        return float(written), end + 1
    number = int(written)
    if kind == "i":
        return number, end + 1
    if not 0 <= number <= MOST:
        raise ValueError("not a length")
    if kind == "s":
        found = text[end + 1 : end + 1 + number]
        if len(found) != number:
            raise ValueError("a text that is cut off")
        return found, end + 1 + number
    if kind != "l":
        raise ValueError("not a frame")
    items: list[Value] = []
    at = end + 1
    for _ in range(number):
        item, at = _value(text, at, depth + 1)
        items.append(item)
    return items, at
