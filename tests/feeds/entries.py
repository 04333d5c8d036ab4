"""Entries of a feed to test with, and strategies for them."""

from __future__ import annotations

from typing import Any

from reader.feeds.entry import Entry


def entry(**said: Any) -> Entry:  # noqa: ANN401 - fields of any kind
    """An entry that says only what is given."""
    nothing = Entry(
        id=None,
        title="",
        url=None,
        author=None,
        published=None,
        updated=None,
        content="",
        summary="",
        base=None,
    )
    return nothing._replace(**said)
