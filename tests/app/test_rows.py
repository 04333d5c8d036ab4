"""The rows of a list in memory, on a library of hundreds: any walk shows what the library has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.app import rows as rows_module
from reader.app.restored import NAME, Restored, encode, restore
from reader.app.rows import Rows
from reader.library.library import Library
from reader.library.records import Key, Listing
from tests.app.papers import LONG, NOW, SHORT, arrived

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALL = SHORT + len(LONG)


@pytest.fixture
def library(papers: Path) -> Iterator[Library]:
    with Library.open(papers) as library:
        yield library


def _opened(library: Library, listing: Listing | None = None, around: Key | None = None) -> Rows:
    rows = Rows(library, listing or Listing())
    rows.open(around)
    return rows


def test_a_walk_down_and_up_meets_every_row_once_in_order(library: Library) -> None:
    rows = _opened(library)
    down = [rows.current]
    while rows.move(1):
        down.append(rows.current)
    assert len(down) == ALL
    assert [row.key for row in down if row] == sorted(row.key for row in down if row)[::-1]
    up = [rows.current]
    while rows.move(-1):
        up.append(rows.current)
    assert up == down[::-1]


def test_a_great_step_stops_at_the_ends(library: Library) -> None:
    rows = _opened(library)
    assert rows.move(10**6)
    assert rows.current is not None
    assert rows.current.title == "Short piece 0"
    assert not rows.move(1)
    assert rows.move(-(10**6))
    assert rows.cursor == 0
    assert not rows.move(-1)


def test_first_and_last_read_only_what_they_show(library: Library) -> None:
    rows = _opened(library)
    rows.to_last()
    assert rows.current is not None
    assert rows.current.title == "Short piece 0"
    assert len(rows.headlines) <= rows_module.WINDOW
    assert rows.move(-200)
    assert rows.current.title == "Short piece 200"
    rows.to_first()
    assert rows.current.title == LONG[0][1]


def test_opening_around_a_headline_stands_on_it_or_on_what_took_its_place(
    library: Library,
) -> None:
    middle = _opened(library)
    middle.move(150)
    assert middle.current is not None
    key = middle.current.key
    again = _opened(library, around=key)
    assert again.current == middle.current
    library.remove((key.id,))
    after = _opened(library, around=key)
    assert after.current is not None
    assert after.current.key < key
    assert _opened(library, around=Key(0, 0)).current is not None


@given(
    st.lists(
        st.tuples(st.sampled_from(("move", "first", "last", "unread")), st.integers(-90, 90)),
        max_size=12,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk_keeps_a_whole_stretch_of_the_list(
    library: Library, walk: list[tuple[str, int]]
) -> None:
    whole = [row.id for row in library.window(Listing(), limit=10_000).headlines]
    rows = _opened(library)
    place = 0
    for kind, by in walk:
        match kind:
            case "move":
                rows.move(by)
                place = min(max(place + by, 0), len(whole) - 1)
            case "first":
                rows.to_first()
                place = 0
            case "last":
                rows.to_last()
                place = len(whole) - 1
            case _:
                step = 1 if by >= 0 else -1
                if rows.next_unread(step=step):
                    place += step
        assert rows.current is not None
        assert rows.current.id == whole[place]
        ids = [row.id for row in rows.headlines]
        start = whole.index(ids[0])
        assert ids == whole[start : start + len(ids)]
        assert rows.more_before == (start > 0)
        assert rows.more_after == (start + len(ids) < len(whole))


def test_only_so_many_rows_are_kept_in_memory(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "KEPT", 150)
    rows = _opened(library)
    seen = [rows.current.id] if rows.current else []
    while rows.move(1):
        assert rows.current is not None
        seen.append(rows.current.id)
        assert len(rows.headlines) <= 150 + rows_module.WINDOW
    assert len(set(seen)) == len(seen) == ALL
    back = [rows.current.id] if rows.current else []
    while rows.move(-1):
        assert rows.current is not None
        back.append(rows.current.id)
    assert back == seen[::-1]


def test_the_next_unread_is_found_beyond_what_is_in_memory(library: Library) -> None:
    rows = _opened(library)
    library.mark_all_read(Listing())
    wanted = next(
        row.id
        for row in library.window(Listing(), limit=1_000).headlines
        if row.title == "Short piece 7"
    )
    library.mark_unread((wanted,))
    rows.refresh()
    assert rows.next_unread()
    assert rows.current is not None
    assert rows.current.id == wanted
    assert not rows.next_unread()
    assert rows.current.id == wanted
    rows.to_first()
    rows.to_last()
    assert rows.next_unread(step=-1)
    assert rows.current.id == wanted


def test_rows_that_no_longer_belong_stay_until_the_list_is_opened_anew(library: Library) -> None:
    rows = _opened(library, Listing("unread"))
    first = rows.headlines[0]
    library.mark_read((first.id,))
    rows.refresh((first.id,))
    assert rows.headlines[0].id == first.id
    assert rows.headlines[0].read
    assert _opened(library, Listing("unread")).headlines[0].id != first.id


def test_what_arrives_does_not_move_the_rows_in_memory(library: Library) -> None:
    rows = _opened(library)
    rows.move(100)
    before = list(rows.headlines)
    desk = next(source.id for source in library.sources() if source.title == "Desk")
    library.ingest(desk, [arrived("late", "# Late\n\nIt has come.\n", NOW)])
    rows.refresh()
    assert [row.id for row in rows.headlines] == [row.id for row in before]


def test_dropped_rows_leave_the_cursor_on_its_row(library: Library) -> None:
    rows = _opened(library)
    rows.move(10)
    current = rows.current
    rows.drop(row.id for row in rows.headlines[2:6])
    assert rows.current == current
    rows.drop(row.id for row in list(rows.headlines))
    assert rows.current is not None, "what lies beyond is read"


def test_an_empty_list_has_no_current_row_and_nowhere_to_go(library: Library) -> None:
    rows = _opened(library, Listing("bookmarks"))
    assert rows.current is None
    assert not rows.move(1)
    assert not rows.move(-1)
    rows.to_first()
    rows.to_last()
    assert rows.current is None
    assert not rows.next_unread()


# -- what is kept between two runs --------------------------------------------------------------


def test_what_was_kept_comes_back_and_what_is_broken_is_the_default(library: Library) -> None:
    state = Restored(
        listing=Listing("tag", name="birds", unread_only=True),
        key=Key(5, 7),
        article=7,
        focus="article",
        measure=80,
        only_text=True,
        theme="paper",
    )
    assert restore(library) == Restored()
    library.set_state(NAME, encode(state))
    assert restore(library) == state
    for broken in (b"", b"{", b'{"focus": "elsewhere"}', b"[]", b"\xff"):
        library.set_state(NAME, broken)
        assert restore(library) == Restored()
    library.set_state(NAME, b'{"measure": 70, "from_a_later_version": true}')
    assert restore(library).measure == 70
