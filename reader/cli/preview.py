"""`preview`: a feed or a page parsed and shown, nothing stored."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.verb import Verb
from reader.errors import SourceError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

    from reader.cli.verb import Call
    from reader.feeds.discover import Found
    from reader.feeds.entry import Entry, ParsedFeed

_SHOWN = 20
"""Entries that a person is shown; the JSON has all."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="SOURCE", help="an address, a file, or - for what comes in by a pipe"
    )
    parser.add_argument(
        "--base", metavar="ADDRESS", help="the address that relative links of a file start from"
    )


def _preview(call: Call) -> int:
    word, base = call.options.source, call.options.base
    from reader.feeds.typed import is_address

    if word != "-" and not os.path.lexists(word) and is_address(word):
        told = _of_web(call, word)
    elif word == "-":
        from reader.feeds.file import load_stream

        told = of_bytes(load_stream(sys.stdin.buffer), base, "standard input")
    else:
        from reader.feeds.file import load

        told = of_bytes(load(Path(word)).data, base, word)
    if call.report.json:
        call.report.object(told)
    else:
        _tell(call, told)
    return call.report.status


def _of_web(call: Call, word: str) -> dict[str, Any]:
    from reader.cli.subscribing import fetching
    from reader.feeds.offers import look

    call.report.progress(f"{word} …")
    found: Found = fetching(lambda fetcher: look(fetcher, word))
    if found.feed is not None:
        return _of_feed(found.feed)
    if not found.feeds:
        raise SourceError(f"{word}: it is no feed, and none was found in it.")
    feeds = [
        {"url": one.address, "title": one.title, "headlines": list(one.headlines), "how": one.how}
        for one in found.feeds
    ]
    return _of_page(found.title, found.address, feeds)


def of_bytes(data: bytes, base: str | None, name: str) -> dict[str, Any]:
    """What is in a file. Errors: SourceError when it is neither a feed nor a page with feeds."""
    from reader.feeds.parse import parse_feed

    try:
        return _of_feed(parse_feed(data, base=base, name=name))
    except SourceError:
        if not re.search(
            rb"<(?:!doctype\s+html|html|head|body|link)\b", data[:65_536], re.IGNORECASE
        ):
            raise
        from reader.document.html.signposts import read_signposts

        posts = read_signposts(data, base=base)
        if not posts.declared and not posts.linked:
            raise
        feeds = [
            {"url": post.address, "title": post.title} for post in posts.declared or posts.linked
        ]
        return _of_page(posts.title, base, feeds)


def _of_page(title: str, address: str | None, feeds: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": title or None,
        "site_url": address,
        "kind": "page",
        "entries": [],
        "feeds": feeds,
        "warnings": [],
    }


def _of_feed(feed: ParsedFeed) -> dict[str, Any]:
    return {
        "title": feed.title or None,
        "site_url": feed.site_url,
        "kind": feed.kind,
        "entries": [_of_entry(entry) for entry in feed.entries],
        "feeds": [],
        "warnings": list(feed.warnings),
    }


def _of_entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title or None,
        "url": entry.url,
        "author": entry.author,
        "published": shape.date(entry.published),
        "updated": shape.date(entry.updated),
        "text": _text(entry),
        "enclosures": [
            {"url": file.url, "type": file.media_type, "length": file.length}
            for file in entry.enclosures
        ],
        "categories": list(entry.categories),
    }


def _text(entry: Entry) -> str:
    """The words of the content; what a picture shows in words is not among them."""
    if not entry.content:
        return ""
    if "<" not in entry.content and "&" not in entry.content:
        return entry.content
    from reader.document.html.words import words_of

    return words_of(entry.content)


def _tell(call: Call, told: Mapping[str, Any]) -> None:
    report = call.report
    report.line(told["title"] or "(without a title)")
    about = [told["kind"], told["site_url"]]
    if told["kind"] != "page":
        count = len(told["entries"])
        about.insert(1, "1 entry" if count == 1 else f"{count:,} entries")
    report.line(" · ".join(part for part in about if part))
    for entry in told["entries"][:_SHOWN]:
        report.line()
        when = (entry["published"] or entry["updated"] or "")[:10]
        title = entry["title"] or " ".join(entry["text"].split()[:12]) or "(without a title)"
        report.line(" · ".join(part for part in (when, title, entry["author"]) if part))
        for address in (entry["url"], *(file["url"] for file in entry["enclosures"])):
            if address:
                report.line(f"    {address}")
    if len(told["entries"]) > _SHOWN:
        report.line()
        report.line(f"and {len(told['entries']) - _SHOWN:,} more; --json has them all")
    for feed in told["feeds"]:
        report.line(f"  {feed['url']}" + (f" · {feed['title']}" if feed["title"] else ""))
    for warning in told["warnings"]:
        report.aside(warning)


VERBS = (
    Verb(
        name="preview",
        summary="show what is in a feed or a page, and store nothing",
        about=(
            "Parse a feed and show what is in it; nothing is stored. SOURCE is an address, a file, "
            "or -\nfor what comes in by a pipe. Of a page, the feeds are listed that it leads to."
        ),
        examples=(
            ("reader preview https://example.org/feed.xml", "a feed"),
            ("reader preview example.org", "the feeds of a site"),
            ("reader preview --json feed.xml", "a file, with all its entries"),
            ("curl -s URL | reader preview --base URL -", "what another program fetched"),
        ),
        arguments=_arguments,
        act=_preview,
        fields=fields.PREVIEW,
    ),
)
