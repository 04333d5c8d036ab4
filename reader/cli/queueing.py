"""`queue`: what to read in so many minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import fields
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call

USUAL = 15
MOST = 1440


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--minutes", type=int, default=USUAL, metavar="N", help=f"how long (default: {USUAL})"
    )


def _queue(call: Call) -> int:
    minutes = call.options.minutes
    if not 1 <= minutes <= MOST:
        raise UsageError(f"--minutes {minutes}: there are 1 to {MOST} in a day.")
    with call.open() as library:
        found = library.queue(minutes)
    for one in found:
        line = one.headline
        call.report.answer(
            f"{line.id:>6} {one.minutes:>3} min  {line.title} · {line.source}",
            {
                "id": line.id,
                "title": line.title,
                "feed": line.source,
                "url": line.url,
                "minutes": one.minutes,
                "why": one.why,
                "more": one.more,
            },
        )
        if not call.report.json:
            more = f" · {one.more:,} more from {line.source}" if one.more else ""
            call.report.line(f"                {one.why}{more}")
    return call.report.ended(found=bool(found), none="Nothing is unread.")


VERBS = (
    Verb(
        name="queue",
        summary="say what to read in so many minutes",
        about=(
            "Choose from what is unread, for the minutes you have. Whoever writes seldom comes "
            "first, each\nfeed gives one article before any gives a second, and a flood is one "
            "line. Each says why it is\nthere. It is the same all day, less what has been read."
        ),
        examples=(
            ("reader queue", f"for {USUAL} minutes"),
            ("reader queue --minutes 40 --json", "for the train, for programs"),
        ),
        arguments=_arguments,
        act=_queue,
        fields=fields.QUEUED,
        json="lines",
    ),
)
