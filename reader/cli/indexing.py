"""Building the search index to its end, as far as an update is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.report import Report
    from reader.feeds.update import Event
    from reader.library.library import Library

_STEP = 1.0
"""Seconds between two tidings."""


def build(library: Library, tell: Callable[[Event], None]) -> None:
    """Index what a change of the index's form has left; nothing where all is indexed."""
    while left := library.index_more(_STEP):
        tell({"event": "indexing", "left": round(left, 4)})


def tell(report: Report, event: Event) -> None:
    """Tell people how far it is."""
    left = event["left"]
    if isinstance(left, float):
        report.progress(f"Building the search index: {1 - left:.0%}")
