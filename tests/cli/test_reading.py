from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


def test_a_list_names_every_article_with_its_number(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("list")
    assert answer.status == 0
    for title, number in ids.items():
        assert any(str(number) in row and title in row for row in answer.out.splitlines())


def test_a_list_is_gone_on_with_by_its_cursor(reader: Type, ids: dict[str, int]) -> None:
    whole = reader("list", "--json").objects
    first = reader("list", "--json", "--limit", "1").object
    rest = reader("list", "--json", "--after", first["cursor"]).objects
    assert [first, *rest] == whole


def test_a_list_can_begin_with_the_oldest(reader: Type, ids: dict[str, int]) -> None:
    newest = [row["id"] for row in reader("list", "--json").objects]
    oldest = [row["id"] for row in reader("list", "--json", "--sort", "old").objects]
    assert oldest == newest[::-1]


def test_words_with_a_dash_belong_to_the_query(reader: Type, ids: dict[str, int]) -> None:
    reader("read", str(ids["The Door"]))
    titles = {row["title"] for row in reader("list", "-is:read", "--json").objects}
    assert titles == {"The Kettle", "The Window"}


def test_options_may_stand_on_either_side(reader: Type, ids: dict[str, int]) -> None:
    before = reader("--json", "list", "kettle")
    after = reader("list", "kettle", "--json")
    between = reader("list", "--json", "kettle", "--limit", "5", "sings")
    assert before == after == between


def test_a_list_that_finds_nothing_ends_with_3(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("list", "zeppelin")
    assert (answer.status, answer.out) == (3, "")


def test_a_query_that_is_not_understood_ends_with_2(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("list", "is:purple")
    assert (answer.status, answer.out) == (2, "")
    assert "purple" in answer.err


def test_search_tells_section_words_and_offset(reader: Type, ids: dict[str, int]) -> None:
    hit = reader("search", "rattles", "--json").object
    text = reader("export", "json", "kettle").object["text"]
    assert hit["title"] == "The Kettle"
    assert hit["section"] == "The lid"
    assert "rattles" in hit["snippet"]
    assert text[hit["offset"] :].startswith("rattles")


def test_the_outline_of_an_article_is_its_headings(reader: Type, ids: dict[str, int]) -> None:
    number = str(ids["The Kettle"])
    assert reader("outline", number).out == "The lid\n"
    assert reader("outline", number, "--json").object["slug"] == "the-lid"


def test_show_gives_an_article_as_plain_text_in_a_pipe(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("show", str(ids["The Door"]))
    assert answer.status == 0
    assert "A door is a wall that has changed its mind." in answer.out
    assert "\x1b" not in answer.out


def test_show_does_not_make_a_library(reader: Type, texts: Path, own_machine: Path) -> None:
    for form in ("text", "json", "tree", "lines", "markdown", "html"):
        assert reader("show", str(texts / "kettle.md"), "--to", form).status == 0
    assert not list(own_machine.rglob("*.db"))


@pytest.mark.parametrize("form", ["json", "tree", "lines"])
def test_these_forms_are_json_by_themselves(reader: Type, texts: Path, form: str) -> None:
    shown: dict[str, Any] = json.loads(reader("show", str(texts / "door.html"), "--to", form).out)
    assert "changed its mind" in json.dumps(shown)


def test_several_widths_give_a_list(reader: Type, texts: Path) -> None:
    answer = reader("show", str(texts / "window.txt"), "--to", "lines", "--width", "20,33")
    pages = json.loads(answer.out)
    assert [page["width"] for page in pages] == [20, 33]
    assert all(len(line["text"]) <= 33 for line in pages[1]["lines"])


@pytest.mark.parametrize("width", ["19", "201", "wide", "20,,30", ""])
def test_a_width_that_is_none_is_not_understood(reader: Type, texts: Path, width: str) -> None:
    assert reader("show", str(texts / "window.txt"), "--width", width).status == 2


def test_a_file_called_by_a_number_is_named_by_its_path(
    reader: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "42").write_text("Forty-two words, or nearly.\n", encoding="utf-8")
    assert "nearly" in reader("show", "./42").out
    assert reader("show", "42").status == 3


def test_a_base_makes_relative_links_whole(reader: Type, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>See <a href='next'>on</a>.</p>", encoding="utf-8")
    answer = reader("show", str(page), "--to", "tree", "--base", "https://paper.example/a/")
    assert "https://paper.example/a/next" in answer.out


def test_export_gives_all_that_was_marked(reader: Type, ids: dict[str, int]) -> None:
    number = str(ids["The Kettle"])
    reader("note", number, "--at", "sings before", "Ours does.")
    reader("tag", "kitchen", number)
    whole = reader("export", "json", "tag:kitchen").object
    assert whole["tags"] == ["kitchen"]
    assert whole["notes"][0]["text"] == "Ours does."
    assert whole["notes"][0]["quote"] == "sings before"
    assert "Ours does." in reader("export", "markdown", "tag:kitchen").out


def test_export_never_writes_over_what_is_there(
    reader: Type, ids: dict[str, int], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert reader("export", "markdown", "--into", str(folder)).status == 0
    (first, *_) = sorted(folder.iterdir())
    assert len(list(folder.iterdir())) == 3
    assert reader("export", "markdown", "--into", str(folder)).status == 0
    first.write_text("mine", encoding="utf-8")
    answer = reader("export", "markdown", "--into", str(folder))
    assert answer.status == 1
    assert first.name in answer.err
    assert first.read_text("utf-8") == "mine"


def test_export_of_markdown_speaks_to_programs_too(
    reader: Type, ids: dict[str, int], tmp_path: Path
) -> None:
    whole = reader("export", "markdown", "--json").objects
    assert {one["id"] for one in whole} == set(ids.values())
    assert any("# The lid" in one["markdown"] for one in whole)
    for _ in range(2):
        files = reader("export", "markdown", "--into", str(tmp_path / "out"), "--json").objects
        assert {one["path"] for one in files} == {str(p) for p in (tmp_path / "out").iterdir()}


def test_where_the_encoding_has_few_signs_the_nearest_are_printed(
    reader: Type, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("read", str(ids["The Door"]))
    reader("bookmark", str(ids["The Kettle"]))
    reader("note", str(ids["The Window"]), "Clean it.")
    printed = io.BytesIO()
    poor = io.TextIOWrapper(printed, encoding="ascii")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", poor)
        assert run(["list"]) == 0
    lines = printed.getvalue().decode().splitlines()
    rows = {row.partition("  The ")[2]: row[7:9] for row in lines}
    assert rows == {"Door - texts": "  ", "Kettle - texts": "*+", "Window - texts": "*#"}
    poor.close()
