"""Whatever ends a program in the middle of a swap, there is a whole library, and all is kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine

from reader.errors import LibraryError
from reader.library import schema, swapping
from reader.library.library import Library
from tests.library.make import NOW, filled, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class PowerCutError(BaseException):
    """The program is no more."""


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A power cut at the n-th change of a name; [n], counted down."""
    left = [10_000]

    def cutting(change: Callable[..., object]) -> Callable[..., object]:
        def change_or_not(*given: object, **named: object) -> object:
            if left[0] <= 0:
                raise PowerCutError
            left[0] -= 1
            return change(*given, **named)

        return change_or_not

    for owner, name in ((os, "link"), (Path, "rename"), (Path, "replace"), (Path, "unlink")):
        monkeypatch.setattr(owner, name, cutting(getattr(owner, name)))
    monkeypatch.setattr(shutil, "copy2", cutting(shutil.copy2))
    yield left
    left[0] = 10_000


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("log", [False, True])
def test_a_swap_that_is_cut_off_leaves_the_old_or_the_new_file(
    tmp_path: Path, cuts: list[int], at: int, *, log: bool
) -> None:
    path, new, kept = tmp_path / "library.db", tmp_path / "new", tmp_path / "kept"
    path.write_bytes(b"old")
    new.write_bytes(b"new")
    beside = tmp_path / "library.db-wal"
    if log:
        beside.write_bytes(b"log of the old")
    cuts[0] = at
    try:
        swapping.put_in_place(new, path, kept)
    except PowerCutError:
        cuts[0] = 10_000
    content = path.read_bytes()
    assert content in {b"old", b"new"}
    if content == b"new":
        assert kept.read_bytes() == b"old"
        assert not beside.exists()
    if log:
        assert beside.exists() or (tmp_path / "kept-wal").read_bytes() == b"log of the old"


@pytest.mark.parametrize("at", range(8))
def test_a_repair_that_is_cut_off_leaves_a_library(
    tmp_path: Path, cuts: list[int], at: int
) -> None:
    library, _ = filled(tmp_path / "library.db")
    library.bookmark([1])
    cuts[0] = at
    try:
        library.repair()
    except PowerCutError:
        cuts[0] = 10_000
    library.close()
    with Library.open(tmp_path / "library.db", create=False, now=now) as again:
        assert [one.article_id for one in again.bookmarks()] == [1]
        assert all(finding.level == "ok" for finding in again.doctor())


@time_machine.travel(NOW, tick=False)
def test_a_copy_that_was_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    filled(file)[0].close()
    steps = [*schema.migrations(), "CREATE TABLE later (x);"]
    cut = tmp_path / f"library.db.form-part-{2**22 + 1}"
    cut.write_bytes(file.read_bytes()[:5000])
    with Library.open(file, now=now) as library:
        schema.bring_up(library._db, steps, schema.VERSION + 1)
    (copy,) = tmp_path.glob("library.db.form-*")
    with Library.open(copy, now=now) as old:
        assert old.counts().all == 5


@time_machine.travel(NOW, tick=False)
def test_what_is_kept_of_one_repair_is_not_written_over_by_the_next(tmp_path: Path) -> None:
    library, _ = filled(tmp_path / "library.db")
    with library:
        library.bookmark([1])
        library.repair()
        library.unbookmark([1])
        library.repair()
    first, second = sorted(tmp_path.glob("library.db.before-repair-*"))
    for kept, marks in ((first, [1]), (second, [])):
        with Library.open(kept, now=now) as old:
            assert [one.article_id for one in old.bookmarks()] == marks


def test_a_copy_of_another_process_stays(tmp_path: Path) -> None:
    part, path = tmp_path / "part", tmp_path / "copy"
    part.write_bytes(b"mine")
    path.write_bytes(b"theirs")
    swapping.name(part, path)
    assert path.read_bytes() == b"theirs"


def test_a_swap_that_cannot_be_is_told(tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_bytes(b"new")
    path = tmp_path / "library.db"
    path.write_bytes(b"old")
    with pytest.raises(LibraryError, match="left as it is"):
        swapping.put_in_place(new, path, tmp_path / "nowhere" / "kept")
    assert path.read_bytes() == b"old"
