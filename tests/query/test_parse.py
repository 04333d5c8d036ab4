from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.query.parse import parse
from reader.query.tree import And, Has, Is, Long, Not, Or, Query, Words, Younger


def test_words_stand_together_and_or_binds_less() -> None:
    assert parse("a b OR c").root == Or((And((Words("a"), Words("b"))), Words("c")))


def test_an_empty_query_is_everything() -> None:
    assert parse("  ") == Query(And(()), None)


def test_phrases_prefixes_and_fields() -> None:
    assert parse('"a b" c* title:d* author:"e f"').root == And(
        (
            Words("a b"),
            Words("c", prefix=True),
            Words("d", prefix=True, column="title"),
            Words("e f", column="author"),
        )
    )


def test_a_minus_takes_away_what_follows_it() -> None:
    assert parse("-a -(b c) -is:read").root == And(
        (Not(Words("a")), Not(And((Words("b"), Words("c")))), Not(Is("read")))
    )


def test_a_hyphen_within_a_word_takes_nothing_away() -> None:
    assert parse("part-time").root == And((Words("part-time"),)).nodes[0]


def test_addresses_and_times_are_no_fields() -> None:
    assert parse("https://example.org/a 12:30").root == And(
        (Words("https://example.org/a"), Words("12:30"))
    )


def test_values_of_fields_are_understood() -> None:
    assert parse("newer:2w older:1d words:>=100 minutes:5 tag:x").root == And(
        (
            Younger(2 * 7 * 86_400, negated=False),
            Younger(86_400, negated=True),
            Long(100, None),
            Long(1036, 1264),
            Has("tag", "x"),
        )
    )


def test_sort_is_a_wish_and_no_condition() -> None:
    assert parse("a sort:old").sort == "old"
    assert parse("a sort:old").root == Words("a")


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_an_error_that_points_into_it(query: str) -> None:
    try:
        parse(query)
    except UsageError as error:
        at = int(str(error).rpartition("at character ")[2].partition(":")[0])
        assert 1 <= at <= len(query) + 1
