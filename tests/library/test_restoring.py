"""A backup takes the place of the library, and nothing that was there is lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import apsw
import pytest

from benchmarks.torture import furnish, judge
from reader.errors import BusyLibraryError, LibraryError, NewerLibraryError, NotFoundError
from reader.library import schema
from reader.library.library import Library
from tests.library.make import filled, now

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library of five articles, one of them bookmarked, with a backup `copy.db`; then changed."""
    file = tmp_path / "library.db"
    library, _ = filled(file)
    with library:
        library.bookmark([1])
        library.backup(tmp_path / "copy.db")
        library.unbookmark([1])
        library.remove([2, 3])
    return file


def test_it_is_as_it_was_and_the_other_is_kept(file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.db"
    content = backup.read_bytes()
    done = Library.restore(file, backup)
    assert done.articles == 5
    assert judge.complaints(file) == []
    assert judge.whole_journal(file) == []
    assert backup.read_bytes() == content
    assert done.kept is not None
    with Library.open(file, now=now) as library, Library.open(done.kept, now=now) as old:
        assert [one.article_id for one in library.bookmarks()] == [1]
        assert old.counts().all == 3
    assert {one.name for one in tmp_path.iterdir()} <= {"library.db", "copy.db", done.kept.name}


def test_no_number_that_was_told_means_another_entry_now(file: Path, tmp_path: Path) -> None:
    with Library.open(file, now=now) as library:
        told = [entry.id for entry in library.history()]
        revision = library.revision()
    Library.restore(file, tmp_path / "copy.db")
    with Library.open(file, now=now) as library:
        assert library.revision() > revision
        assert library.mark_read([1]).journal not in told
        with pytest.raises(NotFoundError):
            library.undo(max(told))


@pytest.mark.parametrize("form", range(1, schema.VERSION))
def test_a_backup_of_an_earlier_form_is_brought_up(file: Path, tmp_path: Path, form: int) -> None:
    old = tmp_path / "old.db"
    furnish.of_form(old, form, 20)
    content = old.read_bytes()
    assert Library.restore(file, old).articles == 20
    assert old.read_bytes() == content
    assert judge.complaints(file) == []
    assert not list(tmp_path.glob("*.form-*"))


def test_a_library_that_is_lost_comes_back(file: Path, tmp_path: Path) -> None:
    file.unlink()
    done = Library.restore(file, tmp_path / "copy.db")
    assert done.kept is None
    assert judge.complaints(file) == []


def test_a_library_beyond_mending_is_replaced_and_kept(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"noise" * 5000)
    done = Library.restore(file, tmp_path / "copy.db")
    assert done.kept is not None
    assert done.kept.read_bytes() == b"noise" * 5000
    assert judge.complaints(file) == []


def test_what_is_no_backup_is_refused_and_nothing_changes(file: Path, tmp_path: Path) -> None:
    text, other, newer, hurt = (tmp_path / name for name in ("text", "other", "newer", "hurt"))
    text.write_bytes(b"a text")
    db = apsw.Connection(str(other))
    db.execute("CREATE TABLE theirs (x)").fetchall()
    db.close()
    for copy, sql in ((newer, "PRAGMA user_version = 99"), (hurt, "UPDATE counter SET total = 9")):
        shutil.copy(tmp_path / "copy.db", copy)
        db = apsw.Connection(str(copy))
        db.execute(sql).fetchall()
        db.close()
    content = file.read_bytes()
    for backup, error, says in (
        (tmp_path / "none", NotFoundError, "no backup"),
        (text, LibraryError, "not a library"),
        (other, LibraryError, "another program"),
        (newer, NewerLibraryError, "newer Reader"),
        (hurt, LibraryError, "not sound"),
        (file, LibraryError, "the library itself"),
    ):
        with pytest.raises(error, match=says) as caught:
            Library.restore(file, backup)
        assert backup.name in str(caught.value)
        assert "restoring" not in str(caught.value)
    assert file.read_bytes() == content
    assert not list(tmp_path.glob("*restor*"))


def test_a_library_that_is_open_elsewhere_is_left_alone(file: Path, tmp_path: Path) -> None:
    with Library.open(file, now=now) as other:
        other.counts()
        with pytest.raises(BusyLibraryError, match="Close Reader"):
            Library.restore(file, tmp_path / "copy.db", patience=0.05)
        assert other.counts().all == 3
    assert not list(tmp_path.glob("*restor*"))
