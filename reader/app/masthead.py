"""What stands above an article: where it comes from, its title, who wrote it and when. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.cells import full_date
from reader.app.fit import shorten
from reader.typeset.title import title_lines

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.library.records import Article, Headline


def kicker(source: str) -> str:
    """A source's name as it stands above a title: in capitals, if its script has them."""
    return source.upper() if source.upper() != source.lower() else source


def byline(headline: Headline, article: Article | None = None) -> str:
    """The author, the full date with its zone, and the reading time."""
    author = headline.author or (article.document.byline if article else None)
    parts = [author] if author else []
    if headline.published is not None:
        parts.append(full_date(headline.published))
    if headline.minutes:
        parts.append(f"{headline.minutes} min")
    if headline.gone:
        parts.append("gone from disk")
    return " · ".join(parts)


def masthead(headline: Headline, article: Article | None, width: int) -> list[Row]:
    """The rows above the body at a width of the text column, blank ones included."""
    rows: list[Row] = [()]
    if headline.source:
        rows += [((shorten(kicker(headline.source), width), ("kicker",)),), ()]
    rows += [((line.text, ("title",)),) for line in title_lines(headline.title, width)]
    about = byline(headline, article)
    if about:
        rows.append(())
        rows.append(((shorten(about, width), ("byline",)),))
    if article is not None and article.tags:
        tags = " ".join(f"#{tag}" for tag in article.tags)
        rows.append(((shorten(tags, width), ("byline",)),))
    rows.append(())
    return rows
