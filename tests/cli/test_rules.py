"""Saved searches, rules, tags and reasons on the command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.settings.locations import library_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


def test_searches_are_saved_listed_renamed_and_removed(reader: Type, ids: dict[str, int]) -> None:
    assert reader("searches").status == 3
    saved = reader("searches", "save", "Hot", "kettle", "-is:read")
    assert "Saved the search Hot · #" in saved.out
    (one,) = reader("searches", "--json").objects
    assert (one["name"], one["query"], one["unread"], one["total"]) == (
        "Hot",
        "kettle -is:read",
        1,
        1,
    )
    reader("read", str(ids["The Kettle"]))
    assert "     0 of      0  Hot · kettle -is:read" in reader("searches").out
    assert reader("searches", "rename", "Hot", "Cold").status == 0
    assert (
        reader("searches", "remove", "Cold", "--json").object["label"] == "Removed the search Cold"
    )
    assert reader("undo").status == 0
    assert [row["name"] for row in reader("searches", "--json").objects] == ["Cold"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("searches", "safe", "x", "y"), "has no action safe. Did you mean save?"),
        (("searches", "save", "x"), "It is `reader searches save NAME QUERY`."),
        (("searches", "save", "x", "is:nonsense"), "is:nonsense is not known"),
        (("rules", "ad"), "has no action ad."),
        (("rules", "add", "x", "kettle"), "A rule needs something to do"),
        (("rules", "add", "x", "kettle", "--do", "boil"), "boil is nothing that a rule does"),
        (("rules", "apply"), "or `reader rules apply --all`"),
        (("rules", "move", "x", "up"), "up is no place in the order"),
        (("rules", "add", "x", "y", "--do", "hide", "--until", "then"), "then is not a date"),
        (("rules", "add", "x", "y", "--do", "hide", "--until", "2001"), "--until 2001 is past"),
        (("tags", "rename", "x"), "It is `reader tags`, with rename"),
    ],
)
def test_what_is_wrong_is_said(
    reader: Type, ids: dict[str, int], words: tuple[str, ...], said: str
) -> None:
    assert ids
    answer = reader(*words)
    assert answer.status == 2
    assert said in answer.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tag:kitchn", "There is no tag kitchn. Did you mean kitchen?\n"),
        ("tag:kitchen is:unread kettle door", "No articles.\n"),
        ("tag:rooms/ door", "No articles.\n"),
        ("folder:cellar", "There is no folder cellar.\n"),
        ("search:hott", "There is no saved search hott. Did you mean Hot?\n"),
        ("search:HOT door", "No articles.\n"),
        ("feed:nowhere", "There is no feed nowhere.\n"),
        ("-feed:nowhere tag:kitchen window", "No articles.\n"),
        ("tag:kitchn OR tag:none", "No articles.\n"),
        ("feed:4711", "No articles.\n"),
    ],
)
def test_a_name_that_nothing_bears_is_told(
    reader: Type, ids: dict[str, int], query: str, said: str
) -> None:
    reader("tag", "kitchen", str(ids["The Kettle"]))
    reader("tag", "rooms/hall", str(ids["The Window"]))
    reader("searches", "save", "Hot", "kettle")
    answer = reader("list", query)
    assert (answer.status, answer.out, answer.err) == (3, "", said)
    found = reader("search", query)
    assert (found.status, found.err) == (3, said.replace("No articles", "Nothing found"))


def test_a_name_is_said_as_a_shell_takes_it(reader: Type, ids: dict[str, int]) -> None:
    made = reader("rules", "add", "Don't", "kettle", "--do", "hide").out
    words = shlex.split(made.split("`")[3])
    assert words[:3] == ["reader", "rules", "apply"]
    assert reader(*words[1:]).status == 0
    assert ids["The Kettle"] in [row["id"] for row in reader("list", "is:hidden", "--json").objects]


def test_a_rule_whose_time_is_over_says_so(reader: Type, ids: dict[str, int]) -> None:
    assert ids
    with Library.open(library_path()) as library:
        library.add_rule("Fair", "kettle", ["hide"], expires=981_158_400)
        library.add_rule("Later", "kettle", ["hide"], expires=4_102_444_800)
    fair, later = reader("rules").out.splitlines()
    assert "expired on 2001-02-03" in fair
    assert "until 21" in later


def test_a_rule_is_tried_made_applied_and_taken_back(reader: Type, ids: dict[str, int]) -> None:
    tried = reader("rules", "test", "kettle", "--do", "hide", "--do", "tag hot")
    assert f"It would hide 1 and tag 1 hot of 3 articles.\n{ids['The Kettle']:>6} The Kettle" in (
        tried.out
    )
    assert reader("rules").status == 3
    made = reader("rules", "add", "No tea", "kettle", "--do", "hide", "--do", "tag hot")
    assert "Made the rule No tea · #" in made.out
    assert "`reader rules apply 'No tea'` would hide 1 and tag 1 hot of 3." in made.out
    shaped = reader("rules", "test", "No tea", "--json").object
    assert (shaped["matches"], shaped["of"], shaped["would"]) == (1, 3, {"hide": 1, "tag hot": 1})
    assert reader("rules", "apply", "--all", "--json").object["changed"] == 1
    assert len(reader("list", "--json").objects) == 2
    (one,) = reader("rules", "--json").objects
    assert (one["place"], one["touched"], one["actions"]) == (1, 1, ["hide", "tag hot"])
    why = reader("why", str(ids["The Kettle"])).out
    assert "Hidden by the rule “No tea” (kettle)" in why
    assert reader("rules", "take-back", "No tea").status == 0
    assert len(reader("list", "--json").objects) == 3
    reader("rules", "off", "No tea")
    reader("rules", "edit", "No tea", "--query", "window", "--until", "2030-01-01", "--stop", "yes")
    line = reader("rules").out
    assert "No tea · window · hide, tag hot · then stop · off · until 2030-01-01" in line
    assert reader("rules", "remove", "1").status == 0


def test_tags_are_a_tree_with_colours(reader: Type, ids: dict[str, int]) -> None:
    reader("tag", "kitchen/tea", str(ids["The Kettle"]))
    reader("tag", "kitchen", "door")
    assert reader("tags", "colour", "kitchen", "blue").status == 0
    out = reader("tags").out
    assert "     2 of      2  kitchen (blue)\n     1 of      1    tea\n" in out
    assert len(reader("list", "tag:kitchen", "--json").objects) == 2
    reader("tags", "rename", "kitchen", "house")
    assert {row["name"] for row in reader("tags", "--json").objects} == {"house", "house/tea"}
    reader("undo")
    assert {row["name"] for row in reader("tags", "--json").objects} == {"kitchen", "kitchen/tea"}
    assert reader("tags", "colour", "kitchen", "beige").status == 2


def test_the_queue_says_what_to_read_and_why(reader: Type, ids: dict[str, int]) -> None:
    assert ids
    (first, *_) = reader("queue", "--minutes", "3", "--json").objects
    assert first["minutes"] == 1
    assert "texts" in first["why"]
    assert f"\n                {first['why']}" in reader("queue", "--minutes", "3").out
    assert reader("queue", "--minutes", "0").status == 2
    reader("read", *(str(number) for number in ids.values()))
    assert reader("queue").status == 3
