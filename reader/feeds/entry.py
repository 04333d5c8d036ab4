"""What a feed says, whatever form it came in: plain records that hold nothing of any library."""

from __future__ import annotations

from typing import NamedTuple


class Enclosure(NamedTuple):
    """A file that an entry brings: its absolute address, media type and length in bytes."""

    url: str
    media_type: str | None = None
    length: int | None = None
    title: str | None = None


class Entry(NamedTuple):
    """One entry. Texts have passed the gate; addresses are absolute where a base was known.

    `published` and `updated` are seconds since the epoch, in UTC, and None when the feed has none.
    `content` is the HTML of the best body (a plain text comes escaped), `summary` that of the
    summary where it is not the content; both may be empty. Relative addresses in them start from
    `base`. `summary_only` says that the body is no more than what the feed calls a summary.
    """

    id: str | None
    title: str
    url: str | None
    author: str | None
    published: int | None
    updated: int | None
    content: str
    summary: str
    base: str | None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str | None = None
    comments: str | None = None
    summary_only: bool = False


class ParsedFeed(NamedTuple):
    """A feed. `kind` is rss, atom, rdf, json or cdf.

    `every` is the time in seconds that it wants to pass between two askings; `warnings` are
    sentences on what was mended or left out.
    """

    title: str
    site_url: str | None
    kind: str
    entries: tuple[Entry, ...]
    language: str | None = None
    author: str | None = None
    every: int | None = None
    self_url: str | None = None
    icon: str | None = None
    warnings: tuple[str, ...] = ()
