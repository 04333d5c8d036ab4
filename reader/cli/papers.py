"""Articles as they are taken along: the text with the reader's highlights and notes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.cli import shape
from reader.document.model import Document, Heading, Link, Paragraph, Text
from reader.document.outline import section_at
from reader.document.place import find
from reader.document.slugs import with_slugs
from reader.document.write import html, markdown
from reader.document.write.annotated import Annotation, annotated, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document.model import Block
    from reader.library.records import Article, Remark


def as_markdown(article: Article, remarks: Iterable[Remark]) -> str:
    """An article with front matter, its highlights in the text and its notes as footnotes."""
    document = annotated(_document(article), [_annotation(article, one) for one in remarks])
    return markdown.write(document, _matter(article, document))


def as_page(article: Article, remarks: Iterable[Remark]) -> str:
    """The same as a page of HTML that stands alone."""
    return html.write(annotated(_document(article), [_annotation(article, one) for one in remarks]))


def notes_as_markdown(marked: Sequence[tuple[Article, Sequence[Remark]]]) -> str:
    """Notes and highlights alone, under a heading for each article."""
    blocks: list[Block] = []
    for article, remarks in marked:
        blocks.append(Heading(1, (Text(article.headline.title or "Untitled"),)))
        blocks.extend(_origin(article))
        for remark in remarks:
            told = _annotation(article, remark)
            blocks.extend(quoted(told, _whereabouts(article, told, remark)))
    title = {"title": "Notes and highlights"}
    return markdown.write(Document(blocks=with_slugs(tuple(blocks))), title)


def _document(article: Article) -> Document:
    """The document under the title that the reader gave it."""
    return replace(
        article.document.document(), title=article.headline.title, byline=article.headline.author
    )


def _annotation(article: Article, remark: Remark) -> Annotation:
    """A note where its words are now; without a start when they are no longer there."""
    place, document = remark.place, article.document
    if place is None:
        return Annotation(None, note=remark.text)
    found: tuple[int, int] | None = (place.offset, place.length)
    if place.text_hash != document.hash:
        again = find(place, document.text, document.outline)
        found = (again.offset, again.length) if again else None
    if found is None:
        return Annotation(None, quote=place.quote, note=remark.text)
    return Annotation(found[0], found[1], place.quote, remark.text)


def _matter(article: Article, document: Document) -> dict[str, object]:
    headline = article.headline
    return {
        "title": headline.title,
        "author": headline.author,
        "source": headline.source,
        "site": document.site,
        "url": headline.url or document.url,
        "published": document.published or shape.date(headline.published),
        "updated": document.updated,
        "added": shape.date(article.added),
        "read": headline.read,
        "language": document.language,
        "description": document.description,
        "tags": list(article.tags),
    }


def _origin(article: Article) -> tuple[Paragraph, ...]:
    """Who wrote an article, where it came from, and its address."""
    headline = article.headline
    told = " · ".join(part for part in (headline.author, headline.source) if part)
    url = headline.url or article.document.url
    lines = (Paragraph((Text(told),)),) if told else ()
    links = (Paragraph((Link((Text(url),), url),)),) if url else ()
    return (*lines, *links)


def _whereabouts(article: Article, told: Annotation, remark: Remark) -> str:
    """The section that a quotation is from, and the colour of its highlight."""
    if told.start is None:
        return "no longer in the text"
    section = section_at(article.document.outline, told.start)
    parts = (section.text if section else "", remark.colour or "")
    return " · ".join(part for part in parts if part)
