from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


def row(reader: Type, number: int) -> dict[str, object]:
    return next(one for one in reader("list", "--json").objects if one["id"] == number)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("read",), "read", True),
        (("bookmark",), "bookmarked", True),
        (("tag", "kitchen"), "tags", ["kitchen"]),
    ],
)
def test_an_action_is_answered_with_its_entry_and_can_be_undone_and_redone(
    reader: Type, ids: dict[str, int], words: tuple[str, ...], field: str, value: object
) -> None:
    number = ids["The Kettle"]
    before = row(reader, number)[field]
    done = reader(*words, str(number), "--json").object
    assert done["changed"] == 1
    assert row(reader, number)[field] == value
    assert reader("undo", str(done["journal"])).status == 0
    assert row(reader, number)[field] == before
    assert reader("redo").status == 0
    assert row(reader, number)[field] == value


@pytest.mark.parametrize(
    ("there", "back", "field"),
    [
        (("read",), ("unread",), "read"),
        (("bookmark",), ("unbookmark",), "bookmarked"),
        (("tag", "kitchen"), ("untag", "kitchen"), "tags"),
    ],
)
def test_what_is_marked_can_be_unmarked(
    reader: Type, ids: dict[str, int], there: tuple[str, ...], back: tuple[str, ...], field: str
) -> None:
    number = ids["The Door"]
    before = row(reader, number)[field]
    reader(*there, str(number))
    reader(*back, str(number))
    assert row(reader, number)[field] == before


def test_an_action_in_words_says_what_was_done_and_how_it_is_undone(
    reader: Type, ids: dict[str, int]
) -> None:
    answer = reader("bookmark", str(ids["The Door"]))
    assert "The Door" in answer.out
    assert "reader undo" in answer.out


def test_an_action_that_changes_nothing_has_no_entry(reader: Type, ids: dict[str, int]) -> None:
    number = str(ids["The Door"])
    reader("read", number)
    again = reader("read", number, "--json")
    assert again.status == 0
    assert again.object["journal"] is None
    assert again.object["changed"] == 0


def test_a_query_means_all_that_it_finds(reader: Type, ids: dict[str, int]) -> None:
    assert reader("read", "is:unread", "-title:door", "--json").object["changed"] == 2
    assert row(reader, ids["The Door"])["read"] is False


def test_a_number_that_names_nothing_is_told_and_the_others_go_on(
    reader: Type, ids: dict[str, int]
) -> None:
    answer = reader("read", str(ids["The Door"]), "9999")
    assert answer.status == 1
    assert "9999" in answer.err
    assert row(reader, ids["The Door"])["read"] is True


def test_numbers_that_all_name_nothing_end_with_3(reader: Type, ids: dict[str, int]) -> None:
    assert reader("read", "9998", "9999").status == 3


def test_removed_articles_come_back_by_undo(reader: Type, ids: dict[str, int]) -> None:
    reader("remove", str(ids["The Door"]))
    assert "The Door" not in reader("list").out
    reader("undo")
    assert "The Door" in reader("list").out


def test_a_bookmark_of_a_place_keeps_words_section_and_label(
    reader: Type, ids: dict[str, int]
) -> None:
    number = str(ids["The Kettle"])
    reader("bookmark", number, "--at", "lid  RATTLES", "--label", "lid")
    place = reader("bookmarks", number, "--json").object
    assert (place["section"], place["label"], place["orphan"]) == ("The lid", "lid", False)
    assert place["quote"] == "lid rattles"
    assert "lid rattles" in reader("bookmarks").out


def test_words_that_are_not_in_the_article_hold_no_place(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("bookmark", str(ids["The Kettle"]), "--at", "a zeppelin")
    assert answer.status == 3
    assert "zeppelin" in answer.err
    assert reader("bookmarks").status == 3


def test_a_note_stands_in_the_list_of_notes(reader: Type, ids: dict[str, int]) -> None:
    reader("note", str(ids["The Door"]), "Ask", "the", "hinge.")
    reader("note", "title:door", "--at", "changed its mind", "--colour", "rose", "- so it has")
    texts = [note["text"] for note in reader("notes", "--json").objects]
    assert sorted(texts) == ["- so it has", "Ask the hinge."]
    assert "Ask the hinge." in reader("notes").out


def test_a_note_on_a_query_that_finds_several_is_refused(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("note", "is:unread", "which?")
    assert answer.status == 2
    assert reader("notes").status == 3


@pytest.mark.parametrize("words", [("bookmark", "1", "--label", "x"), ("note", "1", " ")])
def test_half_an_action_is_not_understood(
    reader: Type, ids: dict[str, int], words: tuple[str, ...]
) -> None:
    assert reader(*words).status == 2


def test_history_lists_what_was_done_newest_first(reader: Type, ids: dict[str, int]) -> None:
    number = str(ids["The Door"])
    for words in (("read", number), ("tag", "wood", number), ("undo",)):
        reader(*words)
    entries = reader("history", "--json").objects
    assert [entry["id"] for entry in entries] == sorted(
        (entry["id"] for entry in entries), reverse=True
    )
    assert entries[0]["kind"] == "undo"
    assert entries[1]["undone"] is True
    assert len(reader("history", "--limit", "2").out.splitlines()) == 2


def test_nothing_to_undo_ends_with_3(reader: Type, ids: dict[str, int]) -> None:
    assert reader("undo").status == 0
    assert reader("undo").status == 3
    assert reader("undo", "77").status == 3


def test_tags_are_counted(reader: Type, ids: dict[str, int]) -> None:
    reader("tag", "wood", str(ids["The Door"]), str(ids["The Window"]))
    reader("read", str(ids["The Door"]))
    assert reader("tags", "--json").object == {
        "name": "wood",
        "total": 2,
        "unread": 1,
        "colour": None,
    }
