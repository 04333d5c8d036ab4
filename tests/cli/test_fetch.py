"""`fetch`, and feeds whose articles are always fetched whole; the server is a real one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from reader.library.library import Library
from reader.settings.locations import library_path
from tests.feeds.site import HTML, RSS, Site
from tests.feeds.wire import Wire, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

SENTENCE = "The mill at the river has ground corn for four hundred years, and it still does. "
NAV = "<nav><a href=/>Home</a> <a href=/all>All stories</a></nav>"


def story(words: str, *, after: str = "", head: str = "") -> str:
    """A page with an article between a menu and a box of others."""
    return (
        f"<!doctype html><html lang=en><head><title>A mill - News</title>{head}</head><body>{NAV}"
        f"<main><article><h1>A mill</h1><p>{words}</p><h2>The wheel</h2><p>{SENTENCE * 4}</p>"
        f"<pre>turn()\n  turn()</pre></article>{after}</main>"
        "<aside class=related-posts><h2>Related</h2><p>A tide that came too early.</p></aside>"
        "</body></html>"
    )


def feed(site: Site | Wire, *bodies: tuple[str, str]) -> str:
    """A feed whose entries have a path on the site and a body each."""
    items = "".join(
        f"<item><title>A mill {n}</title><link>{site.at(path)}</link>"
        f"<guid isPermaLink='false'>g{n}</guid><description>{escape(body)}</description></item>"
        for n, (path, body) in enumerate(bodies, 1)
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


TEASER = "The mill at the river has stopped and nobody […]"


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as server:
        yield server


@pytest.fixture
def cut(reader: Type, site: Site) -> int:
    """The number of an article whose feed gives only the beginning; its page is at /1."""
    site.give("/feed", feed(site, ("/1", TEASER)))
    assert reader("add", site.at("/feed")).status == 0
    return int(reader("list", "--json").object["id"])


def shown(reader: Type, number: int, *more: str) -> str:
    return reader("show", str(number), *more).out


def test_a_cut_article_is_fetched_whole_with_its_structure(
    reader: Type, site: Site, cut: int
) -> None:
    assert reader("list", "is:teaser", "--json").object["completeness"] == "teaser"
    assert reader("list").out.rstrip().endswith(" · teaser")
    assert f"only its beginning; `reader fetch {cut}`" in reader("show", str(cut)).err
    site.give_page("/1", story(SENTENCE * 5))
    answer = reader("fetch", str(cut))
    assert (answer.status, answer.err) == (0, "")
    assert f"article {cut}" in answer.out
    pieces = reader("show", str(cut), "--to", "json").object["blocks"]
    assert [piece["kind"] for piece in pieces] == ["paragraph", "heading", "paragraph", "code"]
    text = shown(reader, cut)
    assert "tide" not in text
    assert "All stories" not in text
    assert reader("list", "--json").object["completeness"] == "full"
    assert reader("list", "is:teaser").status != 0
    assert "teaser" not in reader("list").out
    assert reader("show", str(cut)).err == ""


def test_both_texts_are_kept(reader: Type, site: Site, cut: int) -> None:
    missing = reader("show", str(cut), "--body", "full")
    assert missing.status == 3
    assert f"reader fetch {cut}" in missing.err
    site.give_page("/1", story(SENTENCE * 5))
    reader("fetch", str(cut))
    assert "nobody […]" in shown(reader, cut, "--body", "feed")
    assert "four hundred years" in shown(reader, cut, "--body", "full")
    assert shown(reader, cut) == shown(reader, cut, "--body", "full")
    with Library.open(library_path()) as library:
        (feeds_own,) = [body for body in library.bodies(cut) if body.kind == "feed"]
    assert feeds_own.completeness == "teaser"
    assert feeds_own.evidence.endswith("words of its page.")


def test_each_step_is_told_to_programs(reader: Type, site: Site, cut: int) -> None:
    site.give_page("/1", story(SENTENCE * 5))
    begin, fetching, article, done = reader("fetch", str(cut), "--json").objects
    assert begin == {"event": "begin", "articles": 1}
    assert (fetching["event"], fetching["id"]) == ("fetching", cut)
    assert (article["event"], article["done"], article["of"]) == ("article", 1, 1)
    assert (article["completeness"], article["outcome"], article["pages"]) == ("full", "changed", 1)
    assert done == {"event": "done", "fetched": 1, "failed": 0, "cancelled": False}


@pytest.mark.parametrize(
    ("body", "media_type", "status", "said"),
    [
        ("%PDF-1.7", "application/pdf", 200, "PDF"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", HTML, 200, "browser"),
        ("<p>Please log in.</p><form><input type=password></form>", HTML, 200, "login"),
        ("", HTML, 200, "empty"),
        ("gone", HTML, 404, "404"),
        ("no", HTML, 503, "503"),
    ],
)
def test_what_cannot_be_fetched_says_why_and_changes_no_text(
    reader: Type, site: Site, cut: int, body: str, media_type: str, status: int, said: str
) -> None:
    before = shown(reader, cut)
    site.give("/1", body, media_type=media_type, status=status)
    answer = reader("fetch", str(cut))
    assert answer.status == 4
    assert said in answer.err
    assert site.at("/1") in answer.err
    assert answer.err.count("\n") == 1
    assert shown(reader, cut) == before
    assert reader("list", "--json").object["completeness"] == "failed"
    with Library.open(library_path()) as library:
        assert said in library.article(cut).evidence
    site.give_page("/1", story(SENTENCE * 5))
    assert reader("fetch", str(cut)).status == 0, "it can be tried again"
    assert reader("list", "--json").object["completeness"] == "full"


def test_a_query_fetches_all_that_match_and_one_failure_stops_no_other(
    reader: Type, site: Site
) -> None:
    entries = [(f"/{n}", TEASER) for n in range(1, 7)]
    site.give("/feed", feed(site, *entries, ("/7", f"<p>{SENTENCE * 20}</p>")))
    reader("add", site.at("/feed"))
    for n in range(1, 6):
        site.give_page(f"/{n}", story(f"Number {n}. {SENTENCE * 5}"))
    answer = reader("fetch", "is:teaser")
    assert answer.status == 1
    assert "Fetched 5 articles whole, 1 failed." in answer.out
    assert "/6" in answer.err
    assert reader("list").out.count(" · not fetched") == 1
    assert "/7" not in site.asked, "it was whole already"


def test_pages_that_go_on_with_one_another_are_joined(reader: Type, site: Site, cut: int) -> None:
    row = '<div class="pagination"><a href="/1">1</a> <a href="{}" rel="next">2</a></div>'
    site.give_page("/1", story(f"Part one. {SENTENCE * 4}", after=row.format("/1?page=2")))
    site.give_page("/1?page=2", story(f"Part two. {SENTENCE * 4}", after=row.format("/1?page=3")))
    site.give_page("/1?page=3", story(f"Part three. {SENTENCE * 4}", after=row.format("/1?page=2")))
    article = reader("fetch", str(cut), "--json").objects[2]
    assert article["pages"] == 3
    text = shown(reader, cut)
    assert text.index("Part one") < text.index("Part two") < text.index("Part three")
    assert site.asked.count("/1?page=2") == 1


def test_the_next_article_is_not_taken_for_the_next_page(
    reader: Type, site: Site, cut: int
) -> None:
    head = '<link rel="next" href="/2"><link rel="next" href="/2026/other-story">'
    site.give_page("/1", story(SENTENCE * 5, head=head, after='<a rel=next href="/other">Next</a>'))
    site.give_page("/other", story(f"Another story. {SENTENCE * 5}"))
    reader("fetch", str(cut))
    assert "Another story" not in shown(reader, cut)
    assert "/other" not in site.asked


def test_a_missing_next_page_leaves_a_teaser_that_says_so(
    reader: Type, site: Site, cut: int
) -> None:
    row = '<div class="pagination"><a href="/1?page=2" rel="next">2</a></div>'
    site.give_page("/1", story(f"Part one. {SENTENCE * 4}", after=row))
    article = reader("fetch", str(cut), "--json").objects[2]
    assert article["completeness"] == "teaser"
    with Library.open(library_path()) as library:
        assert "next page" in library.article(cut).evidence


def test_a_page_with_less_than_the_feed_gave_replaces_nothing(reader: Type, site: Site) -> None:
    site.give("/feed", feed(site, ("/1", f"<p>{SENTENCE * 30}</p>")))
    reader("add", site.at("/feed"))
    number = reader("list", "--json").object["id"]
    site.give_page("/1", story("A short notice."))
    answer = reader("fetch", str(number))
    assert answer.status == 4
    assert "fewer than" in answer.err
    assert reader("list", "--json").object["completeness"] == "full"
    assert shown(reader, number).count("corn") == 30


def test_a_page_for_subscribers_stays_a_teaser(reader: Type, site: Site, cut: int) -> None:
    said = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": "False"})
    head = f'<script type="application/ld+json">{said}</script>'
    site.give_page("/1", story(SENTENCE * 12, head=head))
    assert reader("fetch", str(cut), "--json").objects[2]["completeness"] == "teaser"


def test_a_feed_can_be_fetched_whole_at_every_update(reader: Type, site: Site) -> None:
    site.give("/feed", feed(site))
    reader("add", site.at("/feed"))
    assert reader("feeds", "set", "1", "full_text=yes").status == 0
    site.give_page("/1", story(f"Number one. {SENTENCE * 5}"))
    long = f"<p>{SENTENCE * 30}</p>"
    site.give("/feed", feed(site, ("/1", TEASER), ("/2", TEASER), ("/3", long)))
    answer = reader("update", "--all")
    assert answer.status == 0
    assert f"{site.at('/2')}" in answer.err
    told = {row["url"]: row["completeness"] for row in reader("list", "--json").objects}
    assert told == {site.at("/1"): "full", site.at("/2"): "failed", site.at("/3"): "full"}
    assert "/3" not in site.asked
    asked = len(site.asked)
    reader("update", "--all")
    assert site.asked[asked:] == ["/feed"], "what has come is not fetched again"


def test_secrets_of_a_feed_go_to_its_own_site_alone(reader: Type, site: Site) -> None:
    site.give("/feed", feed(site, ("/1", TEASER)))
    reader("add", site.at("/feed").replace("http://", "http://ann:secret@"))
    site.give_page("/1", story(SENTENCE * 5))
    reader("fetch", "is:teaser")
    assert site.logins["/1"] == "ann:secret"
    other = site.at("/elsewhere").replace("127.0.0.1", "localhost")
    site.logins.clear()
    site.give("/feed", feed(site, ("/1", TEASER)).replace(site.at("/1"), other))
    reader("update", "--all")
    answer = reader("fetch", "is:teaser")
    assert site.logins.get("/elsewhere") is None
    assert answer.status in {3, 4}


def test_an_article_without_an_address_says_so(reader: Type, ids: dict[str, int]) -> None:
    answer = reader("fetch", str(ids["The Kettle"]))
    assert answer.status == 4
    assert "no address on the web" in answer.err


def test_interrupted_it_ends_cleanly_and_keeps_what_came(reader: Type, wire: Wire) -> None:
    given = feed(wire, ("/1", TEASER), ("/slow", TEASER)).encode()
    reader("add", wire.give("/feed", whole(given, content_type=RSS)))
    page = wire.give("/1", whole(story(SENTENCE * 5).encode(), content_type=HTML))
    slow = wire.give("/slow", [60.0])
    words = ["-m", "reader", "--library", str(library_path()), "fetch", "is:teaser", "--json"]
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        told = []
        for line in child.stdout:
            told.append(json.loads(line))
            if told[-1]["event"] == "article":
                break
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        rest, _ = child.communicate(timeout=30)
    assert time.monotonic() - began < 20
    assert child.returncode == 130
    assert json.loads(rest.splitlines()[-1])["cancelled"] is True
    states = {row["url"]: row["completeness"] for row in reader("list", "--json").objects}
    assert states == {page: "full", slow: "teaser"}


def test_pictures_code_and_media_type_reach_the_page(reader: Type, site: Site, cut: int) -> None:
    picture = f"<p>{SENTENCE * 5}</p><figure><img src=/a.png alt='A wheel'></figure><p>{SENTENCE}"
    site.give("/1", story(picture), media_type="text/html; charset=utf-8")
    reader("fetch", str(cut))
    tree = json.dumps(reader("show", str(cut), "--to", "tree").object)
    assert site.at("/a.png") in tree
    assert RSS not in tree
