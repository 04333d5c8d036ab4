"""Queries on the command line: where a wrong one is wrong, and the orders of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.cli.underline import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer


@pytest.mark.parametrize("command", ["list", "search", "read", "tag x", "show", "export json"])
def test_a_wrong_query_is_shown_with_its_place_underlined(
    reader: Callable[..., Answer], ids: dict[str, int], command: str
) -> None:
    answer = reader(*command.split(), "lid", "is:unred")
    assert answer.status == 2
    assert answer.out == ""
    sentence, query, place = answer.err.splitlines()
    assert "at character 8: is:unred is not known; is is:unread meant?" in sentence
    assert query == "  lid is:unred"
    assert place == "         ^^^^^"
    assert reader("history", "--json").objects == [
        row for row in reader("history", "--json").objects if row["label"].startswith("Added")
    ]


def test_where_json_is_asked_for_the_error_is_one_sentence(
    reader: Callable[..., Answer], ids: dict[str, int]
) -> None:
    answer = reader("list", "--json", "fed:x")
    assert answer.status == 2
    assert len(answer.err.splitlines()) == 1
    assert "“fed:x”" in answer.err


def test_the_place_is_underlined_by_cells_and_a_long_query_is_cut_around_it() -> None:
    assert rows("望遠鏡 fed:x", 4, 8) == ("  望遠鏡 fed:x", "         ^^^^")
    query = "word " * 100 + "fed:x" + " word" * 100
    shown, beneath = rows(query, 500, 504)
    assert len(shown) <= 78
    assert shown[beneath.index("^") : beneath.rindex("^") + 1] == "fed:"


def test_nothing_of_a_query_acts_on_the_terminal() -> None:
    shown, _ = rows("a \x1b]0;x\x07\u202e fed:x", 10, 14)
    assert shown == "  a  ]0;x   fed:x"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["sort:long"], "The Window"),
        (["--sort", "short"], "The Door"),
        (["sort:short"], "The Door"),
        (["--sort", "long", "sort:short"], "The Window"),
        (["--sort", "rank", "window"], "The Window"),
        (["is:unread", "sort:old"], "The Kettle"),
    ],
)
def test_a_list_has_the_order_that_is_asked_for(
    reader: Callable[..., Answer], ids: dict[str, int], words: list[str], first: str
) -> None:
    rows = reader("list", "--json", *words).objects
    assert rows[0]["title"] == first


def test_a_list_in_any_order_goes_on_after_its_cursor(
    reader: Callable[..., Answer], ids: dict[str, int]
) -> None:
    for sort in ("new", "old", "short", "long", "feed", "rank"):
        whole = reader("list", "--json", "--sort", sort).objects
        first = reader("list", "--json", "--sort", sort, "--limit", "1").object
        rest = reader("list", "--json", "--sort", sort, "--after", first["cursor"]).objects
        assert [first, *rest] == whole
