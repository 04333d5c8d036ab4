"""Where well-known sites keep their feeds, by the shape of an address alone: pure rules.

Some sites name a feed by a number that only the page tells: `in_page` reads it off the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.feeds.known_sites import RULES

if TYPE_CHECKING:
    from reader.feeds.known_sites import Rule


_NUMBERED: Final = (
    (
        "YouTube",
        re.compile(
            r"youtube\.com/(?:@[^/?]+|c/[^/?]+|watch\?|shorts/|live/|embed/|(?!feeds/)[\w.-]+/?$).*"
            r"|youtu\.be/.+"
        ),
        re.compile(
            rb'channel_id=(UC[\w-]{22})|itemprop="(?:channelId|identifier)" content="(UC[\w-]{22})"'
            rb'|"(?:externalId|channelId|externalChannelId)":\s*"(UC[\w-]{22})"'
        ),
        "https://www.youtube.com/feeds/videos.xml?channel_id={}",
    ),
    (
        "SoundCloud",
        re.compile(r"soundcloud\.com/(?!discover|search|stream)[\w-]+.*"),
        re.compile(rb"soundcloud(?:://|:)users:(\d+)"),
        "https://feeds.soundcloud.com/users/soundcloud:users:{}/sounds.rss",
    ),
)
_PODCAST: Final = re.compile(r"(?:podcasts|itunes)\.apple\.com/(?:.*/)?id(\d+).*")
_FEED_OF_PODCAST: Final = re.compile(rb'"feedUrl"\s*:\s*"([^"]+)"')
_FEED: Final = re.compile(
    r"\.(?:rss|atom|xml|rdf|json)/?(?:\?|$)|^[^/]+/feeds?/|[?&](?:format|feed)=(?:atom|rss)"
)
"""What the shape of an address says that is a feed's already."""

_PLAIN_HOST: Final = re.compile(r"(?:www\.|m\.|mobile\.|old\.|new\.|np\.|music\.)(?=[\w-]+\.\w+$)")


def rule_for(address: str) -> tuple[Rule, tuple[str, ...]] | None:
    """The rule that an address of the web falls under, and the feeds it leads to."""
    shape = _shape(address)
    if _FEED.search(shape):
        return None
    for rule in RULES:
        match = rule.pattern.fullmatch(shape)
        if match:
            named = {name: value or "" for name, value in match.groupdict().items()}
            feeds = [feed.format_map(named) for feed in rule.feeds]
            return rule, tuple([feed if rule.sure else _alike(feed, address) for feed in feeds])
    return None


def feed_address(address: str) -> str | None:
    """The feed of an address by rule, where the site is surely known; None for all others."""
    found = rule_for(address)
    return found[1][0] if found and found[0].sure else None


def page_to_ask(address: str) -> str:
    """Where to look for the feed of an address: elsewhere for a podcast of a directory."""
    podcast = _PODCAST.fullmatch(_shape(address))
    return f"https://itunes.apple.com/lookup?id={podcast[1]}" if podcast else address


def in_page(address: str, page: bytes) -> tuple[str, str] | None:
    """The site's name and the feed's address, where the page of an address tells it by its number.

    `page` is what `page_to_ask` gave.
    """
    shape = _shape(address)
    if _PODCAST.fullmatch(shape):
        match = _FEED_OF_PODCAST.search(page)
        return (
            ("Apple Podcasts", match[1].decode("utf-8", "replace").replace("\\/", "/"))
            if match
            else None
        )
    for site, pattern, number, feed in _NUMBERED:
        match = number.search(page) if pattern.fullmatch(shape) else None
        if match:
            found = next(group for group in match.groups() if group)
            return site, feed.format(found.decode("ascii"))
    return None


def key(address: str) -> str:
    """What two addresses share that surely mean the same feed.

    The scheme, `www.`, a port that goes without saying, a slash at the end and a fragment tell
    nothing apart.
    """
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in {"http", "https"}:
        return address.strip()
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    host = re.sub(r":(?:80|443)?$", "", host)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _alike(feed: str, address: str) -> str:
    """A feed on the host of an address, by the same scheme: hosts of one's own may lack TLS."""
    there, here = urlsplit(feed), urlsplit(address)
    return there._replace(scheme=here.scheme).geturl() if there.netloc == here.netloc else feed


def _shape(address: str) -> str:
    """`host/path?query`, without what is the same on all of a site's hosts."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    host = re.sub(r":(?:80|443)$", "", host)
    host = _PLAIN_HOST.sub("", host)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path if parts.path != '/' else ''}{query}"
