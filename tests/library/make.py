"""Small articles and places for the tests of the library, and a library full of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.model import Document, Heading, Paragraph, Text
from reader.document.place import Place, text_hash
from reader.library.library import Library
from reader.library.records import Arrived

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_750_000_000
"""What every clock of these tests says."""

DAY = 86_400


def now() -> float:
    return float(NOW)


def document(title: str, *paragraphs: str, heading: str = "") -> Document:
    """A document of paragraphs, under one heading when one is given."""
    first = (Heading(2, (Text(heading),), "the-heading"),) if heading else ()
    return Document(title=title, blocks=(*first, *(Paragraph((Text(p),)) for p in paragraphs)))


def arrived(
    identity: str, title: str, *paragraphs: str, heading: str = "", published: int | None = None
) -> Arrived:
    """An article that comes in."""
    return Arrived(
        identity=identity,
        document=document(title, *paragraphs, heading=heading),
        original="\n\n".join(paragraphs).encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        published=published,
    )


def numbered(count: int, start: int = 0) -> list[Arrived]:
    """Articles "Article 0", "Article 1" …, each a day younger than the one before."""
    return [
        arrived(
            f"a{number}",
            f"Article {number}",
            f"The words of article number {number}.",
            published=NOW - DAY * (10_000 - number),
        )
        for number in range(start, start + count)
    ]


def place(text: str, offset: int = 0, length: int = 0) -> Place:
    """A place in a text, made by hand."""
    end = offset + length
    return Place(
        offset=offset,
        length=length,
        section="",
        quote=text[offset:end] or text[offset : offset + 20],
        prefix=text[max(0, offset - 32) : offset],
        suffix=text[end : end + 32],
        text_hash=text_hash(text),
    )


def filled(path: Path, count: int = 5) -> tuple[Library, int]:
    """A library with one source of numbered articles, whose ids are 1, 2, 3 …; and the source."""
    library = Library.open(path, now=now, patience=0.05)
    source, _ = library.add_source(kind="folder", address="/papers", title="Papers")
    library.ingest(source, numbered(count))
    return library, source
