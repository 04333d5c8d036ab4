"""The looks that roles have unless a theme says otherwise, in the names of a theme's palette.

A style is words: a palette name for the characters, `on` and a palette name for their ground, and
`bold italic underline strike reverse`. Nothing is told apart by colour alone: what matters has an
attribute or a sign of its own as well.
"""

from __future__ import annotations

from typing import Final

from reader.typeset.roles import ROLES as READING_ROLES

PALETTE: Final[tuple[str, ...]] = (
    "background",
    "text",
    "strong",
    "muted",
    "faint",
    "accent",
    "link",
    "code",
    "quote",
    "ok",
    "warn",
    "error",
    "panel",
    "raised",
    "rule",
    "selection",
    "amber",
    "green",
    "blue",
    "rose",
)
"""The colours that every theme names; `amber` to `rose` are the grounds of highlights."""

READ: Final[tuple[str, ...]] = (
    "text",
    "strong",
    "muted",
    "accent",
    "link",
    "code",
    "quote",
    "ok",
    "warn",
    "error",
)
"""The palette names that words are painted in; `faint` and `rule` are for ornament."""

GROUNDS: Final[tuple[str, ...]] = ("background", "panel", "raised", "selection")
"""The palette names that such words stand on."""

HIGHLIGHTS: Final[tuple[str, ...]] = ("amber", "green", "blue", "rose")
"""The colours of highlights."""

HIGHLIGHT_SIGNS: Final[dict[str, tuple[str, str]]] = {
    "amber": ("■", "a"),
    "green": ("▲", "g"),
    "blue": ("●", "b"),
    "rose": ("◆", "r"),
}
"""The sign that tells a highlight's colour in lists and margins, and the same in ASCII."""

CHROME: Final[dict[str, str]] = {
    "ground": "text on background",
    "text": "text",
    "muted": "muted",
    "faint": "faint",
    "accent": "accent",
    "ok": "ok",
    "warn": "warn",
    "error": "bold error",
    "panel": "text on panel",
    "raised": "on raised",
    "selection": "on selection",
    "selection-idle": "on raised",
    "cursor": "bold accent",
    "headline": "text",
    "headline-unread": "bold strong",
    "kicker": "muted",
    "title": "bold strong",
    "byline": "muted",
    "status": "muted",
    "hit": "underline on amber",
    "hit-current": "bold background on accent",
    "hint": "bold background on accent",
    "highlight-amber": "on amber",
    "highlight-green": "underline on green",
    "highlight-blue": "italic on blue",
    "highlight-rose": "italic underline on rose",
    "changed-in": "underline ok",
    "changed-out": "strike error",
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "reverse": "reverse",
    "strike": "strike",
}
"""What the screens are painted in, and the bare attributes."""

READING: Final[dict[str, str]] = {
    "heading1": "bold accent",
    "heading2": "bold strong",
    "heading3": "italic strong",
    "heading4": "italic muted",
    "emphasis": "italic",
    "strong": "bold strong",
    "strike": "strike",
    "inserted": "underline",
    "code-span": "code",
    "keyboard": "bold code",
    "mark": "on amber",
    "superscript": "",
    "subscript": "",
    "link": "underline link",
    "note-ref": "accent",
    "ruby": "muted",
    "math": "italic",
    "marker": "muted",
    "bar": "quote",
    "quote": "quote",
    "attribution": "muted",
    "code": "text",
    "code-label": "muted",
    "code-keyword": "bold accent",
    "code-string": "code",
    "code-comment": "italic muted",
    "code-number": "quote",
    "code-name": "link",
    "pan-mark": "bold accent",
    "table-head": "bold strong",
    "table-rule": "rule",
    "figure": "muted",
    "caption": "italic muted",
    "rule": "rule",
    "small": "muted",
    "furniture": "muted",
    "label": "muted",
}
"""What an article is painted in: every role of the typesetter."""

STYLES: Final[dict[str, str]] = {**CHROME, **READING}

ALL_ROLES: Final[tuple[str, ...]] = tuple(dict.fromkeys((*CHROME, *READING_ROLES)))
