"""`fetch`: articles whose feeds gave only their beginning, fetched whole from their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import fields, keeping
from reader.cli.report import COULD_NOT, INTERRUPTED, NOTHING_FOUND
from reader.cli.target import articles
from reader.cli.verb import Verb
from reader.document.safe import clean_line
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.report import Report
    from reader.cli.verb import Call
    from reader.feeds.update import Event
    from reader.library.library import Library


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="numbers, or a query")
    parser.add_argument(
        "--wanted", action="store_true", help="those that your rules want whole, where applied"
    )
    parser.add_argument(
        "--pictures",
        action="store_true",
        help="also keep the pictures that the setting keep_pictures names; alone, only these",
    )


def _fetch(call: Call) -> int:
    options, report = call.options, call.report
    if not options.targets and not options.pictures and not options.wanted:
        raise UsageError("Say which articles: their numbers, or a query such as is:teaser.")
    telling = _Telling(report)
    status = report.status
    with call.open() as library:
        targets: list[str] = options.targets
        if options.wanted:
            targets = [*targets, *map(str, library.take_wanted())]
            if not targets:
                report.aside("No rule wants an article whole.")
                status = NOTHING_FOUND
        if targets:
            status = _whole(library, targets, report, telling)
        if options.pictures and status != INTERRUPTED:
            _pictures(library, telling)
    return status


def _whole(library: Library, targets: list[str], report: Report, telling: _Telling) -> int:
    """Fetch articles whole; the exit status."""
    from reader.feeds.fetching import fetch
    from reader.feeds.plan import Plan

    result = fetch(library, articles(library, targets, report), Plan(), telling.take)
    if result.cancelled:
        report.stopped("Interrupted; what was already done stays done.")
        return INTERRUPTED
    return report.status if result.fetched else COULD_NOT


def _pictures(library: Library, telling: _Telling) -> None:
    if not keeping.keep_pictures(library, telling.take):
        raise UsageError(
            "No pictures are kept by your settings; `reader config keep_pictures bookmarked` keeps "
            "those of the articles that you bookmark or save."
        )


class _Telling:
    """Tells people, or as JSON, how the fetching goes."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._alone = False

    def take(self, event: Event) -> None:
        """Tell one event."""
        report = self._report
        if report.json:
            report.object(event)
        match event["event"]:
            case "keeping" | "pictures":
                keeping.tell(report, event)
            case "begin":
                self._alone = event["articles"] == 1
            case "fetching":
                report.progress(f"Fetching {_title(event)}")
            case "article" if "error" in event:
                report.failed(str(event["error"]))
            case "article" if not report.json:
                report.line(f"{_title(event)}: {_in_words(event)} · article {event['id']}")
            case "done" if not report.json and not self._alone:
                report.line(_summary(event))
            case _:
                return


def _in_words(event: Event) -> str:
    pages = event["pages"]
    of = f" on {pages} pages" if isinstance(pages, int) and pages > 1 else ""
    cut = "" if event["completeness"] == "full" else f", still a {event['completeness']}"
    return f"{event['words']:,} words{of}{cut}"


def _summary(event: Event) -> str:
    fetched, failed = event["fetched"], event["failed"]
    told = "1 article" if fetched == 1 else f"{fetched:,} articles"
    return f"Fetched {told} whole." if not failed else f"Fetched {told} whole, {failed:,} failed."


def _title(event: Event) -> str:
    return clean_line(str(event["title"]))


VERBS = (
    Verb(
        name="fetch",
        summary="fetch articles whole that their feeds have cut short",
        about=(
            "Fetch the page of each article, find the article in it, and keep it beside what the "
            "feed gave:\nboth stay, and `reader show --body` shows either. Articles on several "
            "pages are joined. A page that\nneeds a login, a wall against programs, a PDF or an "
            "image is said to be one. What a feed always\ncuts can be fetched at each update: "
            "`reader feeds set FEED full_text=yes`. Interrupting it\n(ctrl+c) keeps what has "
            "come. With --json each step is an object on a line."
        ),
        examples=(
            ("reader fetch 42", "one article"),
            ("reader fetch is:teaser newer:1w", "all that were cut short in a week"),
            ("reader fetch --wanted", "what rules want whole that you applied to all"),
            ("reader fetch --pictures", "the pictures of bookmarked articles, for the train"),
            ("reader fetch 42 --json", "step by step, for programs"),
        ),
        arguments=_arguments,
        act=_fetch,
        fields=fields.FETCHED,
        json="lines",
        words=True,
    ),
)
