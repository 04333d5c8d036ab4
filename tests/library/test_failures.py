"""Every public method of the library, met by every way in which a file can fail it."""

from __future__ import annotations

import inspect
import os
import shutil
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from reader.errors import (
    BusyLibraryError,
    DamagedLibraryError,
    LibraryError,
    NewerLibraryError,
    NotFoundError,
    ReadOnlyLibraryError,
)
from reader.library.library import Library
from reader.library.records import FeedState, Key, Listing, NewFeed
from tests.library.make import arrived, filled, now, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = place("words")
STATE = FeedState(1, title="Papers", checked=1)

READS: dict[str, Callable[[Library], Any]] = {
    "revision": lambda library: library.revision(),
    "changed_elsewhere": lambda library: library.changed_elsewhere(),
    "sources": lambda library: library.sources(),
    "source": lambda library: library.source(1),
    "folders": lambda library: library.folders(),
    "counts": lambda library: library.counts(),
    "tags": lambda library: library.tags(),
    "window": lambda library: library.window(Listing()),
    "count": lambda library: library.count(Listing()),
    "headline": lambda library: library.headline(1),
    "headlines": lambda library: library.headlines([1]),
    "neighbour": lambda library: library.neighbour(Listing(), Key(0, 0), step=-1, unread=True),
    "article": lambda library: library.article(1),
    "original": lambda library: library.original(1),
    "versions": lambda library: library.versions(1),
    "version_text": lambda library: library.version_text(1, 1),
    "bookmarks": lambda library: library.bookmarks(),
    "letter_mark": lambda library: library.letter_mark("x"),
    "tags_of": lambda library: library.tags_of(1),
    "notes": lambda library: library.notes(),
    "progress": lambda library: library.progress(1),
    "state": lambda library: library.state("frame"),
    "history": lambda library: library.history(),
    "search": lambda library: library.search("words"),
    "among": lambda library: library.among("words", [1]),
    "values": lambda library: library.values("tag", ""),
    "select": lambda library: library.select("words"),
    "find": lambda library: library.find("words"),
    "hits": lambda library: library.hits("words", [1]),
    "lit": lambda library: library.lit("words", 1),
    "asides": lambda library: library.asides("physics"),
    "suggest": lambda library: library.suggest("wrods"),
    "searches": lambda library: library.searches(),
    "search_name": lambda library: library.search_name(1),
    "count_searches": lambda library: library.count_searches(),
    "rules": lambda library: library.rules(),
    "rule": lambda library: library.rule("Ruled"),
    "try_rule": lambda library: library.try_rule("words", ["hide", "tag x", "keep 3"]),
    "why": lambda library: library.why(1),
    "queue": lambda library: library.queue(15),
    "index_more": lambda library: library.index_more(0.1),
    "interrupt": lambda library: library.interrupt(),
    "bodies": lambda library: library.bodies(1),
    "body": lambda library: library.body(1, "feed"),
    "feed_state": lambda library: library.feed_state(1),
    "feeds": lambda library: library.feeds([1]),
    "due": lambda library: library.due(),
    "stored_entries": lambda library: library.stored_entries(1, ["a0"]),
    "stored_by_link": lambda library: library.stored_by_link(1, ["https://news.example/"]),
    "feed_text": lambda library: library.feed_text(1),
    "doctor": lambda library: library.doctor(),
    "backup": lambda library: library.backup(library.path.with_suffix(".copy")),
}
WRITES: dict[str, Callable[[Library], Any]] = {
    "add_source": lambda library: library.add_source(kind="feed", address="x", title="X"),
    "rename_source": lambda library: library.rename_source(1, "Other"),
    "move_source": lambda library: library.move_source(1, "Desk"),
    "unsubscribe": lambda library: library.unsubscribe([1]),
    "subscribe_many": lambda library: library.subscribe_many([NewFeed("x"), NewFeed("y")]),
    "move_address": lambda library: library.move_address(1, "/elsewhere"),
    "set_source": lambda library: library.set_source(1, hidden=True),
    "pause_ended": lambda library: library.pause_ended(1),
    "tag_source": lambda library: library.tag_source("science", [1]),
    "untag_source": lambda library: library.untag_source("science", [1]),
    "claim": lambda library: library.claim([1]),
    "release": lambda library: library.release([1]),
    "take_in": lambda library: library.take_in(1, [arrived("n", "New", "Words.")], STATE),
    "fail": lambda library: library.fail(1, STATE._replace(error="It is not there.")),
    "keep_states": lambda library: library.keep_states([STATE]),
    "keep_full_text": lambda library: library.keep_full_text(2, arrived("", "Whole", "All of it.")),
    "mark_completeness": lambda library: library.mark_completeness(1, "teaser", "It ends in …"),
    "show_body": lambda library: library.show_body(1, "feed"),
    "ingest": lambda library: library.ingest(1, [arrived("n", "New", "Words.")]),
    "save_article": lambda library: library.save_article(arrived("n", "New", "Words.")),
    "mark_gone": lambda library: library.mark_gone(1, set()),
    "mark_checked": lambda library: library.mark_checked(1, error=None),
    "mark_read": lambda library: library.mark_read([2]),
    "mark_unread": lambda library: library.mark_unread([1]),
    "mark_all_read": lambda library: library.mark_all_read(Listing()),
    "remove": lambda library: library.remove([1]),
    "edit_title": lambda library: library.edit_title(1, "Other"),
    "bookmark": lambda library: library.bookmark([2]),
    "unbookmark": lambda library: library.unbookmark([1]),
    "bookmark_place": lambda library: library.bookmark_place(1, HERE),
    "remove_bookmark": lambda library: library.remove_bookmark(1),
    "relabel_bookmark": lambda library: library.relabel_bookmark(1, "Other"),
    "move_bookmark": lambda library: library.move_bookmark(1, HERE),
    "tag": lambda library: library.tag("new", [1]),
    "untag": lambda library: library.untag("physics", [1]),
    "rename_tag": lambda library: library.rename_tag("physics", "optics"),
    "tag_all": lambda library: library.tag_all("new", Listing()),
    "colour_tag": lambda library: library.colour_tag("physics", "blue"),
    "save_search": lambda library: library.save_search("Other", "words"),
    "rename_search": lambda library: library.rename_search("Kept", "Other"),
    "remove_search": lambda library: library.remove_search("Kept"),
    "add_rule": lambda library: library.add_rule("Other", "words", ["hide"]),
    "change_rule": lambda library: library.change_rule("Ruled", enabled=False),
    "move_rule": lambda library: library.move_rule("Ruled", 2),
    "remove_rule": lambda library: library.remove_rule("Ruled"),
    "apply_rules": lambda library: library.apply_rules(),
    "take_back_rule": lambda library: library.take_back_rule("Second"),
    "tidy": lambda library: library.tidy(),
    "take_wanted": lambda library: library.take_wanted(),
    "tell_once": lambda library: library.tell_once(once=False),
    "note": lambda library: library.note(1, "Words"),
    "edit_note": lambda library: library.edit_note(1, "Other"),
    "recolour_note": lambda library: library.recolour_note(1, "blue"),
    "move_note": lambda library: library.move_note(1, place("other words", 3)),
    "remove_note": lambda library: library.remove_note(1),
    "save_progress": lambda library: library.save_progress(1, HERE, 0.5),
    "set_state": lambda library: library.set_state("frame", b"x"),
    "undo": lambda library: library.undo(),
    "redo": lambda library: library.redo(),
    "repair": lambda library: library.repair(),
}
NAMES_SOMETHING = {
    "rename_source": lambda library: library.rename_source(9, "Other"),
    "move_source": lambda library: library.move_source(9, None),
    "unsubscribe": lambda library: library.unsubscribe([1, 9]),
    "move_address": lambda library: library.move_address(9, "x"),
    "set_source": lambda library: library.set_source(9, paused=True),
    "pause_ended": lambda library: library.pause_ended(9),
    "tag_source": lambda library: library.tag_source("x", [1, 9]),
    "untag_source": lambda library: library.untag_source("x", [9]),
    "feed_state": lambda library: library.feed_state(9),
    "take_in": lambda library: library.take_in(9, [], STATE),
    "fail": lambda library: library.fail(9, STATE),
    "keep_states": lambda library: library.keep_states([STATE, FeedState(9)]),
    "keep_full_text": lambda library: library.keep_full_text(9, arrived("", "x", "y")),
    "mark_completeness": lambda library: library.mark_completeness(9, "full", ""),
    "show_body": lambda library: library.show_body(9, "full"),
    "bodies": lambda library: library.bodies(9),
    "body": lambda library: library.body(9, "feed"),
    "feed_text": lambda library: library.feed_text(9),
    "ingest": lambda library: library.ingest(9, []),
    "article": lambda library: library.article(9),
    "original": lambda library: library.original(9),
    "version_text": lambda library: library.version_text(1, 9),
    "mark_read": lambda library: library.mark_read([1, 9]),
    "mark_unread": lambda library: library.mark_unread([9]),
    "remove": lambda library: library.remove([1, 9]),
    "edit_title": lambda library: library.edit_title(9, "x"),
    "bookmark": lambda library: library.bookmark([1, 9]),
    "unbookmark": lambda library: library.unbookmark([9]),
    "bookmark_place": lambda library: library.bookmark_place(9, HERE),
    "remove_bookmark": lambda library: library.remove_bookmark(9),
    "relabel_bookmark": lambda library: library.relabel_bookmark(9, "x"),
    "move_bookmark": lambda library: library.move_bookmark(9, HERE),
    "move_note": lambda library: library.move_note(9, HERE),
    "tag": lambda library: library.tag("x", [1, 9]),
    "untag": lambda library: library.untag("unheard of", [1]),
    "rename_tag": lambda library: library.rename_tag("unheard of", "x"),
    "colour_tag": lambda library: library.colour_tag("unheard of", None),
    "rename_search": lambda library: library.rename_search("unheard of", "x"),
    "remove_search": lambda library: library.remove_search("unheard of"),
    "rule": lambda library: library.rule("unheard of"),
    "change_rule": lambda library: library.change_rule("unheard of", enabled=False),
    "move_rule": lambda library: library.move_rule("unheard of", 1),
    "remove_rule": lambda library: library.remove_rule("unheard of"),
    "apply_rules": lambda library: library.apply_rules(["unheard of"]),
    "take_back_rule": lambda library: library.take_back_rule("unheard of"),
    "why": lambda library: library.why(9),
    "note": lambda library: library.note(9, "x"),
    "edit_note": lambda library: library.edit_note(9, "x"),
    "recolour_note": lambda library: library.recolour_note(9, None),
    "remove_note": lambda library: library.remove_note(9),
    "mark_all_read": lambda library: library.mark_all_read(Listing("source", number=9)),
    "undo": lambda library: library.undo(999),
    "redo": lambda library: library.redo(999),
}


def used(file: Path) -> None:
    """A library in which every method has something to do."""
    library, _ = filled(file, 3)
    with library:
        library.mark_read([1])
        library.bookmark([1])
        library.note(1, "", place=HERE, colour="amber")
        library.tag("physics", [1])
        library.save_search("Kept", "words")
        library.add_rule("Ruled", "article", ["tag ruled", "keep 3"])
        library.add_rule("Second", "article", ["bookmark"])
        library._db.run("INSERT INTO wanted VALUES (2)")
        library.mark_read([3])
        library.undo()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pattern") / "library.db"
    used(file)
    return file


@pytest.fixture
def file(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pattern, tmp_path / "library.db"))


def test_every_public_method_is_tried_here() -> None:
    public = {
        name
        for name, _ in inspect.getmembers(Library, inspect.isfunction)
        if not name.startswith("_") and name != "close"
    }
    # `restore` is of no open library, and has tests of its own.
    assert public - {"restore"} == {*READS, *WRITES}


@pytest.fixture
def locked(file: Path) -> Iterator[Path]:
    other = apsw.Connection(str(file))
    other.execute("BEGIN IMMEDIATE").fetchall()
    yield file
    other.close()


@pytest.mark.parametrize("name", WRITES)
def test_a_library_that_another_process_holds_is_busy(locked: Path, name: str) -> None:
    with Library.open(locked, now=now, patience=0.01) as library:
        before = library.window(Listing()), library.history()
        with pytest.raises(BusyLibraryError, match="another process") as caught:
            WRITES[name](library)
        assert name == "repair" or isinstance(caught.value.__cause__, apsw.Error)
        assert (library.window(Listing()), library.history()) == before


@pytest.mark.parametrize("name", READS)
def test_a_library_that_another_process_holds_can_be_read(locked: Path, name: str) -> None:
    with Library.open(locked, now=now, patience=0.01) as library:
        READS[name](library)


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_every_method_does_its_work_on_a_sound_library(file: Path, name: str) -> None:
    with Library.open(file, now=now) as library:
        (READS | WRITES)[name](library)
        assert all(f.level == "ok" for f in library.doctor())


@pytest.mark.parametrize("name", NAMES_SOMETHING)
def test_what_is_not_there_is_named_and_nothing_is_changed(file: Path, name: str) -> None:
    with Library.open(file, now=now) as library:
        before = library.revision(), library.window(Listing()), library.history()
        with pytest.raises(NotFoundError, match=r"9|unheard of"):
            NAMES_SOMETHING[name](library)
        assert (library.revision(), library.window(Listing()), library.history()) == before


@pytest.mark.parametrize("name", [name for name in READS | WRITES if name != "repair"])
def test_a_closed_library_says_so(file: Path, name: str) -> None:
    library = Library.open(file, now=now)
    library.close()
    library.close()
    if name == "doctor":
        assert any(finding.level == "error" for finding in library.doctor())
        return
    with pytest.raises(LibraryError):
        (READS | WRITES)[name](library)


@pytest.fixture(scope="module")
def torn(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that opens and whose tables of articles, documents and changes are noise."""
    file = Path(shutil.copy(pattern, tmp_path_factory.mktemp("torn") / "library.db"))
    other = apsw.Connection(str(file))
    size = int(str(other.pragma("page_size")))
    tables = "('article', 'document', 'status', 'bookmark', 'note', 'journal', 'counter', 'tag')"
    sql = f"SELECT rootpage FROM sqlite_schema WHERE name IN {tables} OR tbl_name = 'status'"
    pages = [int(str(page)) for (page,) in other.execute(sql).fetchall() if page]
    other.close()
    data = bytearray(file.read_bytes())
    for page in pages:
        data[(page - 1) * size : page * size] = b"\xa5" * size
    file.write_bytes(data)
    return file


SOUND_BESIDE = {
    *("revision", "changed_elsewhere", "state", "set_state", "progress", "source", "original"),
    *("add_source", "version_text", "sources", "folders", "mark_checked", "untag_source"),
    *("feed_state", "due", "claim", "release", "fail", "keep_states", "suggest", "interrupt"),
    *("take_wanted", "tell_once", "search_name"),
}
"""What touches no damaged page here; what it says is that it works or how it failed."""


@pytest.mark.parametrize("name", [n for n in READS | WRITES if n not in {"doctor", "repair"}])
def test_damage_is_told_with_what_to_do(torn: Path, tmp_path: Path, name: str) -> None:
    file = Path(shutil.copy(torn, tmp_path / "library.db"))
    with Library.open(file, now=now) as library:
        if name in SOUND_BESIDE:
            with suppress(DamagedLibraryError):
                (READS | WRITES)[name](library)
            return
        with pytest.raises(LibraryError, match=r"reader doctor"):
            (READS | WRITES)[name](library)


def test_the_doctor_tells_damage_and_changes_nothing(torn: Path) -> None:
    content = torn.read_bytes()
    with Library.open(torn, now=now) as library:
        findings = library.doctor()
    assert any(f.level == "error" and "--repair" in f.text for f in findings)
    assert torn.read_bytes() == content


def _as_nobody(work: Callable[[], str]) -> str:
    """What `work` says in a process that may not write others' files."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(writing, work().encode())
        except Exception as error:  # noqa: BLE001 - told to the parent
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        text = said.read()
    os.waitpid(child, 0)
    return text


@pytest.fixture
def shut(pattern: Path) -> Iterator[Path]:
    """A library in a folder that this program may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="reader-"))
    file = Path(shutil.copy(pattern, folder / "library.db"))
    file.chmod(0o444)
    folder.chmod(0o555)
    yield file
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_library_in_a_folder_that_cannot_be_written_is_read_only(shut: Path) -> None:
    def work() -> str:
        with Library.open(shut, now=now) as library:
            assert library.read_only
            for name, read in READS.items():
                if name != "backup":
                    read(library)
            for name, write in WRITES.items():
                try:
                    write(library)
                except ReadOnlyLibraryError:
                    continue
                return f"{name} has written"
        return f"fine, {sorted(path.name for path in shut.parent.iterdir())}"

    assert _as_nobody(work) == "fine, ['library.db']"


def test_a_read_only_library_with_a_log_beside_it_is_not_misread(shut: Path) -> None:
    shut.parent.chmod(0o755)
    shut.chmod(0o644)
    with Library.open(shut, now=now) as library:
        library.bookmark([2])
        wal = shut.with_name("library.db-wal")
        log = wal.read_bytes()
        db = shut.read_bytes()
    shut.write_bytes(db)
    wal.write_bytes(log)
    shut.parent.chmod(0o555)

    def work() -> str:
        with Library.open(shut, now=now) as library:
            return str(library.headlines([2])[0].bookmarked)

    said = _as_nobody(work)
    assert said == "True" or said.startswith("LibraryError: The library")


@pytest.mark.parametrize("content", [b"just a text", b"SQLite format 2\0" * 10, b"PK\x03\x04"])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "library.db"
    file.write_bytes(content)
    with pytest.raises(DamagedLibraryError, match="is not a library"):
        Library.open(file)
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_damaged_header_names_what_to_do(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[16:100] = b"\xff" * 84
    file.write_bytes(data)
    with pytest.raises(DamagedLibraryError, match="reader doctor"):
        Library.open(file)
    assert file.read_bytes() == bytes(data)


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    other = apsw.Connection(str(file))
    other.execute("CREATE TABLE theirs (x)").fetchall()
    other.close()
    content = file.read_bytes()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(file)
    assert file.read_bytes() == content


def test_a_library_of_a_newer_program_is_refused(file: Path) -> None:
    other = apsw.Connection(str(file))
    other.execute("PRAGMA user_version = 99").fetchall()
    other.close()
    content = file.read_bytes()
    with pytest.raises(NewerLibraryError, match=r"newer Reader.*Update Reader"):
        Library.open(file)
    assert file.read_bytes() == content


def test_a_library_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no library at"):
        Library.open(tmp_path / "none" / "library.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with Library.open(tmp_path / "some" / "deep.db") as library:
        assert library.path == tmp_path / "some" / "deep.db"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "library.db")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryError):
        Library.open(tmp_path)


def test_many_can_make_the_same_library_at_once(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def work() -> None:
        try:
            with Library.open(tmp_path, now=now) as library:
                library.add_source(kind="feed", address="x", title="X")
        except LibraryError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with Library.open(tmp_path) as library:
        assert len(library.sources()) == 1
