from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError, UsageError
from reader.query.parse import parse
from reader.query.tree import And, Has, Holds, Is, Long, Near, Not, Or, Query, Words, Younger


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


def test_near_words_stand_in_quotes_with_a_distance() -> None:
    assert parse('"Light lens"~5 text:"a b"~').root == And(
        (Near(("light", "lens"), 5), Near(("a", "b"), 10, "text"))
    )


def test_words_for_operators_are_in_capitals() -> None:
    assert parse("a AND NOT b OR c").root == Or((And((Words("a"), Not(Words("b")))), Words("c")))
    assert parse("and or not").root == And((Words("and"), Words("or"), Words("not")))


def test_a_minus_before_a_minus_takes_it_back() -> None:
    assert parse("--a -(-b)").root == And((Words("a"), Words("b")))


def test_groups_of_one_kind_are_one() -> None:
    assert parse("a (b (c d)) ((e))").root == And(tuple(map(Words, "abcde")))
    assert parse("a OR (b OR c)").root == Or(tuple(map(Words, "abc")))


def test_several_values_with_commas_are_any_of_them() -> None:
    assert parse("is:read,link-only").root == Or((Is("read"), Is("link only")))
    assert parse("has:note,code").root == Or((Is("annotated"), Holds("code")))


def test_fifty_parentheses_in_one_another_are_understood_and_more_are_not() -> None:
    assert parse("-(" * 50 + "x" + ")" * 50).root == Words("x")
    with pytest.raises(QueryError, match="too many parentheses"):
        parse("(" * 51 + "x" + ")" * 51)
    with pytest.raises(QueryError, match="too many parentheses"):
        parse("(" * 9_000)


def test_a_query_of_enormous_length_is_refused() -> None:
    assert parse("a " * 5_000).root == And((Words("a"),) * 5_000)
    with pytest.raises(QueryError, match="too long"):
        parse("a " * 5_001)


@pytest.mark.parametrize(
    ("query", "place", "what"),
    [
        ("x fed:y z", "fed:", "is feed: meant?"),
        ("subject:x", "subject:", "is title: meant?"),
        ("zzzz:x", "zzzz:", "there are title, author"),
        ("is:starred", "starred", "is is:bookmarked meant?"),
        ('is:"link onyl"', '"link onyl"', "is is:link-only meant?"),
        ("has:smell", "smell", "there are note, image"),
        ("sort:best x", "best", "is sort:rank meant?"),
        ("-sort:new", "sort:new", "cannot be taken away"),
        ("sort:new sort:old", "sort:old", "is sort:new already"),
        ("after:last week", "last", 'is after:"last week" meant?'),
        ("after:last is:read", "last", "last is not a date; write"),
        ("older:2025", "2025", "is before:2025 meant?"),
        ("words:9..5", "9..5", "the smaller comes first"),
        ("tag: x", "tag:", "tag: needs something after it"),
        ('tag:" "', 'tag:" "', "tag: needs something after it"),
        ('"a"~3', '"a"~3', "two or more words"),
        ('"a !"~3', '"a !"~3', "two or more words"),
        ('"a b"~99999999999', '"a b"~99999999999', "at most 1000"),
        ('feed:"x"~2', 'feed:"x"~2', "takes a value as it is"),
        ("a OR OR b", "OR", "stands between two things"),
        ("OR a", "OR", "stands between two things"),
        ("(a OR ) b", "OR", "stands between two things"),
        ("a -", "-", "no word"),
        ("a -(", "(", "does not close"),
        ("(- ) a", "-", "no word"),
        ("NOT OR", "NOT", "stands before"),
        ("a ) b", ")", "nothing was opened"),
        ("a (b OR (c) d", "(", "does not close; put ) where it ends"),
        ("title:“a", "“a", "put ” where it ends"),
        ("author:-", "-", "no word"),
    ],
)
def test_an_error_points_at_the_place_and_says_what_was_meant(
    query: str, place: str, what: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert query[caught.value.start : caught.value.end] == place
    assert what in caught.value.what


@given(st.text(alphabet=st.sampled_from('ab "“”()-~*:isORANDtag:after2026-1.<>,'), max_size=40))
def test_signs_in_any_order_are_a_tree_or_an_error_with_a_place(query: str) -> None:
    wrong = _wrong(query)
    if wrong is not None:
        assert 0 <= wrong.start < wrong.end <= max(1, len(query))
        assert wrong.query == query


def _wrong(query: str) -> QueryError | None:
    try:
        parse(query)
    except QueryError as error:
        return error
    return None


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_an_error_that_points_into_it(query: str) -> None:
    try:
        parse(query)
    except UsageError as error:
        at = int(str(error).rpartition("at character ")[2].partition(":")[0])
        assert 1 <= at <= len(query) + 1
