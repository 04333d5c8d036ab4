from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


class _Pipe:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_a_file_a_folder_and_a_pipe_can_be_added(
    reader: Type, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = tmp_path / "single.md"
    single.write_text("# Single\n\nOne text.\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", _Pipe(b"Piped\n\nPiped\n\nIt came by a pipe, and stays.\n"))
    told = reader("add", str(single), str(texts), "-", "--json").objects
    assert [one["kind"] for one in told] == ["article", "folder", "article"]
    assert told[1]["new"] == 3
    titles = {row["title"] for row in reader("list", "--json").objects}
    assert titles == {"Single", "Piped", "The Kettle", "The Window", "The Door"}


def test_what_is_added_twice_is_there_once(reader: Type, texts: Path) -> None:
    for _ in range(2):
        assert reader("add", str(texts / "door.html"), str(texts)).status == 0
    assert len(reader("feeds", "--json").objects) == 2
    assert len(reader("list", "--json").objects) == 4


def test_an_added_file_can_be_undone(reader: Type, texts: Path) -> None:
    entry = reader("add", str(texts / "door.html"), "--json").object["journal"]
    assert reader("undo", str(entry)).status == 0
    assert reader("list").status == 3
    assert reader("add", str(texts / "door.html")).status == 0
    assert "The Door" in reader("list").out


def test_update_tells_each_source_and_then_all(
    reader: Type, ids: dict[str, int], texts: Path
) -> None:
    (texts / "door.html").write_text("<title>The Door</title><p>Shut.</p>", encoding="utf-8")
    (texts / "window.txt").unlink()
    (texts / "stair.md").write_text("# The Stair\n\nUp.\n", encoding="utf-8")
    (texts / "blank.txt").touch()
    answer = reader("update", "--json")
    assert answer.status == 1
    assert "blank.txt" in answer.err
    events = {event["event"]: event for event in answer.objects}
    assert events["failed"]["name"] == "blank.txt"
    for event in (events["source"], events["done"]):
        counted = {name: event[name] for name in ("new", "changed", "gone", "failed")}
        assert counted == {"new": 1, "changed": 1, "gone": 1, "failed": 1}
    assert "gone from disk" in reader("show", str(ids["The Window"]), "--width", "60").out
    (row,) = (line for line in reader("list").out.splitlines() if "The Window" in line)
    assert row.endswith("· gone from disk")
    gone = {one["title"] for one in reader("list", "--json").objects if one["gone"]}
    assert gone == {"The Window"}


def test_an_update_that_finds_nothing_says_so(reader: Type, ids: dict[str, int]) -> None:
    assert "nothing new" in reader("update").out


def test_a_source_whose_folder_is_away_is_told_and_keeps_its_articles(
    reader: Type, ids: dict[str, int], texts: Path
) -> None:
    texts.rename(texts.with_name("away"))
    answer = reader("update")
    assert answer.status == 4
    assert "texts" in answer.err
    assert reader("feeds", "--json").object["error"]
    assert len(reader("list", "--json").objects) == 3


def test_a_source_is_named_by_number_title_or_path(
    reader: Type, ids: dict[str, int], texts: Path
) -> None:
    number = str(reader("feeds", "--json").object["id"])
    for word in (number, "texts", "TEXTS", str(texts)):
        assert reader("update", word).status == 0
    assert reader("update", "others").status == 3


def test_unsubscribing_keeps_what_is_marked_and_can_be_undone(
    reader: Type, ids: dict[str, int]
) -> None:
    reader("bookmark", str(ids["The Kettle"]))
    assert reader("unsubscribe", "texts").status == 0
    assert [row["title"] for row in reader("list", "--json").objects] == ["The Kettle"]
    reader("undo")
    assert len(reader("list", "--json").objects) == 3


def test_sources_can_stand_in_folders(reader: Type, texts: Path) -> None:
    reader("add", str(texts), "--folder", "House")
    assert reader("folders", "--json").object == {"name": "House", "unread": 3, "total": 3}


def test_the_handbook_is_added_once(reader: Type) -> None:
    first = reader("add", "--welcome", "--json")
    again = reader("add", "--welcome", "--json")
    assert first.status == again.status == 0
    assert first.objects == again.objects
    assert {one["title"] for one in again.objects} == {"Handbook", "Reading room"}
    assert "nothing new" in reader("update").out
