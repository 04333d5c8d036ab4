"""`list` and `outline`: what is in the library, and what is in an article."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Literal

from reader.cli import fields, shape
from reader.cli.nearest import not_there
from reader.cli.report import NOTHING_FOUND
from reader.cli.target import one_article
from reader.cli.verb import Verb

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Headline, Key

_PAGE = 200
_USUAL = 50


def count_of(written: str) -> int:
    """A number of rows for argparse; 0 means all."""
    number = int(written)
    if number < 0:
        raise ValueError(written)
    return number


def _list_arguments(parser: ArgumentParser) -> None:
    from reader.query.tree import SORTS

    parser.add_argument("query", nargs="*", metavar="QUERY", help="which articles; none: all")
    parser.add_argument(
        "--sort",
        choices=SORTS,
        help="the order: newest, oldest, best, shortest or longest first, or by feed "
        "(default: the sort: of the query, else new)",
    )
    parser.add_argument(
        "--limit",
        type=count_of,
        default=_USUAL,
        metavar="N",
        help=f"at most so many (default: {_USUAL}; 0: all)",
    )
    parser.add_argument(
        "--after", metavar="CURSOR", help="go on after the article that has this `cursor`"
    )


def _list(call: Call) -> int:
    options = call.options
    after = shape.key_of(options.after)
    with call.open() as library:
        rows = headlines(library, " ".join(options.query), options.sort, after)
        # One more than is shown tells whether there are more, without counting.
        wanted = options.limit or None
        found = islice(rows, wanted + 1 if wanted else None)
        shown = 0
        for headline in found:
            if shown == wanted:
                call.report.aside("There are more; --limit 0 shows all.")
                break
            _tell(call, library, headline)
            shown += 1
        if not shown:
            call.report.aside(not_there(library, " ".join(options.query)) or "No articles.")
            return NOTHING_FOUND
    return call.report.status


def headlines(
    library: Library, query: str, sort: str | None, after: Key | None
) -> Iterator[Headline]:
    """The headlines of a query, or of the whole library, read a page at a time."""
    from reader.library.records import Listing

    if query or sort not in {None, "new", "old"}:
        page = library.select(query, limit=_PAGE, after=after, sort=sort)
        while page:
            yield from page
            page = library.select(query, limit=_PAGE, after=page[-1].key, sort=sort)
        return
    listing = Listing("all")
    way: Literal["new", "old"] = "old" if sort == "old" else "new"
    more = True
    while more:
        window = library.window(listing, after=after, limit=_PAGE, sort=way)
        yield from window.headlines
        more = window.more_after and bool(window.headlines)
        after = window.headlines[-1].key if window.headlines else None


def _tell(call: Call, library: Library, headline: Headline) -> None:
    if call.report.json:
        call.report.object(shape.article(library.article(headline.id)))
    else:
        call.report.line(row(headline))


_CUT = {"teaser": "teaser", "link only": "link only", "failed": "not fetched"}


def row(headline: Headline) -> str:
    """A headline as one line for people: number, state, date, length, title, source."""
    state = "✓" if headline.read else "◐" if headline.progress else "●"
    mark = "★" if headline.bookmarked else "✎" if headline.noted else " "
    day = datetime.fromtimestamp(headline.sort_date).astimezone().strftime("%Y-%m-%d")
    length = f"{headline.minutes:>3} min" if headline.minutes else "       "
    gone = " · gone from disk" if headline.gone else ""
    also = f" · also in {headline.also} {'feed' if headline.also == 1 else 'feeds'}"
    cut = "" if headline.completeness == "full" else f" · {_CUT.get(headline.completeness, '')}"
    source = f"{headline.source}{cut}{gone}{also if headline.also else ''}"
    return f"{headline.id:>6} {state}{mark} {day} {length}  {headline.title} · {source}"


def _outline_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("target", nargs="+", metavar="TARGET", help="a number, or a query")


def _outline(call: Call) -> int:
    with call.open() as library:
        number = one_article(library, " ".join(call.options.target))
        sections = library.article(number).document.outline
    for section in sections:
        if call.report.json:
            call.report.object(shape.section(section))
        else:
            call.report.line(f"{'  ' * section.depth}{section.text}")
    return call.report.status


VERBS = (
    Verb(
        name="list",
        summary="list articles",
        about=(
            "List the articles of the library, newest first, or those that a query finds. Words "
            "that\nbegin with a dash, as -is:read, belong to the query."
        ),
        examples=(
            ("reader list", "the newest articles"),
            ("reader list is:unread", "what is still to be read"),
            ("reader list tag:later -is:read --sort old", "the oldest first"),
            ("reader list --json --limit 0 | jq -r .url", "the addresses of all"),
        ),
        arguments=_list_arguments,
        act=_list,
        fields=fields.ARTICLE,
        json="lines",
        words=True,
    ),
    Verb(
        name="outline",
        summary="list the section headings of an article",
        about="List the section headings of an article, set in by their level.",
        examples=(
            ("reader outline 42", "the headings of article 42"),
            ("reader outline 42 --json", "with level, slug and offset in the text"),
        ),
        arguments=_outline_arguments,
        act=_outline,
        fields=fields.SECTION,
        json="lines",
        words=True,
    ),
)
