from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.report import as_json
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

EVIL = (
    '---\ntitle: "Evil \\e]0;PWNED\\a title"\nauthor: "A \\e[31mred\\e[0m author"\n---\n\n'
    "Words with \x1b[2J escapes, \x9b31m C1, \u202ebackwards\u202c and a "
    "[link](https://a.example/\x1b]8;;x\x07).\n\n## A \x1b[5m head\n\nMore \x07 words.\n"
)


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.text(st.characters(), max_size=20) | st.text(st.sampled_from("\x1b\x9b\u202e\ud800a")),
    )
)
def test_no_json_acts_and_all_of_it_comes_back(value: dict[str, str]) -> None:
    written = as_json(value)
    assert not ACTING.search(written)
    if not re.search("[\ud800-\udfff]", json.dumps(value, ensure_ascii=False)):
        assert json.loads(written) == value


def test_nothing_that_a_command_prints_of_an_article_acts(reader: Type, tmp_path: Path) -> None:
    (tmp_path / "evil.md").write_text(EVIL, encoding="utf-8")
    path = str(tmp_path / "evil.md")
    reader("add", path)
    reader("bookmark", "1", "--at", "escapes", "--label", "l\x1b[31m")
    reader("note", "1", "n\x1b[31m\u202e")
    reader("tag", "t\x1b[31m", "1")
    for words in (
        ("list",),
        ("search", "words"),
        ("outline", "1"),
        ("show", "1"),
        ("show", "1", "--width", "40"),
        ("show", path, "--to", "lines"),
        ("show", path, "--to", "markdown"),
        ("show", path, "--to", "html"),
        ("show", path, "--to", "tree"),
        ("bookmarks",),
        ("notes",),
        ("tags",),
        ("history",),
        ("export", "json"),
        ("export", "markdown"),
        ("feeds",),
    ):
        for form in ((), ("--json",)):
            answer = reader(*words, *form)
            assert answer.status == 0, words
            assert not ACTING.search(answer.out), words
            assert not ACTING.search(answer.err), words


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_hostile_files_are_read_whole_and_made_harmless(reader: Type, kind: str) -> None:
    folder = shared_data("hostile") / kind
    added = reader("add", str(folder))
    assert added.status in {0, 1}
    for row in reader("list", "--json", "--limit", "0").objects:
        answer = reader("show", str(row["id"]))
        assert "walnut orchard" in answer.out
        assert not ACTING.search(answer.out)


def test_no_query_is_a_fault(reader: Type, ids: dict[str, int]) -> None:
    queries = json.loads((shared_data("hostile") / "search" / "queries.json").read_text("utf-8"))
    for query in queries:
        for command in ("search", "list"):
            answer = reader(command, query)
            assert answer.status in {0, 2, 3}, query
            assert "fault" not in answer.err, query
            assert not ACTING.search(answer.out + answer.err), query


def test_exported_files_stay_in_their_folder_whatever_their_titles(
    reader: Type, tmp_path: Path
) -> None:
    titles = ["../../up", "/etc/passwd", "CON", ".", "..", "a/b", "x" * 400, "\x00", "同じ", "同じ"]
    for number, title in enumerate(titles):
        name = tmp_path / f"{number}.md"
        name.write_text(f"---\ntitle: {json.dumps(title)}\n---\n\nText {number}.\n", "utf-8")
        assert reader("add", str(name)).status == 0
    folder = tmp_path / "deep" / "out"
    assert reader("export", "markdown", "--into", str(folder)).status == 0
    assert len(list(folder.iterdir())) == len(titles)
    assert not list(folder.parent.glob("*.md"))
    assert all(len(path.name.encode()) <= 255 for path in folder.iterdir())
