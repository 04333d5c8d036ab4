"""`add`: subscribe to feeds, and keep pages, files and folders."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from reader.cli import fields
from reader.cli.report import COULD_NOT, DONE
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.cli.subscribing import Wishes
    from reader.cli.verb import Call


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="the address of a feed or a page, a file, a folder, exec:COMMAND, "
        "filter:COMMAND:ADDRESS, or - for a pipe",
    )
    add("--folder", metavar="NAME", help="put it into this folder of the list; A/B is B within A")
    add("--tag", metavar="NAME", action="append", default=[], help="tag the feed; may come again")
    add("--title", metavar="TITLE", help="call the feed so, instead of what it calls itself")
    add("--first", action="store_true", help="of several feeds take the first, and ask nothing")
    add("--all", action="store_true", help="of several feeds take all, and ask nothing")
    add(
        "--feed",
        metavar="N",
        action="append",
        default=[],
        help="of several feeds take the one of this number; may come again",
    )
    add("--yes", action="store_true", help="ask nothing; of several feeds none is taken")
    add("--article", action="store_true", help="save the page itself as an article")
    add(
        "--feed-address",
        action="store_true",
        help="the address is that of the feed: look for nothing else",
    )
    add(
        "--linked-in",
        metavar="ID",
        type=int,
        help="the address is a link of this article, and not typed: it may lead into no private "
        "network but that of the article's own source",
    )
    add(
        "--find",
        "--dry-run",
        dest="find",
        action="store_true",
        help="tell which feeds are there, with their newest headlines, and store nothing",
    )
    add(
        "--lines",
        action="store_true",
        help="more sources come by a pipe, one a line; what stands there is seen by no other "
        "program",
    )
    add(
        "--welcome",
        action="store_true",
        help="add the handbook and the reading room that come with Reader",
    )


def _wishes(options: Namespace) -> Wishes:
    """What the options say. Errors: UsageError for those that do not go together."""
    from reader.cli.subscribing import Wishes

    if options.title and len(options.sources) > 1:
        raise UsageError("--title names one feed; add the others by themselves.")
    chosen = [name for name in ("first", "all", "feed") if getattr(options, name)]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} do not go together.")
    try:
        numbers = tuple(int(number) for one in options.feed for number in one.split(","))
    except ValueError:
        raise UsageError("--feed takes a number, as the list of feeds shows it.") from None
    return Wishes(
        folder=options.folder,
        tags=tuple(options.tag),
        title=options.title or "",
        numbers=(1,) if options.first else numbers,
        every=options.all,
        agreed=options.yes,
        exact=options.feed_address,
        article=options.article,
        look=options.find,
        linked_in=options.linked_in,
    )


def _lines() -> list[str]:
    """The sources that come by a pipe, one a line."""
    import sys

    return [line.strip() for line in sys.stdin if line.strip()]


def _add(call: Call) -> int:
    options = call.options
    if options.lines:
        options.sources = [*options.sources, *_lines()]
    nameless = not all(word.strip() for word in options.sources)
    if nameless or not (options.sources or options.welcome):
        raise UsageError("Name an address, a file or a folder to add, or - for a pipe.")
    from reader.cli.adding import add, add_welcome

    wishes = _wishes(options)
    # Looking stores nothing, and so makes no library either.
    opened = nullcontext() if wishes.look and not call.library.exists() else call.open(create=True)
    with opened as library:
        if options.welcome and library is not None:
            add_welcome(library, call.report)
        ended = [add(library, call.report, word, wishes) for word in options.sources]
    if options.welcome or DONE in ended:
        return call.report.status
    return ended[0] if len(set(ended)) == 1 else COULD_NOT


VERBS = (
    Verb(
        name="add",
        summary="subscribe to a feed, or add a page, a file or a folder",
        about=(
            "Subscribe to a feed, by its address or that of any page that leads to one: what is "
            "found is\nshown with its newest headlines, and on a terminal you are asked. A page "
            "without a feed can be\nsaved as an article. A text, Markdown or HTML file is an "
            "article, and so is what comes in by a\npipe; a folder is a source, whose files are "
            "read again at each update and never written to, and\nso is a file that holds a feed."
        ),
        examples=(
            ("reader add example.org", "the feed of a site"),
            ("reader add --first --folder News/World https://example.org/news", "without asking"),
            ("reader add --article https://example.org/essay", "the page itself"),
            ("reader add --find example.org", "only look"),
            ("reader add 'exec:~/bin/feed'", "what a command writes"),
            ("reader add essay.md ~/texts", "a file, and a folder with all folders in it"),
            ("pandoc thesis.docx -t html | reader add -", "what another program gives"),
            ("reader add --first --lines < addresses", "as many as stand in a file"),
            ("reader add --welcome", "the handbook and the reading room"),
        ),
        arguments=_arguments,
        act=_add,
        fields=fields.ADDED,
        json="lines",
    ),
)
