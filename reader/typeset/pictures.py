"""What is not text: pictures, sound and film, and the ornament between scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from reader.typeset.composing import Composer, Prose, Scene
from reader.typeset.flow import plain
from reader.typeset.line import Span
from reader.typeset.margin import indented
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Image, Media, Rule
    from reader.typeset.line import Kind, Line
    from reader.typeset.margin import Margin

_RULE_SHARE: Final = 5
"""A rule takes this part of the column."""


class Box(NamedTuple):
    """The sign of a box, and where it leads."""

    kind: Kind
    sign: str
    link: str


def set_image(composer: Composer, block: Image, margin: Margin, scene: Scene) -> Iterator[Line]:
    """The picture, if it can be shown, and its box with what it shows in words."""
    link = block.link or block.source
    yield from composer.picture(margin)
    yield from _boxed(
        composer, block.alt, margin, scene, Box("figure", composer.signs.picture, link)
    )


def set_media(composer: Composer, block: Media, margin: Margin, scene: Scene) -> Iterator[Line]:
    """The box that stands for sound, film or something embedded."""
    box = Box("media", composer.signs.media, block.url)
    if block.title:
        yield from _boxed(composer, block.title, margin, scene, box)
        return
    host = urlsplit(block.url).netloc
    own = f"{composer.signs.media} {block.kind}" + (f": {host}" if host else "")
    yield composer.added(own, margin, "media", composer.leaf(), "figure", block.url)


def _boxed(composer: Composer, text: str, margin: Margin, scene: Scene, box: Box) -> Iterator[Line]:
    kind, sign, link = box
    start = composer.offset
    flow = plain(text, start, ("figure",), link or None)
    composer.pass_over(len(text))
    leaf = composer.leaf()
    if not text.strip():
        yield composer.added(sign, margin, kind, leaf, "figure", link or None)
        return
    own = indented(
        margin,
        composer.column,
        Span(f"{sign} ", ("figure",), None, link or None),
        Span(" " * (cells(sign) + 1), ("figure",)),
    )
    how = Prose(kind, leaf, hyphenate=False)
    yield from composer.prose(flow, own, scene, how, start)


def set_rule(composer: Composer, _block: Rule, margin: Margin, _scene: Scene) -> Iterator[Line]:
    """A short rule in the middle."""
    room = max(3, composer.column - margin.rest_cells)
    sign = composer.signs.scene or composer.signs.rule * max(3, room // _RULE_SHARE)
    indent = " " * max(0, (room - cells(sign)) // 2)
    spans = (*margin.take(), Span(indent, ("text",)), Span(sign, ("rule",)))
    yield composer.own_line(spans, "rule", composer.leaf())
