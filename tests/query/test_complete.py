from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query.complete import OPEN, complete, goes_on
from reader.query.fields import FIELDS
from reader.query.parse import parse

NAMES = {
    "feed": ["LWN.net weekly", "Physics (today)", 'The "Gazette"', "Zeitung"],
    "tag": ["later", "optics/lab", "to read"],
    "lang": ["de", "en", "en-gb"],
}


def values(field: str, begun: str) -> list[str]:
    return [one for one in NAMES.get(field, []) if one.lower().startswith(begun.lower())]


def offers(query: str) -> list[str]:
    return list(complete(query, len(query), values).offers)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("fe", ["feed:"]),
        ("lens -ta", ["lens -tag:"]),
        ("(TI", ["(title:"]),
        ("is:un", ["is:unread"]),
        ("-is:l", ["-is:link-only"]),
        ("is:read,boo", ["is:read,bookmarked"]),
        ("has:", ["has:note", "has:image", "has:audio", "has:video", "has:code"]),
        ("sort:s", ["sort:short"]),
        ("after:last-w", ["after:last-week"]),
        ("newer:1", ["newer:1d", "newer:1w", "newer:1m", "newer:1y"]),
        ("tag:l", ["tag:later"]),
        ("tag:to", ['tag:"to read"']),
        ("lang:en,d", ["lang:en,de"]),
        ("feed:lwn", ['feed:"LWN.net weekly"']),
        ('feed:"lwn.net w', ['feed:"LWN.net weekly"']),
        ("feed:phys", ['feed:"Physics (today)"']),
        ("feed:the", ['feed:“The "Gazette"”']),
        ('feed:"zei', ['feed:"Zeitung"']),
        ("lens (kernel OR feed:zei", ["lens (kernel OR feed:Zeitung"]),
    ],
)
def test_what_is_begun_is_completed(query: str, wanted: list[str]) -> None:
    found = complete(query, len(query), values)
    whole = [found.taken(query, number)[0] for number in range(len(found.offers))]
    assert whole == wanted


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lens ",
        "is:unread ",
        "is:unread",
        "title:len",
        "url:x",
        "zz",
        'feed:"LWN" ',
        "12",
        "nix:x",
    ],
)
def test_where_nothing_is_meant_nothing_is_offered(query: str) -> None:
    assert offers(query) == []


def test_the_rest_of_the_query_stays_as_it_is() -> None:
    query = "is:unr lens"
    found = complete(query, 6, values)
    assert found.taken(query) == ("is:unread lens", 9)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kern", True),
        ("x86", True),
        ("title:len", True),
        ("lens (日本語", True),
        ("ke", False),
        ("is:unread", False),
        ("tag:lat", False),
        ("kern*", False),
        ("kern ", False),
        ('"kern', False),
        ("OR", False),
    ],
)
def test_only_a_word_of_the_texts_goes_on(query: str, wanted: bool) -> None:
    assert goes_on(query) is wanted


def test_a_library_is_asked_only_where_it_must_be() -> None:
    asked: list[tuple[str, str]] = []

    def noted(field: str, begun: str) -> list[str]:
        asked.append((field, begun))
        return []

    for query in ("fe", "is:", "words:", "lens", "title:x", "author:a", 'tag:"to r'):
        complete(query, len(query), noted)
    assert asked == [("author", "a"), ("tag", "to r")]
    assert set(OPEN) <= set(FIELDS)


@given(st.text(alphabet=st.sampled_from('fedtagis:un"“ ()-,l*~'), max_size=20), st.data())
def test_what_is_taken_can_be_completed_no_further_and_is_understood(
    query: str, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(query)))
    found = complete(query, cursor, values)
    for number, offer in enumerate(found.offers):
        taken, after = found.taken(query, number)
        assert taken.startswith(query[: found.start])
        assert taken.endswith(query[cursor:])
        assert taken[found.start : after] == offer
        if not offer.endswith(":") and taken[: found.start].count('"') % 2 == 0:
            value = taken[: found.start].split()[-1:] or [""]
            parse(value[0].lstrip("-(") + offer if ":" in value[0] else "x")
