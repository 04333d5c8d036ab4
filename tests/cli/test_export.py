"""Articles and notes taken out of the library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.document.markdown.parse import parse
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


@pytest.fixture
def noted(reader: Type, ids: dict[str, int]) -> dict[str, int]:
    """The articles, with a note on words of one and on the whole of another."""
    reader("note", str(ids["The Kettle"]), "--at", "sings before", "Ours does.")
    reader("note", str(ids["The Door"]), "Think of walls.")
    reader("tag", "kitchen", str(ids["The Kettle"]))
    return ids


def test_an_article_comes_with_what_is_known_of_it_and_its_notes_in_the_text(
    reader: Type, noted: dict[str, int]
) -> None:
    out = reader("export", "markdown", "title:kettle").out
    front, _, body = out.removeprefix("---\n").partition("\n---\n\n")
    told = dict(line.split(": ", 1) for line in front.splitlines())
    assert told.keys() >= {"title", "author", "source", "published", "added", "read", "tags"}
    assert (told["title"], told["read"], told["tags"]) == ('"The Kettle"', "false", '["kitchen"]')
    assert body == (
        "A kettle ==sings before==[^reader-1] it boils. Nobody minds.\n\n"
        "## The lid\n\nThe lid rattles last.\n\n[^reader-1]: Ours does.\n"
    )
    again = parse(out)
    assert (again.title, again.byline, again.tags) == ("The Kettle", "Ann Boil", ("kitchen",))


def test_a_note_whose_words_are_gone_is_listed_at_the_end(
    reader: Type, noted: dict[str, int], texts: Path
) -> None:
    path = texts / "kettle.md"
    path.write_text(
        "---\ntitle: The Kettle\n---\n\nAll of this was written anew, about stoves.\n", "utf-8"
    )
    reader("update")
    assert reader("export", "markdown", "title:kettle").out.endswith(
        "about stoves.\n\n___\n\n## Notes\n\n> sings before\n\nOurs does.\n"
    )
    assert "> — no longer in the text" in reader("export", "notes", "title:kettle").out


def test_a_page_of_html_has_the_highlights_too(reader: Type, noted: dict[str, int]) -> None:
    out = reader("export", "html", "title:kettle").out
    assert "<mark>sings before</mark>" in out
    assert "Ours does." in out


def test_several_pages_need_a_folder(reader: Type, noted: dict[str, int], tmp_path: Path) -> None:
    assert reader("export", "html").status == 2
    assert reader("export", "html", "--to", str(tmp_path / "out")).status == 0
    assert len(list((tmp_path / "out").glob("*.html"))) == 3


def test_all_notes_are_one_document_by_article(reader: Type, noted: dict[str, int]) -> None:
    out = reader("export", "notes").out
    assert "# The Kettle\n\nAnn Boil · texts\n" in out
    assert "\n> sings before\n\nOurs does.\n" in out
    assert "# The Door\n" in out
    assert "\nThink of walls.\n" in out
    assert "Window" not in out


def test_notes_are_an_object_a_line_for_programs(reader: Type, noted: dict[str, int]) -> None:
    rows = reader("export", "notes", "--json").objects
    assert {row["article"] for row in rows} == {noted["The Kettle"], noted["The Door"]}
    (row,) = reader("export", "notes", "tag:kitchen", "--json").objects
    assert (row["text"], row["quote"], row["orphan"]) == ("Ours does.", "sings before", False)


def test_an_article_may_be_named_by_its_number(reader: Type, noted: dict[str, int]) -> None:
    out = reader("export", "markdown", str(noted["The Door"])).out
    assert 'title: "The Door"' in out
    assert "Kettle" not in out
    assert reader("export", "markdown", "999").status == 3


def test_without_notes_nothing_is_found(reader: Type, ids: dict[str, int]) -> None:
    assert reader("export", "notes").status == 3


def test_hostile_titles_give_a_file_each_within_the_folder(reader: Type, tmp_path: Path) -> None:
    path = shared_data("hostile") / "names" / "titles-to-paths.json"
    titles = [item["title"] for item in json.loads(path.read_text("utf-8"))["items"]]
    source = tmp_path / "in"
    source.mkdir()
    for number, title in enumerate(titles):
        text = f"---\ntitle: {json.dumps(title)}\n---\n\nWalnut {number}.\n"
        (source / f"{number}.md").write_text(text, "utf-8")
    assert reader("add", str(source)).status == 0
    folder = tmp_path / "deep" / "out"
    assert reader("export", "markdown", "--to", str(folder)).status == 0
    assert len(list(folder.iterdir())) == len(titles)
    assert [one.name for one in folder.parent.iterdir()] == ["out"]
