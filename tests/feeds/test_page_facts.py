"""Dates as people write them, where an article goes on, and what JSON-LD says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.html.tree import grow
from reader.feeds.page_metadata import read
from reader.feeds.pages_joined import next_page
from reader.feeds.stated import stated
from reader.feeds.written_dates import date_of_address, written_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Dec. 19, 2025 · Niko", "2025-12-19"),
        ("Posted on March 2, 2026 by Mo", "2026-03-02"),
        ("21 September 2020", "2020-09-21"),
        ("3rd May 2021", "2021-05-03"),
        ("4. Mai 2015, 13:36 Uhr", "2015-05-04"),
        ("1er août 2024", "2024-08-01"),
        ("12 de junio de 2023", "2023-06-12"),
        ("2026-11-04T06:30:00Z", "2026-11-04"),
        ("04.05.2015 à 13h36", "2015-05-04"),
        ("2020年9月21日", "2020-09-21"),
        ("2020년 9월 21일", "2020-09-21"),
        ("31/12/2020", "2020-12-31"),
        ("May I say 2020 things", None),
        ("99.99.2020", None),
        ("4 comments", None),
    ],
)
def test_a_written_date_is_read(written: str, date: str | None) -> None:
    assert written_date(written) == date


def test_whether_the_month_comes_first_is_a_custom_of_the_language() -> None:
    assert written_date("03/04/2026", american=True) == "2026-03-04"
    assert written_date("03/04/2026") == "2026-04-03"
    assert written_date("25/04/2026", american=True) == "2026-04-25"


def test_an_address_may_hold_a_date() -> None:
    assert date_of_address("https://a.example/2025/12/19/title/") == "2025-12-19"
    assert date_of_address("https://a.example/2025/99/19/title/") is None
    assert date_of_address("https://a.example/20251219") is None


PAGING = '<div class="pager"><a href="{0}">2</a> <a href="{0}">Next page »</a></div>'


@pytest.mark.parametrize(
    ("url", "html", "found"),
    [
        ("https://a.example/x", '<link rel=next href="/x?page=2">', "/x?page=2"),
        ("https://a.example/x", '<link rel=next href="/x/2">', "/x/2"),
        ("https://a.example/x/", '<link rel=next href="/x/page/2/">', "/x/page/2/"),
        ("https://a.example/x/page/2/", '<link rel=next href="/x/page/3/">', "/x/page/3/"),
        ("https://a.example/x.html", '<link rel=next href="x-2.html">', "/x-2.html"),
        ("https://a.example/x", PAGING.format("/x?page=2"), "/x?page=2"),
        ("https://a.example/x", '<a rel=next href="/y">Next story</a>', None),
        ("https://a.example/x", '<link rel=next href="/2026/y">', None),
        ("https://a.example/x", '<link rel=next href="https://b.example/x?page=2">', None),
        ("https://a.example/x", '<link rel=next href="/x?page=3">', None),
        ("https://a.example/x?page=2", '<link rel=next href="/x?page=2">', None),
        ("https://a.example/x", '<a href="/x?page=2">2</a>', None),
    ],
)
def test_an_article_goes_on_where_its_own_address_does(
    url: str, html: str, found: str | None
) -> None:
    page = grow(f"<!doctype html><title>x</title>{html}")
    assert next_page(page, url) == (f"https://a.example{found}" if found else None)


def test_json_ld_is_read_wherever_the_article_is_in_it() -> None:
    author = {"@id": "#me", "@type": "Person", "name": "Ada"}
    article = {
        "@type": ["NewsArticle"],
        "headline": "A mill",
        "author": [{"@id": "#me"}, "Ben", "https://a.example/ben"],
        "datePublished": "2026-11-04",
        "isAccessibleForFree": "False",
    }
    text = json.dumps({"@graph": [{"@type": "WebSite", "name": "News"}, article, author]})
    for framed in (text, f"<!-- {text} -->", f"//<![CDATA[\n{text}\n//]]>", f"{text};"):
        found = stated([framed])
        assert (found.title, found.byline, found.free) == ("A mill", "Ada, Ben", False)
        assert found.published == "2026-11-04"


@given(st.text(max_size=200))
def test_what_is_no_json_is_passed_over(text: str) -> None:
    assert stated([text, "{", "[" * 5_000, '{"@type": "Article", "headline": 5}']).title == ""


def test_the_title_is_what_the_page_shows_and_not_the_name_of_the_site() -> None:
    html = "<!doctype html><title>How mills work | The Mill</title><h1>The Mill</h1>"
    assert read(grow(f"{html}<h2>How mills work</h2>"), None).title == "How mills work"
    assert read(grow(f"{html}<h1>How mills work</h1>"), None).title == "How mills work"
    lone = "<!doctype html><title>Home</title><h1>How mills work</h1>"
    assert read(grow(lone), None).title == "How mills work"


def test_a_canonical_address_that_leads_to_the_front_is_not_believed() -> None:
    html = '<!doctype html><title>x</title><link rel=canonical href="{}">'
    url = "https://a.example/story"
    assert read(grow(html.format("https://a.example/")), url).canonical is None
    assert read(grow(html.format("/Story")), url).canonical == "https://a.example/Story"
    assert read(grow(html.format("javascript:x")), url).canonical is None
