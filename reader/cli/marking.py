"""`read`, `unread`, `bookmark`, `unbookmark`, `remove`: what is done to whole articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import fields, shape
from reader.cli.target import articles, one_article
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    from reader.cli.report import Report
    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Done

TARGETS_ABOUT = (
    "\nEach number names an article; all other words together are one query, and mean all that "
    "it\nfinds. The answer gives the number of the entry in the history, by which it can be undone."
)


def targets(parser: ArgumentParser) -> None:
    """The targets of an action."""
    parser.add_argument(
        "targets", nargs="+", metavar="TARGET", help="numbers of articles, or a query"
    )


def say_done(report: Report, done: Done) -> None:
    """Answer an action, in words or as an object."""
    if done.journal is None:
        text = f"{done.label}." if done.label else "Nothing changed."
    else:
        text = f"{done.label} · #{done.journal} · `reader undo {done.journal}` undoes"
    if done.skipped:
        text += f" · {done.skipped} left alone, because they have changed since"
    report.answer(text, shape.done(done))


def on_articles(
    action: Callable[[Library, Sequence[int], Call], Done],
) -> Callable[[Call], int]:
    """The command that carries out `action` on all that its targets name."""

    def act(call: Call) -> int:
        with call.open() as library:
            found = articles(library, call.options.targets, call.report)
            say_done(call.report, action(library, found, call))
        return call.report.status

    return act


def _bookmark_arguments(parser: ArgumentParser) -> None:
    targets(parser)
    parser.add_argument(
        "--at", metavar="WORDS", help="bookmark the place in the article where these words stand"
    )
    parser.add_argument("--label", metavar="TEXT", help="a label for that place")


def _bookmark(call: Call) -> int:
    options = call.options
    if options.at is None:
        if options.label is not None:
            raise UsageError("--label needs --at: a label belongs to a place in an article.")
        return on_articles(lambda library, found, _: library.bookmark(found))(call)
    from reader.cli.spot import spot

    with call.open() as library:
        number = one_article(library, " ".join(options.targets))
        place = spot(library, number, options.at)
        _, done = library.bookmark_place(number, place, label=options.label)
        say_done(call.report, done)
    return call.report.status


VERBS = (
    Verb(
        name="read",
        summary="mark articles read",
        about="Mark articles read." + TARGETS_ABOUT,
        examples=(
            ("reader read 12 13", "two articles"),
            ("reader read tag:later", "all that carry a tag"),
        ),
        arguments=targets,
        act=on_articles(lambda library, found, _: library.mark_read(found)),
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="unread",
        summary="mark articles unread",
        about="Mark articles unread." + TARGETS_ABOUT,
        examples=(("reader unread 12", "one article"),),
        arguments=targets,
        act=on_articles(lambda library, found, _: library.mark_unread(found)),
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="bookmark",
        summary="bookmark articles, or a place in one",
        about=(
            "Bookmark articles, or with --at the place in an article where some words stand."
            + TARGETS_ABOUT
        ),
        examples=(
            ("reader bookmark 12 13", "two articles"),
            ("reader bookmark 12 --at 'a little oil' --label lamp", "a place in one"),
        ),
        arguments=_bookmark_arguments,
        act=_bookmark,
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="unbookmark",
        summary="take the bookmark off articles",
        about="Take the bookmark off articles; bookmarks of places in them stay." + TARGETS_ABOUT,
        examples=(("reader unbookmark 12", "one article"),),
        arguments=targets,
        act=on_articles(lambda library, found, _: library.unbookmark(found)),
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="remove",
        summary="take articles out of the library",
        about="Take articles out of the library. Files on the disk are left alone." + TARGETS_ABOUT,
        examples=(
            ("reader remove 12", "one article"),
            ("reader undo", "and back again"),
        ),
        arguments=targets,
        act=on_articles(lambda library, found, _: library.remove(found)),
        fields=fields.DONE,
        words=True,
    ),
)
