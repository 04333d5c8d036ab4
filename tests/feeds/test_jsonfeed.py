from __future__ import annotations

import json
from typing import Any

import pytest

from reader.errors import SourceError
from reader.feeds.entry import Enclosure, Entry
from tests.feeds.written import read


def feed(*items: Any, **said: Any) -> str:  # noqa: ANN401 - of any type, as feeds have them
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": list(items)}
    return json.dumps(whole | said)


def only(item: Any, **said: Any) -> Entry:  # noqa: ANN401
    (entry,) = read(feed(item, **said)).entries
    return entry


def test_an_item_has_all_that_it_says() -> None:
    entry = only(
        {
            "id": "i",
            "url": "/a",
            "external_url": "https://e.example/",
            "title": "T &amp; <b>x</b>",
            "content_html": "<p>H</p>",
            "content_text": "T",
            "summary": "S",
            "date_published": "2020-01-01T00:00:00Z",
            "date_modified": "2020-01-02T00:00:00Z",
            "authors": [{"name": "A"}, {"name": "B"}],
            "tags": ["t", "u", "t"],
            "language": "de",
            "attachments": [
                {"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5, "title": "Talk"}
            ],
        }
    )
    assert entry == Entry(
        id="i",
        title="T &amp; <b>x</b>",
        url="https://b.example/a",
        author="A, B",
        published=1577836800,
        updated=1577923200,
        content="<p>H</p>",
        summary="S",
        base="https://b.example/a",
        categories=("t", "u"),
        enclosures=(Enclosure("https://b.example/f/a.mp3", "audio/mpeg", 5, "Talk"),),
        language="de",
    )


def test_a_text_is_plain_and_keeps_its_lines() -> None:
    assert only({"content_text": "a < b\nc\n\nd"}).content == "<p>a &lt; b<br>\nc</p>\n<p>d</p>"


def test_a_summary_alone_is_called_one() -> None:
    entry = only({"summary": "S"})
    assert (entry.content, entry.summary_only) == ("S", True)


def test_an_author_of_the_first_version_or_of_the_feed() -> None:
    assert only({"author": {"name": "A"}}).author == "A"
    assert only({}, author={"name": "F"}).author == "F"
    assert only({}, authors=[{"url": "https://b.example/"}]).author is None


def test_the_page_of_a_link_is_that_elsewhere_where_there_is_no_own() -> None:
    assert only({"external_url": "https://e.example/"}).url == "https://e.example/"


def test_what_the_feed_says() -> None:
    found = read(feed(home_page_url="/", feed_url="/f.json", favicon="/i.png", language="en"))
    assert (found.kind, found.title, found.language) == ("json", "J", "en")
    assert found.site_url == "https://b.example/"
    assert found.self_url == "https://b.example/f.json"
    assert found.icon == "https://b.example/i.png"


@pytest.mark.parametrize(
    ("value", "identity"), [(7, "7"), (7.0, "7"), (7.5, "7.5"), (True, None), (None, None)]
)
def test_an_identity_may_be_a_number(value: object, identity: str | None) -> None:
    assert only({"id": value}).id == identity


def test_values_of_wrong_types_are_none() -> None:
    wrong = {"title": 1, "url": [], "authors": "x", "tags": {"a": 1}, "attachments": [1, {}]}
    entry = only(wrong | {"date_published": {}, "content_html": ["x"], "id": {}})
    assert (entry.title, entry.url, entry.author, entry.categories) == ("1", None, None, ())
    assert read(feed(1, "x", None, [], {"id": "i"})).entries[0].id == "i"
    assert read('{"items": [{"content_text": "x"}]}').kind == "json"
    assert read('{"version": "https://jsonfeed.org/version/1", "items": 5}').entries == ()


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '{"items": {}}', '{"items": [{"id": 1, "url": "x"}]}', "[]"]
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        read(text)


def test_controls_and_numbers_beyond_all_use_do_no_harm() -> None:
    text = feed({"title": "TITLE", "id": "ID"}).replace("TITLE", "a\tb\x1b").replace("ID", "i")
    assert read(text).entries[0].title == "a b"
    beyond = feed({"id": 123456789}).replace("123456789", "9" * 5000)
    assert read(beyond).entries[0].id == "0"
