"""Figures: pictures, quotations, code or tables with a caption, in the markups of many engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.model import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.document.html.blocks import Builder, ClassHandler, Handler
    from reader.document.html.tree import Child, Element

_CAPTION_CLASSES: Final = frozenset(
    {"wp-caption-text", "caption-text", "image-caption", "figcaption", "tr-caption", "caption"}
    | {"legend", "figure-caption", "image-caption-wrapper", "photo-caption", "img-caption"}
)
_PICTURED: Final = ("img", "picture", "video", "audio", "iframe", "amp-img")


def add_captioned(builder: Builder, content: Sequence[Child], captions: Sequence[Element]) -> None:
    """Add what a figure holds with its caption; without one the content alone."""
    blocks = builder.collect(content)
    caption = builder.inlines(captions) if captions else ()
    if blocks and caption:
        builder.add(Figure(blocks, caption, builder.setting.language))
    elif blocks:
        builder.add(*blocks)
    else:
        for element in captions:
            builder.walk_block(element)


def _figure(builder: Builder, element: Element) -> None:
    captions = [e for e in element.elements() if e.tag == "figcaption" and _owner(e) is element]
    if not captions:
        captions = _marked_captions(element)
    for caption in captions:
        _detach(caption)
    add_captioned(builder, element.children, captions)


def _owner(caption: Element) -> Element | None:
    """The figure that a caption belongs to."""
    return next((outer for outer in caption.ancestors() if outer.tag == "figure"), None)


def _marked_captions(element: Element) -> list[Element]:
    """What only its class makes a caption; the outermost, when they are nested."""
    found: list[Element] = []
    for inner in element.elements():
        if inner.classes.isdisjoint(_CAPTION_CLASSES) or inner.tag in ("img", "table"):
            continue
        if not any(outer in found for outer in inner.ancestors()):
            found.append(inner)
    return found


def _detach(caption: Element) -> None:
    """Take a caption out of the figure's content."""
    parent = caption.parent
    if parent is not None:
        parent.children = [child for child in parent.children if child is not caption]


def _captioned_box(builder: Builder, element: Element) -> bool:
    """A `div` that is a figure by its class, if it really has a picture and a caption."""
    if element.tag not in ("div", "span", "p", "section", "dl"):
        return False
    if element.first(*_PICTURED) is None:
        return False
    captions = _marked_captions(element) or _titles(element)
    if len(captions) != 1 or captions[0].first(*_PICTURED) is not None:
        return False
    _detach(captions[0])
    builder.flush()
    add_captioned(builder, element.children, captions)
    return True


def _titles(element: Element) -> list[Element]:
    """The title that some engines set below a picture's block."""
    if element.classes.isdisjoint({"imageblock", "videoblock", "audioblock"}):
        return []
    return [e for e in element.elements() if "title" in e.classes][:1]


TAGS: Final[Mapping[str, Handler]] = {"figure": _figure}
CLASSES: Final[Mapping[str, ClassHandler]] = dict.fromkeys(
    (
        "wp-caption",
        "imageblock",
        "videoblock",
        "figure",
        "captioned-image-container",
        "thumb",
        "caption",
        "image-block-wrapper",
        "sqs-block-image",
        "image-caption-outer-wrapper",
        "img-box",
    ),
    _captioned_box,
)
