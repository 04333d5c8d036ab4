"""Blocks that enclose others: quotations, figures, details, footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.composing import Composer, Prose, Scene
from reader.typeset.line import Span
from reader.typeset.margin import indented
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Details, Figure, Inlines, Notes, Quote
    from reader.typeset.line import Kind, Line
    from reader.typeset.margin import Margin


def set_quote(composer: Composer, block: Quote, margin: Margin, scene: Scene) -> Iterator[Line]:
    """A quotation beside a bar; who said it stands under it, after a dash."""
    bar = Span(f"{composer.signs.bar} ", ("bar",))
    own = indented(margin, composer.column, bar, bar)
    roles = scene.roles if "quote" in scene.roles else (*scene.roles, "quote")
    inner = Scene("quote", roles, scene.lists, scene.language)
    yield from composer.run(block.blocks, own, inner)
    if block.attribution:
        dash = Span(f"{composer.signs.dash} ", ("attribution",))
        space = Span(" " * cells(dash.text), ("text",))
        hung = indented(own, composer.column, dash, space)
        yield from _aside(composer, block.attribution, hung, inner, "quote", "attribution")


def set_figure(composer: Composer, block: Figure, margin: Margin, scene: Scene) -> Iterator[Line]:
    """What a figure shows, and its caption under it."""
    yield from composer.run(block.blocks, margin, scene)
    if block.caption:
        yield from _aside(composer, block.caption, margin, scene, "caption", "caption")


def set_details(composer: Composer, block: Details, margin: Margin, scene: Scene) -> Iterator[Line]:
    """A summary, and indented under it what it sums up."""
    sign = Span(f"{composer.signs.details} ", ("marker",))
    indent = Span(" " * cells(sign.text), ("text",))
    if block.summary:
        own = indented(margin, composer.column, sign, indent)
        yield from _aside(composer, block.summary, own, scene, scene.kind, "strong")
    yield from composer.run(block.blocks, indented(margin, composer.column, indent, indent), scene)


def set_notes(composer: Composer, block: Notes, margin: Margin, scene: Scene) -> Iterator[Line]:
    """Footnotes in small print, their labels hanging, right-aligned to the longest."""
    labels = [f"{' '.join(item.label.split())}." for item in block.items]
    widest = max(map(cells, labels), default=0)
    inner = Scene("list-item", (*scene.roles, "small"), scene.lists, scene.language)
    for label, item in zip(labels, block.items, strict=True):
        shown = " " * (widest - cells(label)) + label + " "
        own = indented(
            margin,
            composer.column,
            Span(shown, ("label",), None, f"note:{item.label}"),
            Span(" " * (widest + 1), ("text",)),
        )
        yield from composer.run(item.blocks, own, inner)


def _aside(
    composer: Composer, inlines: Inlines, margin: Margin, scene: Scene, kind: Kind, role: str
) -> Iterator[Line]:
    """Inlines that belong to an enclosing block, as lines of their own."""
    start = composer.offset
    flow = composer.flow(inlines, (role,))
    if flow.text.strip():
        how = Prose(kind, composer.leaf())
        yield from composer.prose(flow, margin, scene, how, start)
