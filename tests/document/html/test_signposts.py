from __future__ import annotations

import time

import pytest

from reader.document.html.signposts import MOST, read_signposts

BASE = "https://example.org/blog/"


def declared(html: str, base: str | None = BASE) -> list[tuple[str, str]]:
    return [(post.address, post.title) for post in read_signposts(html, base=base).declared]


def linked(html: str) -> list[str]:
    return [post.address for post in read_signposts(html, base=BASE).linked]


def test_declared_feeds_are_read_with_their_titles_and_made_absolute() -> None:
    page = (
        "<!doctype html><html><head><title>A blog</title>"
        '<link rel="alternate" type="application/rss+xml" title="News &amp; more" href="/rss">'
        "<LINK REL='ALTERNATE home' TYPE='application/atom+xml; charset=utf-8' HREF='a.atom'>"
        '<link rel="alternate" type="application/feed+json" href="//cdn.example.org/feed.json">'
        '<link rel="feed" href="feed">'
        "</head><body><p>Words.</p></body></html>"
    )
    assert declared(page) == [
        ("https://example.org/rss", "News & more"),
        ("https://example.org/blog/a.atom", ""),
        ("https://cdn.example.org/feed.json", ""),
        ("https://example.org/blog/feed", ""),
    ]
    assert read_signposts(page, base=BASE).title == "A blog"


def test_a_base_of_the_page_counts_and_so_does_a_link_in_the_body() -> None:
    page = (
        '<html><head><base href="https://other.example/x/"></head><body><p>Words.</p>'
        '<link rel=alternate type="text/xml" href="feed.xml"></body></html>'
    )
    assert declared(page) == [("https://other.example/x/feed.xml", "")]


def test_feed_schemes_in_a_page_become_those_of_the_web() -> None:
    page = (
        '<link rel="alternate" type="application/rss+xml" href="feed:https://example.org/a">'
        '<link rel="alternate" type="application/rss+xml" href="feed://example.org/b">'
    )
    assert [address for address, _ in declared(page)] == [
        "https://example.org/a",
        "http://example.org/b",
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="stylesheet" type="text/css" href="/feed.css">',
        '<link rel="alternate stylesheet" type="text/xml" href="/feed.xml">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">',
        '<link rel="alternate" type="application/activity+json" href="/users/a">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml">',
    ],
)
def test_other_links_of_the_head_are_no_feeds(link: str) -> None:
    assert declared(link) == []


def test_links_that_look_like_feeds_are_found_by_address_type_and_words() -> None:
    page = (
        '<a href="/about">About</a><a href="/subscribe"><img alt="RSS feed"></a>'
        '<a href="news.rss">latest</a><a href="/index.xml">x</a><a href="/feed/">y</a>'
        '<a href="?format=atom">z</a><a href="/list" type="application/rss+xml">t</a>'
        '<a href="https://feeds.example.net/name">n</a><a href="/s">Subscribe via RSS</a>'
        '<a href="/essay-on-rss">Why I still read feeds every day</a>'
    )
    assert linked(page) == [
        "https://example.org/blog/news.rss",
        "https://example.org/index.xml",
        "https://example.org/feed/",
        "https://example.org/blog/?format=atom",
        "https://example.org/list",
        "https://feeds.example.net/name",
        "https://example.org/subscribe",
        "https://example.org/s",
    ]


def test_the_feeds_of_friends_are_not_those_of_the_page() -> None:
    page = (
        '<a href="https://friend.example/feed">A friend</a>'
        '<a href="https://friend.example/feed/"><b>RSS</b></a>'
        '<a href="https://cdn.example.org/feed">x</a>'
        '<a href="/w/index.php?title=Tea&amp;action=edit">edit</a>'
        '<a href="https://shop.example/index.php/">Shop</a>'
    )
    assert linked(page) == ["https://friend.example/feed/", "https://cdn.example.org/feed"]


def test_a_link_into_a_service_leads_to_the_feed_itself() -> None:
    page = (
        '<a href="https://feedly.com/i/subscription/feed/https%3A%2F%2Fexample.org%2Frss">'
        "Follow</a>"
        '<a href="https://feedly.com/i/subscription/feed/http://example.org/atom.xml">RSS</a>'
    )
    assert linked(page) == ["https://example.org/rss", "http://example.org/atom.xml"]


def test_what_is_declared_is_not_linked_again_and_nothing_comes_twice() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    page = (
        head + head + '<a href="/rss#top">RSS</a><a href="/atom.xml">a</a><a href="/atom.xml">b</a>'
    )
    assert len(declared(page)) == 1
    assert linked(page) == ["https://example.org/atom.xml"]


def test_a_page_of_thousands_of_feeds_gives_some() -> None:
    many = "".join(f'<a href="/{number}/feed">RSS</a>' for number in range(5_000))
    heads = "".join(f'<link rel=feed href="/{number}">' for number in range(5_000))
    assert len(linked(many)) == MOST
    assert len(declared(heads)) == MOST


def test_nothing_in_a_title_acts_on_a_terminal() -> None:
    page = (
        '<link rel="alternate" type="application/rss+xml" title="a\x1b]52;c;eA==\x07b" href="/r">'
    )
    assert declared(page)[0][1] == "a]52;c;eA==b"


def test_a_link_of_a_million_signs_costs_no_more_than_its_length() -> None:
    page = f'<a href="/x">{"- / " * 250_000}</a>' + '<a href="/rss">RSS</a>'
    began = time.process_time()
    assert linked(page) == ["https://example.org/rss"]
    assert time.process_time() - began < 5
