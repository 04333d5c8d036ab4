"""Queries as long and as deep as they may be are answered, by every way of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.library.library import Library


def _deep() -> str:
    query = "zebra"
    for number in range(49):
        query = f"(is:read OR {query} -is:bookmarked)" if number % 2 else f"-({query} OR article)"
    return query


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("article " * 1_200, 5),
        ("zebra OR " * 1_000 + "number", 5),
        ("tag:t OR " * 900 + "tag:t", 2),
        ("-is:read " * 1_000, 5),
        ("is:read OR zebra OR -words OR " * 300 + "x", 0),
        ("(" * 50 + "zebra OR is:unread" + ")" * 50, 5),
        (_deep(), 0),
        ('"' + "a " * 4_900 + '"', 0),
        ('"' + " ".join(f"w{number}" for number in range(1_200)) + '"~5', 0),
        (" ".join(f"w{number}*" for number in range(1_000)), 0),
        ("words:>0 minutes:<5 " * 100, 5),
        ("after:1990 before:2090 " * 100, 5),
        ("feed:papers OR site:a.b OR lang:en OR has:code OR url:x " * 20, 5),
        ('"art\0icle" OR "arti\U000e0001cle" OR “%z_" \\"” title:\x1bx', 0),
    ],
)
def test_a_long_or_deep_query_is_answered(library: Library, query: str, found: int) -> None:
    library.tag("t", [1, 2])
    assert len(library.select(query)) == found
    assert len(library.search(query)) == found
    assert library.count(Listing("query", name=query)) == found
    assert len(library.among(query, [1, 2, 3, 4, 5])) == found
