"""What is hurt is told, and what can be saved is saved: rows, texts, the beginning of the file."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import apsw
import pytest

from benchmarks.torture import furnish
from reader.errors import DamagedLibraryError, LibraryError
from reader.library import beginnings
from reader.library.library import Library
from reader.library.records import Listing
from tests.library.make import filled, now

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40


@pytest.fixture
def hurt(tmp_path: Path) -> Path:
    """A library with articles that are read, bookmarked and annotated; it is still whole."""
    file = tmp_path / "library.db"
    library, _ = filled(file, COUNT)
    with library:
        library.mark_read(range(1, 11))
        library.bookmark([5, 20])
        library.note(20, "Mine")
        library.undo()
        library.redo()
    return file


def meddle(file: Path, *statements: str) -> None:
    other = apsw.Connection(str(file))
    for one in statements:
        other.execute(one).fetchall()
    other.close()


def mended(file: Path) -> Library:
    """The library after its repair, which the doctor is content with."""
    with Library.open(file, create=False, hurt=True, now=now) as library:
        assert any(finding.level == "error" for finding in library.doctor())
        library.repair()
    library = Library.open(file, create=False, now=now)
    assert [one.text for one in library.doctor() if one.level != "ok"] == []
    assert list(file.parent.glob("*.before-repair-*"))
    assert not list(file.parent.glob("*mended*"))
    return library


def all_kept(library: Library) -> bool:
    return (
        library.counts().all == COUNT
        and library.counts().unread == COUNT - 10
        and [one.article_id for one in library.bookmarks()] == [20, 5]
        and [one.text for one in library.notes()] == ["Mine"]
        and len(library.history()) == 6
    )


@pytest.mark.parametrize(
    ("start", "end"), [(0, 100), (0, 16), (16, 18), (18, 20), (28, 32), (56, 72), (0, 1)]
)
def test_a_hurt_beginning_is_made_again_and_nothing_is_lost(
    hurt: Path, start: int, end: int
) -> None:
    content = hurt.read_bytes()
    hurt.write_bytes(content[:start] + Random(start).randbytes(end - start) + content[end:])
    with mended(hurt) as library:
        assert all_kept(library)
        library.undo()
        assert library.notes() == []


def test_what_is_no_library_is_not_given_the_beginning_of_one(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    file.write_bytes(b"a text of somebody's" * 1000)
    with pytest.raises(DamagedLibraryError, match="is not a library"):
        Library.open(file, hurt=True)
    assert file.read_bytes() == b"a text of somebody's" * 1000


def test_a_library_with_another_programs_number_is_told_and_mended(hurt: Path) -> None:
    meddle(hurt, "PRAGMA application_id = 77")
    with mended(hurt) as library:
        assert all_kept(library)


def test_a_text_that_cannot_be_unpacked_is_parsed_again_from_its_original(hurt: Path) -> None:
    meddle(hurt, "UPDATE chunk SET data = x'00' WHERE article_id = 7")
    with mended(hurt) as library:
        assert library.article(7).document.text == "The words of article number 6."
        assert all_kept(library)


def test_an_article_whose_text_and_original_are_lost_keeps_its_marks(hurt: Path) -> None:
    meddle(
        hurt,
        "DELETE FROM document WHERE article_id = 20",
        "UPDATE original SET data = x'00' WHERE article_id = 20",
    )
    with mended(hurt) as library:
        assert "was lost" in library.article(20).document.text
        assert all_kept(library)


def test_an_original_that_is_lost_leaves_the_text(hurt: Path) -> None:
    meddle(hurt, "UPDATE original SET data = x'00' WHERE article_id = 20")
    with mended(hurt) as library:
        assert library.article(20).document.text == "The words of article number 19."
        assert library.original(20)[0] == b"The words of article number 19."


def test_a_letter_that_is_none_is_damage_and_the_rest_of_its_row_is_saved(hurt: Path) -> None:
    meddle(hurt, "UPDATE note SET text = CAST(x'4d69ff65' AS TEXT)")
    with Library.open(hurt, now=now) as library, pytest.raises(DamagedLibraryError):
        library.notes()
    with Library.open(hurt, now=now) as library:
        library.repair()
        assert [(one.article_id, one.text) for one in library.notes()] == [(20, "Mi�e")]


def test_an_article_whose_row_is_lost_comes_back_from_its_text_and_marks(hurt: Path) -> None:
    meddle(hurt, "DELETE FROM article WHERE id = 20")
    with Library.open(hurt, now=now) as library:
        library.repair()
        assert all(finding.level == "ok" for finding in library.doctor())
        assert library.article(20).headline.title == "Article 19"
        assert all_kept(library)


def test_an_article_whose_mark_is_lost_is_in_the_lists_again(hurt: Path) -> None:
    meddle(hurt, "DELETE FROM status WHERE article_id = 30")
    with Library.open(hurt, now=now) as library:
        library.repair()
        assert 30 in [one.id for one in library.window(Listing("unread")).headlines]


@pytest.mark.parametrize("table", ["status", "article", "document", "chunk", "journal"])
def test_rows_on_both_sides_of_two_hurt_pages_are_saved(tmp_path: Path, table: str) -> None:
    file = tmp_path / "library.db"
    library, _ = filled(file, 3000)
    with library:
        library.bookmark(range(1, 3001))
        for number in range(1, 200):
            library.mark_read([number])
    other = apsw.Connection(str(file))
    leaves = [
        int(str(page))
        for (page,) in other.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno",
            (table,),
        )
    ]
    (before,) = other.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    other.close()
    assert len(leaves) >= 5
    data = bytearray(file.read_bytes())
    for page in (leaves[1], leaves[-2]):
        data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(data)
    with mended(file) as library:
        assert library.counts().all == 3000
        assert len(library.bookmarks()) == 3000
    after = apsw.Connection(str(file)).execute(f"SELECT count(*) FROM {table}").fetchone()
    assert after is not None
    assert isinstance(before, int)
    assert isinstance(after[0], int)
    assert after[0] > before * (len(leaves) - 3.5) / len(leaves)


def library_file(file: Path) -> Path:
    library, _ = filled(file)
    with library:
        library.bookmark([2])
    return file


def test_hurt_descriptions_of_the_tables_are_written_as_a_new_library_has_them(
    tmp_path: Path,
) -> None:
    pages = beginnings._description(library_file(tmp_path / "whole.db").read_bytes())
    assert len(pages) > 4
    for number in pages:
        file = library_file(tmp_path / f"{number}.db")
        content = bytearray(file.read_bytes())
        content[(number - 1) * 4096 : number * 4096] = Random(number).randbytes(4096)
        file.write_bytes(content)
        with mended(file) as library:
            assert library.counts().all == 5
            assert [one.article_id for one in library.bookmarks()] == [2]
        for one in tmp_path.glob("*.before-repair-*"):
            one.unlink()


@pytest.mark.parametrize("place", range(7))
def test_descriptions_that_are_others_are_not_guessed(tmp_path: Path, place: int) -> None:
    file = tmp_path / "library.db"
    furnish.of_form(file, 1, 20)
    Library.open(file).close()
    content = bytearray(file.read_bytes())
    number = [*beginnings._description(bytes(content))][place]
    content[(number - 1) * 4096 : number * 4096] = Random(1).randbytes(4096)
    file.write_bytes(content)
    with Library.open(file, hurt=True) as library:
        with pytest.raises(DamagedLibraryError, match="reader restore"):
            library.repair()
        assert any(finding.level == "error" for finding in library.doctor())
    assert file.read_bytes() == bytes(content)


def test_a_full_disk_is_told_when_there_is_no_room_for_a_copy(
    hurt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    content = b"\xff" * 100 + hurt.read_bytes()[100:]
    hurt.write_bytes(content)
    monkeypatch.setattr("shutil.copyfile", full)
    with Library.open(hurt, hurt=True) as library, pytest.raises(LibraryError, match="Make room"):
        library.repair()
    assert hurt.read_bytes() == content
    assert not list(hurt.parent.glob("*mended*"))


def test_a_sound_library_that_cannot_be_read_on_a_full_disk_is_not_taken_for_a_hurt_one(
    hurt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> apsw.Cursor:
        raise apsw.FullError("database or disk is full")

    class Full:
        execute = staticmethod(full)

    with Library.open(hurt, hurt=True) as library:
        db = library._db
        monkeypatch.setattr(db, "raw", Full())
        with pytest.raises(LibraryError, match="is full"), beginnings.readable(db):
            pass
        monkeypatch.undo()
    assert not list(hurt.parent.glob("*mended*"))
