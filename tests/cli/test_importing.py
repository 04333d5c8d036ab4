from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

LIST = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="World">
<outline text="A" xmlUrl="https://a.example/f" category="one,two" htmlUrl="https://a.example/"/>
</outline></outline>
<outline text="B" xmlUrl="https://b.example/f" description="Kept"/>
<outline text="B again" xmlUrl="https://b.example/f"/>
<outline text="Runs" xmlUrl="exec:touch here"/>
</body></opml>
"""


@pytest.fixture
def opml(tmp_path: Path) -> str:
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def feeds(reader: Type) -> list[tuple[str, str, str | None]]:
    rows = [row for row in reader("feeds", "--json").objects if row["kind"] == "feed"]
    return [(row["title"], row["address"], row["folder"]) for row in rows]


def test_an_import_is_one_action_with_a_balance(reader: Type, opml: str) -> None:
    answer = reader("import", "--json", opml)
    assert answer.status == 1
    told = answer.object
    assert told["in"] == 4 == told["new"] + len(told["merged"]) + len(told["rejected"])
    assert told["title"] == "Mine"
    assert told["merged"] == [{"title": "B again", "address": "https://b.example/f"}]
    assert [one["code"] for one in told["rejected"]] == ["command"]
    assert "exec:touch here" in answer.err
    assert feeds(reader) == [
        ("A", "https://a.example/f", "News/World"),
        ("B", "https://b.example/f", None),
    ]
    assert reader("undo").status == 0
    assert feeds(reader) == []
    assert reader("redo").status == 0
    assert len(feeds(reader)) == 2


def test_a_second_import_changes_nothing(reader: Type, opml: str) -> None:
    reader("import", opml)
    again = reader("import", "--json", opml).object
    assert (again["new"], again["changed"], again["journal"]) == (0, 0, None)
    assert len(again["merged"]) == 3


def test_a_dry_run_says_the_same_and_does_nothing(reader: Type, opml: str, tmp_path: Path) -> None:
    library = str(tmp_path / "elsewhere" / "library.db")
    dry = reader("import", "--dry-run", "--json", "--library", library, opml).object
    assert not (tmp_path / "elsewhere").exists()
    done = reader("import", "--json", "--library", library, opml).object
    assert (dry["dry_run"], dry["journal"]) == (True, None)
    same = ("file", "title", "in", "new", "merged", "rejected", "warnings")
    assert [dry[name] for name in same] == [done[name] for name in same]
    again = reader("import", "--dry-run", "--library", library, opml)
    assert "4 in = 0 would be new + 3 merged + 1 rejected" in again.out


def test_several_files_are_one_action_and_one_that_is_wrong_stops_all(
    reader: Type, opml: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.opml"
    other.write_text('<opml><body><outline text="C" xmlUrl="https://c.example/f"/></body></opml>')
    wrong = tmp_path / "wrong.opml"
    wrong.write_text("<!DOCTYPE html><p>Log in")
    answer = reader("import", opml, str(other), str(wrong))
    assert answer.status == 4
    assert str(wrong) in answer.err
    assert reader("feeds").status == 3
    first, second = reader("import", "--json", opml, str(other)).objects
    assert first["journal"] == second["journal"]
    assert len(feeds(reader)) == 3
    reader("undo")
    assert feeds(reader) == []


def test_a_list_without_feeds_is_nothing_found(reader: Type, tmp_path: Path) -> None:
    empty = tmp_path / "empty.opml"
    empty.write_text("<opml><body/></opml>")
    answer = reader("import", str(empty))
    assert answer.status == 3
    assert "no feeds" in answer.err


def test_what_is_exported_comes_back_the_same(reader: Type, opml: str, tmp_path: Path) -> None:
    reader("import", opml)
    out = tmp_path / "out.opml"
    answer = reader("export", "opml", "--to", str(out), "--json")
    assert answer.object == {"path": str(out), "feeds": 2}
    text = out.read_text("utf-8")
    assert 'description="Kept"' in text
    assert 'category="one,two"' in text
    assert reader("export", "opml").out == text
    other = str(tmp_path / "other" / "library.db")
    assert reader("import", "--library", other, str(out)).status == 0
    assert reader("export", "opml", "--library", other).out == text


def test_a_folder_or_a_feed_is_exported_alone(reader: Type, opml: str) -> None:
    reader("import", opml)
    assert "a.example" in reader("export", "opml", "News").out
    assert "b.example" not in reader("export", "opml", "News").out
    assert "a.example" not in reader("export", "opml", "B").out
    answer = reader("export", "opml", "Nowhere")
    assert answer.status == 3
    assert "Nowhere" in answer.err


def test_nothing_is_written_over(reader: Type, opml: str, tmp_path: Path) -> None:
    reader("import", opml)
    out = tmp_path / "out.opml"
    out.write_text("mine")
    answer = reader("export", "opml", "--to", str(out))
    assert answer.status == 4
    assert out.read_text() == "mine"


def test_a_password_is_in_no_export(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml><body><outline text="t" xmlUrl="https://jane:secret@a.example/f"/></body></opml>'
    )
    answer = reader("import", "--json", str(path))
    assert "secret" not in answer.out + answer.err
    assert "secret" not in reader("export", "opml").out
    assert feeds(reader) == [("t", "https://a.example/f", None)]


def test_addresses_in_a_private_network_are_told(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "home.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="Door" xmlUrl="http://192.168.0.1/open"/>'
        '<outline text="Odd" xmlUrl="http://0x7f000001/f"/></body></opml>',
        encoding="utf-8",
    )
    (warning,) = reader("import", "--json", str(path)).object["warnings"]
    assert "private network (192.168.0.1" in warning
