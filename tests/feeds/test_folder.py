from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds.file import MOST_BYTES
from reader.feeds.folder import Failure, Outcome, read
from reader.library.library import Library
from reader.library.records import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_AGO = 1_600_000_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def write(path: Path, text: str | bytes, at: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(path, (at, at))


def read_in(library: Library, folder: Path) -> tuple[Outcome, list[Failure]]:
    number, _ = library.add_source(kind="folder", address=str(folder), title="Papers")
    failures: list[Failure] = []

    def tell(one: object) -> None:
        if isinstance(one, Failure):
            failures.append(one)

    return read(library, number, folder, tell), failures


def titles(library: Library) -> list[str]:
    return [one.title for one in library.window(Listing("all")).headlines]


def test_texts_in_all_its_folders_become_articles(library: Library, folder: Path) -> None:
    write(folder / "a.txt", "Plain\n\nPlain\n\nSome words that stand here.\n")
    write(folder / "deep/er/b.md", "# Marked\n\nMore words.\n")
    write(folder / "deep/c.HTML", "<title>Tagged</title><p>Words, again.</p>")
    outcome, failures = read_in(library, folder)
    assert (outcome.new, failures) == (3, [])
    assert sorted(titles(library)) == ["Marked", "Plain", "Tagged"]


def test_hidden_files_and_files_of_other_kinds_are_no_articles(
    library: Library, folder: Path
) -> None:
    write(folder / ".hidden.txt", "Not this.")
    write(folder / ".git/notes.md", "Nor this.")
    write(folder / "picture.jpg", b"\xff\xd8\xff\xe0 nor this")
    write(folder / "seen.md", "# Seen\n\nThis.")
    read_in(library, folder)
    assert titles(library) == ["Seen"]


def test_the_newest_file_stands_on_top(library: Library, folder: Path) -> None:
    for number, name in enumerate(("middle", "new", "old")):
        write(folder / f"{name}.md", f"# {name}\n\nText.", at=LONG_AGO + [5, 9, 1][number])
    read_in(library, folder)
    assert titles(library) == ["new", "middle", "old"]


def test_unchanged_files_are_the_same_articles(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    read_in(library, folder)
    outcome, _ = read_in(library, folder)
    assert outcome == Outcome(same=1)


def test_a_file_that_was_only_touched_is_the_same_article(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    read_in(library, folder)
    os.utime(folder / "a.md", (LONG_AGO + 60, LONG_AGO + 60))
    outcome, _ = read_in(library, folder)
    assert outcome == Outcome(same=1)


def test_a_changed_file_is_a_new_version_of_its_article(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nThe first text.")
    read_in(library, folder)
    write(folder / "a.md", "# A\n\nQuite another text.", at=LONG_AGO + 60)
    outcome, _ = read_in(library, folder)
    (only,) = library.window(Listing("all")).headlines
    assert (outcome.new, outcome.changed) == (0, 1)
    assert "another" in library.article(only.id).document.text
    assert "first" in library.version_text(only.id, 1)


def test_a_change_in_the_same_moment_and_of_the_same_size_is_not_missed(
    library: Library, folder: Path
) -> None:
    path = folder / "a.md"
    path.write_text("# A\n\nOne text.", encoding="utf-8")
    read_in(library, folder)
    before = path.stat()
    path.write_text("# A\n\nTwo text.", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    outcome, _ = read_in(library, folder)
    assert outcome.changed == 1


def test_a_vanished_file_leaves_its_article_marked_as_gone(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    write(folder / "b.md", "# B\n\nText.")
    read_in(library, folder)
    (folder / "a.md").unlink()
    outcome, _ = read_in(library, folder)
    gone = {one.title: one.gone for one in library.window(Listing("all")).headlines}
    assert outcome.gone == 1
    assert gone == {"A": True, "B": False}


def test_a_file_that_is_there_again_is_no_longer_gone(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    read_in(library, folder)
    (folder / "a.md").rename(folder / "away")
    read_in(library, folder)
    (folder / "away").rename(folder / "a.md")
    outcome, _ = read_in(library, folder)
    (only,) = library.window(Listing("all")).headlines
    assert (outcome.same, only.gone) == (1, False)


def test_when_the_folder_cannot_be_read_nothing_is_gone(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    read_in(library, folder)
    folder.rename(folder.with_name("unplugged"))
    with pytest.raises(SourceError, match="papers"):
        read_in(library, folder)
    (only,) = library.window(Listing("all")).headlines
    assert not only.gone


def test_a_circle_of_links_is_gone_round_once(library: Library, folder: Path) -> None:
    write(folder / "in/a.md", "# A\n\nText.")
    (folder / "in" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.md").symlink_to(folder / "self.md")
    outcome, (failure,) = read_in(library, folder)
    assert outcome.new == 1
    assert "self.md" in failure.sentence


def test_a_link_to_nowhere_is_named(library: Library, folder: Path) -> None:
    (folder / "lost.md").symlink_to(folder / "nowhere.md")
    _, (failure,) = read_in(library, folder)
    assert "lost.md" in failure.sentence


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "not text"),
    ],
    ids=["empty", "blank", "binary"],
)
def test_each_file_that_fails_is_named_and_the_others_go_on(
    library: Library, folder: Path, name: str, data: bytes, why: str
) -> None:
    write(folder / name, data)
    write(folder / "good.md", "# Good\n\nText.")
    outcome, (failure,) = read_in(library, folder)
    assert outcome.new == 1
    assert name in failure.sentence
    assert why in failure.sentence


def test_a_file_over_the_limit_is_refused_without_being_read(
    library: Library, folder: Path
) -> None:
    with (folder / "log.txt").open("wb") as stream:
        stream.truncate(1024**3)
    _, (failure,) = read_in(library, folder)
    assert "log.txt" in failure.sentence
    assert f"{MOST_BYTES // 1024 // 1024} MB" in failure.sentence


def test_a_pipe_is_refused_and_holds_nothing_up(library: Library, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    _, (failure,) = read_in(library, folder)
    assert "pipe.txt" in failure.sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable for root")
def test_an_unreadable_folder_leaves_its_articles_in_place(library: Library, folder: Path) -> None:
    write(folder / "shut/a.md", "# A\n\nText.")
    read_in(library, folder)
    (folder / "shut").chmod(0)
    try:
        outcome, (failure,) = read_in(library, folder)
    finally:
        (folder / "shut").chmod(0o755)
    assert "shut" in failure.sentence
    assert outcome.gone == 0


def test_a_name_that_is_no_utf8_is_an_article_all_the_same(library: Library, folder: Path) -> None:
    raw = os.fsencode(folder) + b"/caf\xe9.md"
    try:
        with open(raw, "wb") as stream:  # noqa: PTH123 - pathlib takes no bytes
            stream.write(b"# Coffee\n\nText.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    outcome, failures = read_in(library, folder)
    assert (outcome.new, failures) == (1, [])
    assert read_in(library, folder)[0].gone == 0


def test_files_are_never_written_to(library: Library, folder: Path) -> None:
    write(folder / "a.md", "# A\n\nText.")
    before = {path: path.stat() for path in folder.rglob("*")}
    read_in(library, folder)
    after = {path: path.stat() for path in folder.rglob("*")}
    assert {path: (one.st_size, one.st_mtime_ns) for path, one in before.items()} == {
        path: (one.st_size, one.st_mtime_ns) for path, one in after.items()
    }
