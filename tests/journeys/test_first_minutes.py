"""A new user's first minutes, and what is there again after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.restored import restore
from reader.library.library import Library
from reader.library.records import Listing
from tests.journeys.program import Program

if TYPE_CHECKING:
    from pathlib import Path


def _library(home: Path) -> Path:
    return home / "data" / "reader" / "library.db"


def _texts(home: Path) -> Path:
    folder = home / "texts"
    folder.mkdir()
    parts = "\n\n".join(
        f"## Part {number}\n\n" + f"The words of part {number} go on for a while. " * 30
        for number in range(1, 8)
    )
    (folder / "long.md").write_text(f"# Seven Parts\n\n{parts}\n", encoding="utf-8")
    return folder


def test_a_new_user_reads_keeps_a_place_leaves_and_is_there_again(own_machine: Path) -> None:
    with Program(own_machine) as program:
        screen = program.see("Welcome to Reader")
        assert "Reading room" in screen
        program.see("enter reads")
        program.type("j\r", "▌  The Measure of a Page")
        program.type("]]", "2/")
        program.type("B", "Label of this place")
        program.type("here\r", "undoes")
        program.type("jj", "%")
        program.settle()
        before = [line[42:] for line in program.text().splitlines()[:38]]
        assert program.leave() == 0
        assert program.left_as_found()
    with Program(own_machine) as program:
        program.see("The Measure of a Page")
        program.see("1 place")
        program.settle()
        assert [line[42:] for line in program.text().splitlines()[:38]] == before
        program.type("'", "here")
    with Library.open(_library(own_machine)) as library:
        assert [mark.label for mark in library.bookmarks()] == ["here"]


def test_what_was_answered_is_there_after_a_kill_and_so_is_the_line(own_machine: Path) -> None:
    with Program(own_machine) as program:
        program.see("Welcome to Reader")
        program.type("b", r"#\d+ · u undoes")
        program.type("jr", r"Marked “The Measure of a Page” read · #\d+")
        program.type("\r", "4 min left")
        program.type("]]]", "3/")
        line = program.text().splitlines()[0][42:]
        path = _library(own_machine)
        with Library.open(path) as library:
            number = next(
                row.id
                for row in library.window(Listing()).headlines
                if row.title == "The Measure of a Page"
            )

            def written() -> bool:
                place = library.progress(number)
                return bool(place and place.offset) and restore(library).article == number

            while not written():
                program.settle()
        program.kill()
    with Library.open(path) as library:
        assert library.counts().bookmarks == 1
        assert library.doctor()
    with Program(own_machine) as program:
        program.see("The Measure of a Page")
        program.see("3/")
        assert program.text().splitlines()[0][42:] == line


def test_a_folder_is_added_and_a_changed_file_is_read_again(own_machine: Path) -> None:
    folder = _texts(own_machine)
    with Program(own_machine) as program:
        program.see("Welcome to Reader")
        program.type("a", "address of a feed")
        program.type(f"{folder}\r", "Added the folder")
        program.type("gg", "Seven Parts")
        (folder / "short.md").write_text("# Come Late\n\nIt is short.\n", encoding="utf-8")
        program.type("R", "Updated: 1 new")
        program.see(r"1 new · \.")
        assert "Come Late" not in program.text()
        program.type(".", "Come Late")
        (folder / "short.md").write_text("# Come Late\n\nIt grew longer.\n", encoding="utf-8")
        program.type("R", "Updated: 0 new, 1 changed")
