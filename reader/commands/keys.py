"""The notation of keys: how a table, a keymap file and the help write what is pressed.

A key that types a character is that character (`j`, `J`, `?`, `é`); the others have names
(`space`, `enter`, `escape`, `pageup`, `f1`); `ctrl+`, `alt+` and, for named keys, `shift+` stand
before. A sequence is keys with one space between (`g g`). `<letter>` in a sequence is any one
letter a to z, A to Z, which the command is given.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, TypeAlias

Sequence: TypeAlias = tuple[str, ...]
"""Keys pressed one after the other, in canonical notation."""

LETTER: Final = "<letter>"

NAMED: Final[frozenset[str]] = frozenset(
    {"space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end"}
    | {"up", "down", "left", "right", "pageup", "pagedown"}
    | {f"f{number}" for number in range(1, 25)}
)
MODIFIERS: Final[tuple[str, ...]] = ("ctrl", "alt", "shift")

_OTHER_NAMES: Final = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "plus": "+",
}
_SHOWN: Final = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    LETTER: "x",
}
_TEXTUAL_WORDS: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


class KeyNameError(ValueError):
    """A key or sequence that is not in the notation; its text says what is wrong."""


def parse_key(text: str) -> str:
    """One key in canonical notation.

    Errors: KeyNameError for an unknown name or modifier, or for `shift+` before a character
    (which has its own upper form).
    """
    if text == LETTER:
        return LETTER
    *modifiers, key = _parts(text)
    unknown = [name for name in modifiers if name not in MODIFIERS]
    if unknown:
        raise KeyNameError(f"{unknown[0]!r} in {text!r} is not ctrl, alt or shift")
    key = _OTHER_NAMES.get(key.lower(), key) if len(key) > 1 else key
    if key == " ":
        key = "space"
    if len(key) > 1:
        key = key.lower()
        if key not in NAMED:
            raise KeyNameError(f"no key is called {key!r}")
    elif not key.isprintable():
        raise KeyNameError(f"{key!r} is a control character; write ctrl+ and its letter")
    if len(key) == 1:
        if "shift" in modifiers:
            raise KeyNameError(f"write the character itself instead of {text!r}")
        if "ctrl" in modifiers:
            key = key.lower()
    order = [name for name in MODIFIERS if name in modifiers]
    return "+".join([*order, key])


def _parts(text: str) -> list[str]:
    """Modifiers and key; the plus sign may be a key itself (`+`, `ctrl++`)."""
    if not text:
        raise KeyNameError("a key is missing")
    if text == "+":
        return ["+"]
    if text.endswith("++"):
        return [*text[:-2].lower().split("+"), "+"]
    *modifiers, key = text.split("+")
    if not key:
        raise KeyNameError(f"a key is missing after {text!r}")
    return [*(name.lower() for name in modifiers), key]


def parse_sequence(text: str) -> Sequence:
    """Keys with spaces between, in canonical notation.

    Errors: KeyNameError, also for a sequence that is empty or begins with 1 to 9 (a count does).
    """
    keys = tuple(parse_key(part) for part in text.split())
    if not keys:
        raise KeyNameError("a key is missing")
    if keys[0] in set("123456789"):
        raise KeyNameError(f"{text!r} begins with a digit, and digits are counts")
    if keys[0] == LETTER:
        raise KeyNameError(f"{text!r} would take every letter")
    return keys


def format_sequence(sequence: Sequence) -> str:
    """The notation of a sequence; `parse_sequence` reads it back."""
    return " ".join(sequence)


def show_sequence(sequence: Sequence) -> str:
    """A sequence as help and status line show it: `esc`, `pgup`, arrows, `m x`."""
    return " ".join(_show_key(key) for key in sequence)


def _show_key(key: str) -> str:
    *modifiers, last = _parts(key) if key != LETTER else [LETTER]
    return "+".join([*modifiers, _SHOWN.get(last, last)])


def types_text(key: str) -> bool:
    """Whether pressing `key` puts a character into a text field."""
    return len(key) == 1 or key == "space"


def textual_name(key: str) -> str:
    """What Textual calls a key in canonical notation (`?` is `question_mark`)."""
    *modifiers, last = _parts(key)
    if len(last) == 1 and not last.isalnum():
        word = unicodedata.name(last).lower().replace("-", "_").replace(" ", "_")
        last = _TEXTUAL_WORDS.get(word, word)
    return "+".join([*modifiers, last])


def from_textual(name: str, character: str | None) -> str | None:
    """The canonical key of a key event's name and character; None when it has no notation here.

    The character is believed before the name, because terminals that report every modifier name
    a capital and a shifted sign in several ways.
    """
    modified = name.startswith(("ctrl+", "alt+"))
    if character and character.isprintable() and character != " " and not modified:
        return character
    *modifiers, last = name.split("+")
    if len(last) > 1 and last not in NAMED:
        last = _signs().get(last, last)
    try:
        return parse_key("+".join([*modifiers, last]))
    except KeyNameError:
        return None


@cache
def _signs() -> dict[str, str]:
    return {textual_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}


def begins(short: Sequence, long: Sequence) -> bool:
    """Whether every way to press `short` is the beginning of some way to press `long`, or is it.

    `<letter>` meets any letter, so `m a` begins (and clashes with) `m <letter>`.
    """
    if len(short) > len(long):
        return False
    return all(_meet(one, other) for one, other in zip(short, long, strict=False))


def _meet(one: str, other: str) -> bool:
    if LETTER in (one, other):
        rest = other if one == LETTER else one
        return rest == LETTER or is_letter(rest)
    return one == other


def is_letter(key: str) -> bool:
    """Whether a pressed key fills `<letter>`."""
    return len(key) == 1 and key.isascii() and key.isalpha()
