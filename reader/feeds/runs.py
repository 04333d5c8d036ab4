"""A page cut into runs: the stretches of text between one block's edge and the next.

What is kept of a page and what is dropped is decided run by run: a paragraph, a heading, an item,
a cell, the loose text between two blocks of one element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.document.html.elements import BLOCKS
from reader.document.html.tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.html.tree import Child

_PICTURES = frozenset({"img", "picture", "video", "audio", "iframe", "embed", "object", "figure"})
_WIDE_FROM = 0x2E80


class Spot(NamedTuple):
    """One text of a run: a child of `parent` by its `place`, and how many words it has."""

    parent: Element
    place: int
    words: int


class Run(NamedTuple):
    """A stretch of text and inline elements, all of them children of `holder`.

    `words` and `linked` count words (a character of CJK is half a word), `linked` those in links.
    `pictures`: it holds a picture or another thing to look at.
    """

    order: int
    holder: Element
    children: tuple[Child, ...]
    spots: tuple[Spot, ...]
    text: str
    words: int
    linked: int
    pictures: bool

    def within(self, *tags: str) -> Element | None:
        """The nearest element around it, the holder included, that has one of the tags."""
        if self.holder.tag in tags:
            return self.holder
        return next((e for e in self.holder.ancestors() if e.tag in tags), None)


def words_in(text: str) -> int:
    """How many words a text has; scripts without spaces count half a word a character."""
    if text.isascii():
        return len(text.split())
    wide = sum(1 for character in text if ord(character) >= _WIDE_FROM)
    return len(text.split()) + wide // 2


def runs_of(body: Element) -> list[Run]:
    """The runs of a page in reading order; those without text have pictures."""
    blocky = _block_holders(body)
    return [
        run
        for order, (holder, first, last) in enumerate(_stretches(body, blocky))
        if (run := _run(order, holder, first, last)) is not None
    ]


def _block_holders(body: Element) -> set[int]:
    """The inline elements that have a block somewhere in them."""
    found: set[int] = set()
    for element in body.elements():
        if element.tag in BLOCKS:
            outer = element.parent
            while outer is not None and id(outer) not in found:
                found.add(id(outer))
                outer = outer.parent
    return found


def _stretches(body: Element, blocky: set[int]) -> Iterator[tuple[Element, int, int]]:
    """Where runs may be: an element, with its first child of the run and the one after the last."""
    stack: list[tuple[Element, int]] = [(body, 0)]
    while stack:
        element, index = stack.pop()
        start = index
        children = element.children
        while index < len(children):
            child = children[index]
            if isinstance(child, Element) and (child.tag in BLOCKS or id(child) in blocky):
                break
            index += 1
        if index > start:
            yield element, start, index
        if index < len(children):
            stack.append((element, index + 1))
            inner = children[index]
            assert isinstance(inner, Element)
            stack.append((inner, 0))


def _run(order: int, holder: Element, first: int, last: int) -> Run | None:
    spots: list[Spot] = []
    texts: list[str] = []
    linked = 0
    pictures = False
    outer_link = any(e.tag == "a" for e in (holder, *holder.ancestors()))
    stack: list[tuple[Element, int, int, bool]] = [(holder, first, last, outer_link)]
    while stack:
        parent, index, end, in_link = stack.pop()
        while index < end:
            child = parent.children[index]
            index += 1
            if isinstance(child, Element):
                if child.tag == "br":
                    texts.append(" ")
                pictures = pictures or child.tag in _PICTURES
                stack.append((parent, index, end, in_link))
                stack.append((child, 0, len(child.children), in_link or child.tag == "a"))
                break
            texts.append(child)
            words = words_in(child)
            if words:
                spots.append(Spot(parent, index - 1, words))
                linked += words if in_link else 0
    text = " ".join("".join(texts).split())
    if not text and not pictures:
        return None
    total = sum(spot.words for spot in spots)
    return Run(
        order,
        holder,
        tuple(holder.children[first:last]),
        tuple(spots),
        text,
        total,
        linked,
        pictures,
    )
