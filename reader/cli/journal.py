"""`history`, `undo` and `redo`: what was done, and how it is taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reader.cli import fields, shape
from reader.cli.marking import say_done
from reader.cli.verb import Verb

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.library.records import Entry

_PAGE = 200
_USUAL = 50


def _history_arguments(parser: ArgumentParser) -> None:
    from reader.cli.reading import count_of

    parser.add_argument(
        "--limit",
        type=count_of,
        default=_USUAL,
        metavar="N",
        help=f"at most so many (default: {_USUAL}; 0: all)",
    )
    parser.add_argument("--before", type=int, metavar="N", help="go on before this entry")


def _history(call: Call) -> int:
    before = call.options.before
    left = call.options.limit or None
    shown = 0
    with call.open() as library:
        while left is None or left > 0:
            page = library.history(limit=min(_PAGE, left or _PAGE), before=before)
            for entry in page:
                call.report.answer(_row(entry), shape.entry(entry))
            shown += len(page)
            if not page:
                break
            before = page[-1].id
            left = left - len(page) if left is not None else None
    return call.report.ended(found=bool(shown), none="Nothing was done yet.")


def _row(entry: Entry) -> str:
    moment = datetime.fromtimestamp(entry.at).astimezone().strftime("%Y-%m-%d %H:%M")
    notes = [
        note
        for note, holds in (
            ("automatic", entry.kind == "automatic"),
            ("undone", entry.undone),
            ("too old to undo", not entry.undoable),
        )
        if holds
    ]
    return f"{'#' + str(entry.id):>7} {moment}  {entry.label}{_in_brackets(notes)}"


def _in_brackets(notes: list[str]) -> str:
    return f" ({', '.join(notes)})" if notes else ""


def _number_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "number", nargs="?", type=_entry, metavar="N", help="the entry; none: the last one"
    )


def _entry(written: str) -> int:
    return int(written.removeprefix("#"))


def _undo(call: Call) -> int:
    with call.open() as library:
        say_done(call.report, library.undo(call.options.number))
    return call.report.status


def _redo(call: Call) -> int:
    with call.open() as library:
        say_done(call.report, library.redo(call.options.number))
    return call.report.status


VERBS = (
    Verb(
        name="history",
        summary="list what was done, newest first",
        about=(
            "List the actions of the history, newest first. It is never cut; marks that reading "
            "itself\nmakes stand in it as well."
        ),
        examples=(
            ("reader history", "the last actions"),
            ("reader history --limit 0 --json", "all of them"),
        ),
        arguments=_history_arguments,
        act=_history,
        fields=fields.ENTRY,
        json="lines",
    ),
    Verb(
        name="undo",
        summary="take back the last action, or any by its number",
        about=(
            "Take back an action. What has changed since is left alone, and its number is told. "
            "An undo\nis itself an entry of the history, so that it can be taken back as well."
        ),
        examples=(
            ("reader undo", "the last action"),
            ("reader undo 1042", "that one, also much later"),
        ),
        arguments=_number_argument,
        act=_undo,
        fields=fields.UNDONE,
    ),
    Verb(
        name="redo",
        summary="take back an undo",
        about="Take back the last undo, or that of any action by its number.",
        examples=(("reader redo", "the last undo"),),
        arguments=_number_argument,
        act=_redo,
        fields=fields.UNDONE,
    ),
)
