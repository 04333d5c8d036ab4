"""`update`: what is new at the sources, told as it comes and summed up at the end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from reader.cli import fields, indexing, keeping, ruling
from reader.cli.counting import in_words
from reader.cli.report import COULD_NOT, INTERRUPTED
from reader.cli.verb import Verb
from reader.document.safe import clean_line

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.report import Report
    from reader.cli.verb import Call
    from reader.feeds.plan import Plan
    from reader.feeds.update import Event
    from reader.library.library import Library
    from reader.library.records import Source

_BAR: Final = 20
"""Cells of the bar."""

_PAUSE: Final = 0.1
"""Seconds between two drawings of it: an eye follows no more, and a terminal need not."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "feeds", nargs="*", metavar="FEED", help="numbers, titles or addresses; none: what is due"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="ask all feeds, also those whose time has not come; but none whose server has asked "
        "to be left alone, which only its name does",
    )
    parser.add_argument(
        "--index",
        action="store_true",
        help="ask nothing; only go on building the search index, where that is not done",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing but what has failed")


def _update(call: Call) -> int:
    from reader.feeds.update import update

    options = call.options
    telling = _Telling(call.report, quiet=options.quiet, every=options.all)
    with call.open(updates=True) as library:
        if options.index:
            indexing.build(library, telling.take)
            return call.report.status
        telling.sources = len(library.sources())
        result = update(
            library,
            _wanted(library, options.feeds),
            telling.take,
            plan=_plan(library),
            due_only=not options.all and not options.feeds,
            patient=options.all and not options.feeds,
        )
        if not result.cancelled:
            ruling.follow(library, telling.aside)
            keeping.keep_pictures(library, telling.take)
            indexing.build(library, telling.take)
    if result.cancelled:
        call.report.stopped("Interrupted; what was already done stays done.")
        return INTERRUPTED
    return call.report.status if result.any_read else COULD_NOT


def _wanted(library: Library, words: list[str]) -> list[Source]:
    """The sources that are asked: those named, else all that are not paused."""
    from reader.cli.sources import named

    if words:
        return named(library, words)
    return [source for source in library.sources() if not source.paused]


def _plan(library: Library) -> Plan | None:
    """How the user wants feeds to be asked; None where there are none."""
    if not any(source.kind == "feed" for source in library.sources()):
        return None
    from reader.feeds.answers import Limits
    from reader.feeds.plan import Plan
    from reader.feeds.schedule import MINUTE, Bounds
    from reader.settings.config import check_config
    from reader.settings.locations import config_path

    # A wrong setting is the app's and `config`'s to tell; an update by night goes on without it.
    wished = check_config(config_path()).settings
    least = wished.ask_least * MINUTE
    return Plan(
        at_once=wished.ask_at_once,
        bounds=Bounds(least, max(least, wished.ask_most * MINUTE)),
        limits=Limits(total=float(wished.ask_timeout), at_once=max(48, wished.ask_at_once)),
    )


class _Telling:
    """Tells people, or as JSON, what an update does."""

    def __init__(self, report: Report, *, quiet: bool, every: bool) -> None:
        """`every`: all sources are asked, not only those that are due."""
        self._report = report
        self._every = every
        self._quiet = quiet
        self.sources = 0
        self._done = self._of = self._new = 0
        self._next = 0.0

    def take(self, event: Event) -> None:
        """Tell one event."""
        if self._report.json:
            self._report.object(event)
        match event["event"]:
            case "begin":
                self._of = _number(event, "sources")
            case "fetching" | "progress":
                self._draw(event)
            case "failed":
                self._report.failed(f"{_title(event)}: {event['error']}")
            case "source":
                self._source(event)
            case "moved" if not self._quiet:
                self._report.aside(f"{event['label']}.")
            case "keeping" | "pictures" if not self._quiet:
                keeping.tell(self._report, event)
            case "indexing" if not self._quiet:
                indexing.tell(self._report, event)
            case "note" if not self._quiet:
                self._report.aside(str(event["text"]))
            case "done" if not self._quiet and not self._report.json:
                self._report.line(self._summary(event))
            case _:
                return

    def aside(self, text: str) -> None:
        """Tell a sentence that belongs to no source."""
        if not self._quiet:
            self._report.aside(text)

    def _summary(self, event: Event) -> str:
        """The whole update in one line."""
        if not self.sources:
            return "There are no sources yet; `reader add` and an address subscribe to one."
        if not _number(event, "sources"):
            if self._every:
                return "No source may be asked now; `reader feeds` says why."
            return "Nothing is due; `reader update --all` asks every feed."
        return _summary(event, self._done)

    def _source(self, event: Event) -> None:
        self._done = _number(event, "done")
        self._of = _number(event, "of")
        self._new += _number(event, "new")
        if "error" in event:
            self._report.failed(_failure(event))
        elif not self._quiet and not self._report.json and in_words(event) != _NOTHING:
            self._report.line(f"{_title(event)}: {in_words(event)}")
        self._draw(event)

    def _draw(self, event: Event) -> None:
        """Draw how far it has come, on a terminal, and not too often."""
        now = time.monotonic()
        if self._quiet or now < self._next:
            return
        self._next = now + _PAUSE
        inside = ""
        if event["event"] == "progress":
            inside = f" ({event['done']} of {event['of']})"
        new = f" · {self._new:,} new" if self._new else ""
        self._report.progress(
            f"{bar(self._done, self._of)} {self._done}/{self._of}{new} · {_title(event)}{inside}"
        )


_NOTHING: Final = in_words({})


def bar(done: int, of: int, cells: int = _BAR) -> str:
    """A bar that shows how much of it is done."""
    full = cells if not of else min(cells, done * cells // of)
    return "━" * full + "─" * (cells - full)


def _summary(event: Event, done: int) -> str:
    """What came of the sources that were asked; `done`: how many of them to the end."""
    sources = _number(event, "sources")
    told = [in_words({name: event[name] for name in ("new", "changed", "gone")})]
    if told[0] != _NOTHING and (unchanged := _number(event, "unchanged")):
        told.append(f"{unchanged:,} unchanged")
    if failed := _number(event, "failed"):
        told.append(f"{failed:,} failed")
    whole = "1 source" if sources == 1 else f"{sources:,} sources"
    if event["cancelled"]:
        whole = f"{done:,} of {whole}"
    return f"{whole}: {', '.join(told)}."


def _failure(event: Event) -> str:
    """A failure with the title before it, unless the sentence begins with that already."""
    title, sentence = _title(event), str(event["error"])
    return sentence if sentence.startswith(title) else f"{title}: {sentence}"


def _title(event: Event) -> str:
    return clean_line(str(event["title"]))


def _number(event: Event, name: str) -> int:
    value = event.get(name)
    return value if isinstance(value, int) else 0


VERBS = (
    Verb(
        name="update",
        summary="ask the sources for what is new",
        about=(
            "Ask the feeds that are due, and read folders again. Each feed is asked by its own "
            "rhythm, within\nyour limits; --all asks every one now, and naming some asks those. An "
            "edited article is a new\nversion; what a feed drops stays in the library, as does "
            "an article whose file has vanished.\nInterrupting it (ctrl+c) keeps what has come. "
            "With --json each step is an object on a line."
        ),
        examples=(
            ("reader update", "what is due: for a timetable such as cron's, with --quiet"),
            ("reader update --all", "every feed, now"),
            ("reader update 3 'The Daily Post'", "these two"),
        ),
        arguments=_arguments,
        act=_update,
        fields=fields.EVENT,
        json="lines",
    ),
)
