from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from tests.feeds.written import atom, rss

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

ITEM = (
    "<title>One &amp;amp; all</title><link>/1</link><guid isPermaLink='false'>g</guid>"
    "<dc:creator>Jane</dc:creator><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate>"
    "<category>news</category><enclosure url='/a.mp3' type='audio/mpeg' length='5'/>"
    "<content:encoded><![CDATA[<p>Some <b>words</b></p><img src='i' alt='no'>"
    "<script>no()</script><p>more</p>]]></content:encoded>"
)


def test_a_file_is_previewed_as_json(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(ITEM), encoding="utf-8")
    answer = reader("preview", "--json", "--base", "https://b.example/f/feed.xml", str(path))
    assert answer.status == 0
    assert answer.object == {
        "title": "C",
        "site_url": "https://b.example/",
        "kind": "rss",
        "entries": [
            {
                "id": "g",
                "title": "One & all",
                "url": "https://b.example/1",
                "author": "Jane",
                "published": "2026-11-02T08:00:00Z",
                "updated": None,
                "text": "Some words\nmore",
                "enclosures": [
                    {"url": "https://b.example/a.mp3", "type": "audio/mpeg", "length": 5}
                ],
                "categories": ["news"],
            }
        ],
        "feeds": [],
        "warnings": [],
    }


def test_nothing_is_stored(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(ITEM), encoding="utf-8")
    library = tmp_path / "none" / "library.db"
    assert reader("preview", "--library", str(library), str(path)).status == 0
    assert not library.parent.exists()


def test_a_person_is_shown_the_headlines(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(ITEM), encoding="utf-8")
    answer = reader("preview", str(path))
    assert answer.out.splitlines() == [
        "C",
        "rss · 1 entry · https://b.example/",
        "",
        "2026-11-02 · One & all · Jane",
    ]


def test_a_title_that_is_missing_is_made_of_the_first_words(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(atom("<summary>Some words of it.</summary>"), encoding="utf-8")
    answer = reader("preview", str(path))
    assert "Some words of it." in answer.out
    assert reader("preview", "--json", str(path)).object["entries"][0]["title"] is None


def test_a_page_in_a_file_names_its_feeds(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><title>A page</title>"
        "<link rel=alternate type=application/rss+xml href=/feed title='Its feed'>",
        encoding="utf-8",
    )
    answer = reader("preview", "--json", "--base", "https://b.example/", str(path))
    assert answer.object == {
        "title": "A page",
        "site_url": "https://b.example/",
        "kind": "page",
        "entries": [],
        "feeds": [{"url": "https://b.example/feed", "title": "Its feed"}],
        "warnings": [],
    }


def test_what_is_neither_is_refused_in_one_line(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    for text, why in (
        ("", "it is empty"),
        ("<note/>", "it is XML, but no feed"),
        ("<!DOCTYPE html><p>words", "it is a page and no feed"),
    ):
        path.write_text(text, encoding="utf-8")
        answer = reader("preview", str(path))
        assert answer.status == 4
        assert answer.out == ""
        assert answer.err.startswith(f"reader: {path}: {why}")
        assert len(answer.err.splitlines()) == 1


def test_what_comes_in_by_a_pipe(reader: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(rss(ITEM).encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert reader("preview", "--json", "-").object["title"] == "C"


def test_an_address_is_asked(reader: Type, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data(
        rss(ITEM), content_type="application/rss+xml"
    )
    httpserver.expect_request("/").respond_with_data(
        "<!DOCTYPE html><title>P</title>"
        "<link rel=alternate type=application/rss+xml href=/feed.xml>",
        content_type="text/html",
    )
    feed = reader("preview", "--json", httpserver.url_for("/feed.xml")).object
    assert (feed["kind"], len(feed["entries"])) == ("rss", 1)
    page = reader("preview", "--json", httpserver.url_for("/")).object
    assert page["kind"] == "page"
    assert [one["url"] for one in page["feeds"]] == [httpserver.url_for("/feed.xml")]
    assert page["feeds"][0]["headlines"] == ["One & all"]


def test_an_address_that_is_not_there_is_named(reader: Type, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gone").respond_with_data("no", status=404)
    answer = reader("preview", httpserver.url_for("/gone"))
    assert answer.status == 4
    assert httpserver.url_for("/gone") in answer.err
