"""The last gate: no character that acts on a terminal is painted, whatever came in. No Textual."""

from __future__ import annotations

_UNSAFE = frozenset(
    map(
        chr,
        (
            *range(0x20),
            *range(0x7F, 0xA0),
            *range(0x2028, 0x202F),
            *range(0x2066, 0x206A),
            *range(0xFFF9, 0xFFFC),
            0xFFFE,
            0xFFFF,
            *range(0xD800, 0xE000),
        ),
    )
)


def gate(text: str) -> str:
    """The text with whatever could act on a terminal made visible as a replacement character.

    Content has passed the gate of documents already; this one stands behind every other road.
    """
    if (text.isascii() and text.isprintable()) or _UNSAFE.isdisjoint(text):
        return text
    return "".join("\ufffd" if sign in _UNSAFE else sign for sign in text)
