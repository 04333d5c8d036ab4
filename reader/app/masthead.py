"""What stands above an article: where it comes from, its title, who wrote it and when. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.cells import full_date
from reader.app.fit import shorten
from reader.typeset.title import title_lines
from reader.typeset.width import cells

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.library.records import Article, Headline


def kicker(source: str) -> str:
    """A source's name as it stands above a title: in capitals, if its script has them."""
    return source.upper() if source.upper() != source.lower() else source


def byline(headline: Headline, article: Article | None, width: int) -> str:
    """The author, the full date and the reading time; the time of day gives way first."""
    author = headline.author or (article.document.byline if article else None)
    date = full_date(headline.published) if headline.published is not None else ""
    length = f"{headline.minutes} min" if headline.minutes else ""
    gone = "gone from disk" if headline.gone else ""
    said = ""
    for day in (date, date.split(",")[0]):
        said = " · ".join(part for part in (author, day, length, gone) if part)
        if cells(said) <= width:
            break
    return shorten(said, width)


def masthead(headline: Headline, article: Article | None, width: int) -> list[Row]:
    """The rows above the body at a width of the text column, blank ones included."""
    rows: list[Row] = [()]
    if headline.source:
        rows += [((shorten(kicker(headline.source), width), ("kicker",)),), ()]
    rows += [((line.text, ("title",)),) for line in title_lines(headline.title, width)]
    about = byline(headline, article, width)
    if about:
        rows.append(())
        rows.append(((about, ("byline",)),))
    if article is not None and article.tags:
        tags = " ".join(f"#{tag}" for tag in article.tags)
        rows.append(((shorten(tags, width), ("byline",)),))
    rows.append(())
    return rows
