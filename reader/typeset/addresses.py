"""The addresses of a document's links, numbered, for paper and for plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import walk
from reader.document.model import Link
from reader.typeset.flow import plain
from reader.typeset.line import Line, Span
from reader.typeset.paragraph import Manner, set_flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.document.readable import Readable


def numbered_addresses(document: Readable) -> dict[str, int]:
    """The address of every link that leads out of the document, with its number from 1."""
    links = walk.query(document.blocks, Link)
    outside = dict.fromkeys(link.url for link in links if not link.url.startswith("#"))
    return {url: number for number, url in enumerate(outside, 1)}


def address_lines(addresses: Mapping[str, int], width: int, end: int) -> Iterator[Line]:
    """The list of addresses as lines of kind "note", a blank one above; `end` is the text's."""
    if addresses:
        yield Line((), end, end, "blank", None)
    indent = len(str(len(addresses))) + 3
    if width - indent < indent:
        indent = 0
    for url, number in addresses.items():
        marker = f"[{number}]".rjust(indent - 1) + " " if indent else f"[{number}] "
        flow = plain(url, None, ("link",), url)
        first = max(1, width - len(marker))
        for row, piece in enumerate(set_flow(flow, Manner(first, max(1, width - indent)))):
            head = " " * indent if row else marker
            spans = (Span(head, ("label",)), *flow.spans(piece.start, piece.end))
            size = sum(len(span.text) for span in spans)
            yield Line(spans, end, end, "note", None, pre=size)
