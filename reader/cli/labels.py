"""`tag`, `untag` and `note`: what is written on articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import fields
from reader.cli.marking import TARGETS_ABOUT, on_articles, say_done, targets
from reader.cli.target import one_article
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call

COLOURS = ("amber", "green", "blue", "rose")


def _tag_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the tag")
    targets(parser)


def _note_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="the number of an article, or a query")
    parser.add_argument("text", nargs="+", metavar="TEXT", help="the note")
    parser.add_argument(
        "--at", metavar="WORDS", help="note it on the place where these words stand"
    )
    parser.add_argument("--colour", choices=COLOURS, help="highlight those words")


def _note(call: Call) -> int:
    options = call.options
    text = " ".join(options.text)
    if options.colour and options.at is None:
        raise UsageError("--colour needs --at: words are highlighted, and not articles.")
    if not text.strip():
        raise UsageError("A note needs some words.")
    with call.open() as library:
        number = one_article(library, options.target)
        place = None
        if options.at is not None:
            from reader.cli.spot import spot

            place = spot(library, number, options.at)
        _, done = library.note(number, text, place=place, colour=options.colour)
        say_done(call.report, done)
    return call.report.status


VERBS = (
    Verb(
        name="tag",
        summary="put a tag on articles",
        about="Put a tag on articles; a new name makes a new tag." + TARGETS_ABOUT,
        examples=(
            ("reader tag later 12 13", "two articles"),
            ("reader tag print telegraph -is:read", "all that a query finds"),
        ),
        arguments=_tag_arguments,
        act=on_articles(lambda library, found, call: library.tag(call.options.name, found)),
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="untag",
        summary="take a tag off articles",
        about="Take a tag off articles." + TARGETS_ABOUT,
        examples=(("reader untag later 12", "one article"),),
        arguments=_tag_arguments,
        act=on_articles(lambda library, found, call: library.untag(call.options.name, found)),
        fields=fields.DONE,
        words=True,
    ),
    Verb(
        name="note",
        summary="write a note on an article, or on a place in one",
        about=(
            "Write a note on an article, or with --at on the place where some words stand. A "
            "query must\nfind just one article."
        ),
        examples=(
            ("reader note 12 'Ask Anna about this.'", "on the article"),
            ("reader note 12 --at 'a little oil' 'Whale oil?'", "on a place in it"),
        ),
        arguments=_note_arguments,
        act=_note,
        fields=fields.DONE,
        words=True,
    ),
)
