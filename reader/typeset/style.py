"""What may be chosen about a page; everything else follows from the document and the width."""

from __future__ import annotations

from typing import Final, NamedTuple


class Style(NamedTuple):
    """Choices of a reader. None of them changes the text or any offset."""

    hyphenate: bool = True
    """Part words at line ends, in languages whose rules are known."""
    furniture_folded: bool = False
    """Show a run of page furniture as one line that tells how much there is."""
    ascii: bool = False
    """Only ASCII among what the typesetter adds."""
    hang_quotes: bool = True
    """Let an opening quotation mark hang in the margin (`Line.hang`), from 60 cells."""
    links_numbered: bool = False
    """Number the links and list their addresses at the end; decodes the whole document."""
    code_colours: bool = True
    """Tell keywords, strings and comments of code apart, where its language is named."""


class Signs(NamedTuple):
    """What the typesetter adds to a text."""

    bullets: tuple[str, ...]
    bar: str
    picture: str
    media: str
    details: str
    dash: str
    rule: str
    scene: str
    ticked: str
    unticked: str
    ellipsis: str


_SIGNS: Final = Signs(
    bullets=("•", "◦", "-"),
    bar="▎",
    picture="▣",
    media="▶",
    details="▾",
    dash="—",
    rule="─",
    scene="",
    ticked="☑",
    unticked="☐",
    ellipsis="…",
)
_ASCII_SIGNS: Final = Signs(
    bullets=("*", "+", "-"),
    bar="|",
    picture="[#]",
    media=">",
    details="v",
    dash="--",
    rule="-",
    scene="* * *",
    ticked="[x]",
    unticked="[ ]",
    ellipsis="...",
)


def signs(style: Style) -> Signs:
    """The signs for a style."""
    return _ASCII_SIGNS if style.ascii else _SIGNS
