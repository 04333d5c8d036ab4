"""The questions that `add` asks on a terminal: which of several feeds, and whether at all."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.report import Report
    from reader.feeds.discover import Candidate

_YES = frozenset({"", "y", "yes"})
_NO = frozenset({"n", "no", "none", "q", "0"})


def can_ask(report: Report) -> bool:
    """Whether a person sits there who can be asked."""
    return not report.json and report.on_terminal and sys.stdin is not None and sys.stdin.isatty()


def show(report: Report, feeds: Sequence[Candidate], known: Sequence[str | None]) -> None:
    """Tell what was found: titles, addresses and newest headlines. `known`: what is there."""
    for number, (feed, there) in enumerate(zip(feeds, known, strict=True), 1):
        mark = f"{number:>3}  " if len(feeds) > 1 else "  "
        note = f" · subscribed to as {there}" if there else ""
        report.aside(f"{mark}{feed.title} · {feed.address}{note}")
        for headline in feed.headlines:
            report.aside(f"{' ' * len(mark)}  {headline}")
        if not feed.headlines:
            report.aside(f"{' ' * len(mark)}  (nothing in it yet)")


def which(report: Report, count: int) -> list[int]:
    """The numbers, from 1, of the feeds that are wanted; none for none."""
    ask = "Which of them? A number, several as 1,3, all, or none [1]: "
    while True:
        said = report.ask(ask)
        if said is None or said in _NO:
            return []
        if said in {"a", "all"}:
            return list(range(1, count + 1))
        numbers = _numbers(said, count)
        if numbers:
            return numbers
        ask = f"That is none of them. A number from 1 to {count}, several as 1,3, all, or none: "


def agreed(report: Report, question: str) -> bool:
    """Whether a question is answered by yes; enter alone is yes."""
    said = report.ask(f"{question} [Y/n]: ")
    while said is not None and said not in _YES and said not in _NO:
        said = report.ask("Yes or no? [Y/n]: ")
    return said in _YES


def _numbers(said: str, count: int) -> list[int]:
    """The numbers in an answer, each once; none when one of them is not among the choices."""
    if not said:
        return [1]
    parts = re.split(r"[\s,;]+", said.strip(" ,;"))
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= count for part in parts):
        return []
    return list(dict.fromkeys(int(part) for part in parts))
