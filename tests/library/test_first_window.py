"""The first window reads what `window` reads, with nothing loaded but itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.library.first_window import first_window
from reader.library.records import Headline, Listing

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.library import Library

LISTINGS = [
    Listing("all"),
    Listing("all", unread_only=True),
    Listing("unread"),
    Listing("source", number=1),
    Listing("source", number=1, unread_only=True),
    Listing("bookmarks"),
]


def _leave(library: Library, listing: Listing, at: Headline | None, above: int) -> None:
    state = {
        "listing": listing,
        "key": at.key if at else None,
        "article": at.id if at else None,
        "above": above,
    }
    library.set_state("app", json.dumps(state).encode())


@pytest.mark.parametrize("listing", LISTINGS, ids=str)
@pytest.mark.parametrize("above", [0, 1, 3])
def test_it_holds_the_rows_around_the_one_that_was_left(
    library: Library, file: Path, listing: Listing, above: int
) -> None:
    library.bookmark([2, 4, 5])
    library.mark_read([3])
    rows = list(library.window(listing).headlines)
    for number, at in enumerate(rows):
        _leave(library, listing, at, above)
        found = first_window(str(file), "app", 4)
        assert found is not None
        top = max(0, number - above)
        assert [Headline._make(row) for row in found.rows] == rows[top : top + 4]
        assert (found.cursor, found.article) == (number - top, at.id)
        assert found.count == library.count(listing)


def test_without_a_place_it_begins_at_the_newest(library: Library, file: Path) -> None:
    _leave(library, Listing("all"), None, 0)
    found = first_window(str(file), "app", 2)
    assert found is not None
    assert [row[0] for row in found.rows] == [5, 4]
    assert found.cursor == 0


def test_what_it_cannot_read_at_once_is_left_to_the_library(library: Library, file: Path) -> None:
    assert first_window(str(file), "app", 4) is None
    for listing in (Listing("folder", name="x"), Listing("query", name="x"), Listing("notes")):
        _leave(library, listing, None, 0)
        assert first_window(str(file), "app", 4) is None
    assert first_window(f"{file}.none", "app", 4) is None
    assert first_window(__file__, "app", 4) is None


def test_one_that_left_the_list_meanwhile_is_not_guessed_at(library: Library, file: Path) -> None:
    at = library.headline(1)
    _leave(library, Listing("unread"), at, 0)
    library.mark_read([1])
    assert first_window(str(file), "app", 4) is None
