"""The quick way and feedparser's say the same of real feeds, and of the right things."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from reader.feeds import elements, loose
from reader.feeds.choosing import feed_of
from reader.feeds.encoding import text_of
from reader.feeds.mending import mended, opened
from reader.feeds.parse import parse_feed
from tests.feeds.written import atom, read, rss
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from reader.feeds.entry import Entry, ParsedFeed


def both(text: str, base: str) -> tuple[ParsedFeed, ParsedFeed] | None:
    """What each way reads; None when the quick one does not read it at all."""
    document = opened(text)
    try:
        quick = elements.read(document.text, base, 1000)
    except elements.NotWellFormedError:
        return None
    general = loose.read(mended(document), base, 1000)
    assert quick is not None
    assert general is not None
    return feed_of(*quick[:3], ()), feed_of(*general[:3], ())


def words(entry: Entry) -> list[str]:
    """The words of a body: markup may be written in more than one way."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>|&\w+;|&#\w+;", " ", entry.content))


def test_both_ways_agree_on_real_feeds() -> None:
    seen = 0
    for path in sorted(shared_data("feeds").glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        name = path.name.removesuffix(".truth.json")
        if truth["kind"] in ("none", "json") or truth.get("page"):
            continue
        text = text_of(path.with_name(name).read_bytes()).text
        pair = both(text, truth["base"])
        if pair is None:
            continue
        quick, general = pair
        assert (quick.kind, quick.title) == (general.kind, general.title), name
        assert quick.site_url == general.site_url, name
        assert len(quick.entries) == len(general.entries), name
        for one, other in zip(quick.entries, general.entries, strict=True):
            assert one.title == other.title, name
            assert one.url == other.url, name
            assert (one.published or one.updated) == (other.published or other.updated), name
            assert [file.url for file in one.enclosures] == [f.url for f in other.enclosures], name
            # feedparser takes the summary of iTunes, where there is one, for the content.
            assert words(one) == words(other) or "<itunes:summary" in text, name
            seen += 1
    assert seen > 500


@pytest.mark.parametrize(
    "text",
    [
        rss(
            "<title>a &amp;amp; b</title><link>/l</link><guid>g</guid><description>d</description>"
        ),
        rss("<guid>https://b.example/g</guid><pubDate>Wed, 01 Jan 2020 00:00:00 GMT</pubDate>"),
        rss("<content:encoded>c</content:encoded><description>d</description>"),
        rss("<author>a@b.example (A)</author><enclosure url='https://b.example/e' length='3'/>"),
        atom("<title type='html'>a &amp;amp; b</title><link href='l'/><id>i</id>"),
        atom("<content type='html'>&lt;p>c&lt;/p></content><summary>s</summary>"),
        atom("<updated>2020-01-01T00:00:00Z</updated><author><name>N</name></author>"),
        atom("<category term='t' label='L'/><link rel='enclosure' href='https://b.example/e'/>"),
    ],
)
def test_both_ways_agree_on_every_field(text: str) -> None:
    pair = both(text, "https://b.example/f/")
    assert pair is not None
    quick, general = pair
    assert quick == general


def test_feedparser_reads_what_is_too_broken_for_the_quick_way() -> None:
    feed = read(
        "<rss version='2.0'><channel><title>C</title><item><title>One</item>"
        "<item><title>Two</title><description>With <b>bold</description>"
        "<enclosure url=/e.mp3 type=audio/mpeg length=5></item></channel></rss>"
    )
    assert [entry.title for entry in feed.entries] == ["One", "Two"]
    assert feed.entries[1].content == "With <b>bold</b>"
    assert feed.entries[1].enclosures[0].url == "https://b.example/e.mp3"


def test_all_real_feeds_and_hard_cases_are_opened_with_all_their_entries() -> None:
    for path in sorted(shared_data("feeds").glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("must_error") or truth.get("may_error") or truth.get("page"):
            continue
        data = path.with_name(path.name.removesuffix(".truth.json")).read_bytes()
        feed = parse_feed(data, base=truth["base"])
        counts = [len(truth["entries"]), *truth.get("count_also", ())]
        assert len(feed.entries) in counts, path.name
