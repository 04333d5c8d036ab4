"""`search`: articles by what they say, and what the reader wrote and named beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.nearest import not_there
from reader.cli.reading import count_of, row
from reader.cli.report import NOTHING_FOUND
from reader.cli.verb import Verb

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.marks import Finder
    from reader.cli.verb import Call
    from reader.library.found import Aside
    from reader.library.library import Library
    from reader.library.records import Hit

_USUAL = 50
_ALL = 1_000_000
_RANKED = 200
"""At least so many of the newest matches are ranked, however few are shown."""

_PART = 50
_LABEL = 9


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words, or a query")
    parser.add_argument(
        "--limit",
        type=count_of,
        default=_USUAL,
        metavar="N",
        help=f"at most so many articles (default: {_USUAL}; 0: all)",
    )


def _search(call: Call) -> int:
    from reader.settings.config import check_config
    from reader.settings.locations import config_path

    query = " ".join(call.options.query)
    limit = call.options.limit or _ALL
    report = call.report
    stems = check_config(config_path()).settings.search_stems
    with call.open() as library:
        found = library.find(query, most=max(limit, _RANKED), stems=stems)
        ids = found.ids[:limit]
        for start in range(0, len(ids), _PART):
            for hit in library.hits(query, ids[start : start + _PART], stems=stems):
                _tell(call, library, hit)
        asides = library.asides(query, most=limit)
        _tell_asides(call, library, asides, blank=bool(ids))
        if found.unindexed:
            report.aside(
                f"{1 - found.unindexed:.0%} of the articles, the newest, have been indexed so far; "
                "`reader update` goes on with it."
            )
        if not ids and not asides:
            _offer(call, library, query)
            return NOTHING_FOUND
        if found.more:
            report.aside(
                f"The {len(found.ids)} newest matches were ranked; --limit 0 ranks all of them."
            )
    return report.status


def _tell(call: Call, library: Library, hit: Hit) -> None:
    if call.report.json:
        extra = {"section": hit.section, "snippet": hit.snippet, "offset": hit.offset}
        told = shape.article(library.article(hit.headline.id))
        call.report.object({**told, **extra, "found": "text"})
        return
    call.report.line(row(hit.headline))
    where = f"{hit.section} › " if hit.section else ""
    call.report.line(f"          {where}{hit.snippet}")


def _tell_asides(call: Call, library: Library, asides: list[Aside], *, blank: bool) -> None:
    from reader.cli.marks import Finder

    if blank and asides and not call.report.json:
        call.report.line()
    places = Finder(library)
    for one in asides:
        if call.report.json:
            call.report.object(_aside(library, places, one))
        else:
            where = f"{one.article_id} {one.title}" if one.title else _counted(one)
            call.report.line(f"{one.kind:>{_LABEL}} {one.text} · {where}")


def _counted(one: Aside) -> str:
    return f"{one.unread} unread of {one.total}"


def _aside(library: Library, places: Finder, one: Aside) -> dict[str, Any]:
    """What was found beside the texts, as JSON; a note and its like tell their article."""
    if one.article_id is None:
        return {
            "id": None,
            "title": one.text,
            "found": one.kind,
            "source": one.id,
            "unread": one.unread,
            "total": one.total,
        }
    where = places.where(one.article_id, one.place)
    return {
        **shape.article(library.article(one.article_id)),
        "section": where["section"],
        "snippet": one.text,
        "offset": where["offset"] or 0,
        "found": one.kind,
        one.kind: one.id,
    }


def _offer(call: Call, library: Library, query: str) -> None:
    """Say that nothing was found, and which words there are instead."""
    suggestions = library.suggest(query)
    for one in suggestions:
        many = "1 article" if one.articles == 1 else f"{one.articles} articles"
        call.report.aside(f"No match for “{one.word}”; “{one.near}” is in {many}.")
    if not suggestions:
        call.report.aside(not_there(library, query) or "Nothing found.")


VERBS = (
    Verb(
        name="search",
        summary="search the articles by what they say",
        about=(
            "Search title, author, headings and text; the best matches come first, each with the "
            "words\naround the best place. Quote a phrase; a * at the end of a word stands for any "
            "ending.\nThe newest matches are ranked; `--limit 0` ranks and shows all.\n\nFor words "
            "alone, what you wrote and named is found too, and comes last: notes, highlights,\n"
            "labels of bookmarks, tags, sources. A word that no article has is told, with the "
            "nearest\nthat some have."
        ),
        examples=(
            ("reader search telegraph", "a word"),
            ("reader search '\"movable type\"'", "a phrase"),
            ("reader search 'print* is:unread'", "a beginning, in what is unread"),
            ("reader search 望遠鏡", "any letters, where no spaces part the words"),
        ),
        arguments=_arguments,
        act=_search,
        fields=fields.HIT,
        json="lines",
        words=True,
    ),
)
