"""`search` as it is typed: what comes first, what is found beside, and what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


def test_search_shows_people_the_section_and_the_words(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("search", "rattles")
    assert answer.status == 0
    headline, words = answer.out.splitlines()
    assert "The Kettle" in headline
    assert words.strip() == "The lid › The lid rattles last."


def test_search_finds_headings_by_themselves(reader: Type, ids: dict[str, int]) -> None:
    hit = reader("search", "section:lid", "--json").object
    assert (hit["id"], hit["section"], hit["found"]) == (ids["The Kettle"], "The lid", "text")
    assert reader("search", "section:rattles").status == 3


def test_a_mistyped_word_is_told_with_the_right_one(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("search", "kettel")
    assert (answer.status, answer.out) == (3, "")
    assert "No match for “kettel”; “kettle” is in 1 article." in answer.err


def test_a_word_without_anything_near_it_is_not_found(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("search", "xylophonist")
    assert (answer.status, answer.err) == (3, "Nothing found.\n")


def test_what_was_written_and_named_comes_last(reader: Type, ids: dict[str, int]) -> None:
    door, kettle = str(ids["The Door"]), str(ids["The Kettle"])
    reader("note", door, "Like a kettle without a lid", "--at", "changed its mind")
    reader("bookmark", door, "--at", "A door", "--label", "Kettle idea")
    reader("tag", "kettles", kettle)
    found = reader("search", "kettle", "--json").objects
    assert [(one["found"], one["id"]) for one in found] == [
        ("text", ids["The Kettle"]),
        ("note", ids["The Door"]),
        ("bookmark", ids["The Door"]),
    ]
    note, bookmark = found[1:]
    assert note["snippet"] == "Like a kettle without a lid — “changed its mind”"
    text = reader("show", door, "--to", "text").out
    assert "changed its mind" in text
    assert reader("notes", "--json").object["id"] == note["note"]
    assert reader("notes", "--json").object["offset"] == note["offset"]
    assert bookmark["snippet"] == "Kettle idea"
    (tag,) = reader("search", "kettles", "--json").objects
    assert (tag["found"], tag["id"], tag["title"], tag["total"]) == ("tag", None, "kettles", 1)
    said = reader("search", "kettle").out.splitlines()
    assert said[-3] == ""
    assert said[-2].split() == [
        *("note", "Like", "a", "kettle", "without", "a", "lid", "—", "“changed", "its", "mind”"),
        *("·", door, "The", "Door"),
    ]
    assert said[-1].strip().startswith("bookmark Kettle idea · ")


def test_a_source_is_found_by_its_name(reader: Type, ids: dict[str, int]) -> None:
    (source,) = reader("search", "texts", "--json").objects
    assert (source["found"], source["id"], source["total"]) == ("source", None, 3)
    assert source["source"] == reader("feeds", "--json").object["id"]


def test_the_limit_holds_for_articles(reader: Type, ids: dict[str, int]) -> None:
    assert len(reader("search", "title:the", "--json").objects) == 3
    assert len(reader("search", "title:the", "--json", "--limit", "2").objects) == 2
    assert len(reader("search", "title:the", "--json", "--limit", "0").objects) == 3
