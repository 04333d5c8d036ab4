"""Looks become strips; every text in them passes the last gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.app.gate import gate
from reader.settings.theme import merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.app.cells import Piece
    from reader.settings.theme import Look, Theme

_OPENABLE = ("https://", "http://", "mailto:")
_ADDRESS_MOST = 2000


class Palette:
    """The looks of a theme as Rich styles, each made once.

    Several roles lie over one another: later ones add to earlier ones and win where they differ.
    """

    def __init__(self, theme: Theme, *, links: bool = True) -> None:
        self.theme = theme
        self._links = links
        self._styles: dict[tuple[tuple[str, ...], str | None], Style] = {}

    def style(self, roles: tuple[str, ...], link: str | None = None) -> Style:
        """The style of characters with these roles; `link` makes them lead to an address."""
        if link is not None and not (self._links and _opens(link)):
            link = None
        key = (roles, link)
        style = self._styles.get(key)
        if style is None:
            look = merge(*(self.theme.look(role) for role in roles)) if roles else None
            style = _rich(look, link)
            if len(self._styles) > 4000:
                self._styles.clear()
            self._styles[key] = style
        return style

    def strip(
        self, pieces: Iterable[Piece], width: int, ground: tuple[str, ...] = ("ground",)
    ) -> Strip:
        """A line of exactly `width` cells: the pieces over the ground, cut or filled."""
        segments = [
            Segment(gate(text), self.style((*ground, *roles))) for text, roles in pieces if text
        ]
        return self.fit(segments, width, ground)

    def fit(self, segments: list[Segment], width: int, ground: tuple[str, ...]) -> Strip:
        """The segments cut or filled to `width` cells."""
        used = sum(cell_len(segment.text) for segment in segments)
        if used < width:
            segments.append(Segment(" " * (width - used), self.style(ground)))
            return Strip(segments, width)
        strip = Strip(segments, used)
        return strip if used == width else strip.crop(0, width)


def _opens(link: str) -> bool:
    return link.startswith(_OPENABLE) and len(link) < _ADDRESS_MOST and link.isascii()


def _rich(look: Look | None, link: str | None) -> Style:
    if look is None:
        return Style(link=link)
    return Style(
        color=look.foreground,
        bgcolor=look.background,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
        reverse=look.reverse or None,
        strike=look.strike or None,
        link=link,
    )
