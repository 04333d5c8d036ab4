"""An entry of a feed made into an article, ready for the library."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from msgspec import msgpack

from reader.document import walk
from reader.document.html.parse import parse
from reader.document.model import Image, InlineImage, Media
from reader.feeds.completeness import is_bare, judge
from reader.feeds.identity import identities
from reader.feeds.tracking import same_place
from reader.library.records import Arrived

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from reader.document.model import Block, Blocks, Document
    from reader.feeds.entry import Enclosure, Entry, ParsedFeed

MEDIA_TYPE: Final = "text/html"
"""What the original of an article from a feed is: the HTML of the body that was chosen."""

_MOST_ENCLOSURES: Final = 50
_LOOKED_AT: Final = 20
_SOUND: Final = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".flac", ".wav", ".aac")
_FILM: Final = (".mp4", ".m4v", ".webm", ".mov", ".mkv", ".ogv")
_PICTURE: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def fingerprint(entry: Entry) -> str:
    """What tells, before anything is parsed, whether an entry says anything else than before."""
    try:
        said = msgpack.encode(entry)
    except UnicodeEncodeError:  # a lone surrogate
        said = repr(entry).encode("utf-8", "replace")
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def article(entry: Entry, *, feed: ParsedFeed, identity: str | None = None) -> Arrived:
    """The article that an entry of `feed` is; `identity`: its name, where it is known already."""
    if identity is None:
        identity = identities([entry])[0]
    body = entry.content or entry.summary
    parsed = parse(body, base=entry.base or entry.url or feed.site_url)
    document = _dressed(parsed, entry, feed)
    verdict = judge(
        document,
        url=entry.url,
        summary_only=entry.summary_only,
        of_blurbs=_gives_blurbs(feed),
    )
    return Arrived(
        identity=identity,
        document=document,
        original=body.encode("utf-8", "replace"),
        media_type=MEDIA_TYPE,
        url=entry.url,
        author=entry.author or document.byline,
        published=entry.published,
        updated=entry.updated,
        completeness=verdict.state,
        evidence=verdict.evidence if verdict.state != "full" else "",
        categories=entry.categories,
        fingerprint=fingerprint(entry),
    )


def _gives_blurbs(feed: ParsedFeed) -> bool:
    """Whether nearly all entries of a feed are a few bare words each, as those of newspapers."""
    some = feed.entries[:_LOOKED_AT]
    bare = sum(is_bare(one.content or one.summary) for one in some)
    return len(some) >= 3 and bare >= 0.8 * len(some)


def _dressed(parsed: Document, entry: Entry, feed: ParsedFeed) -> Document:
    """The document of the body with what the feed says of it, and the files that it brings."""
    from msgspec.structs import replace

    title = entry.title or parsed.title
    files: tuple[Block, ...] = ()
    if entry.enclosures:
        shown = set(_addresses(parsed.blocks))
        files = tuple(_files(entry.enclosures[:_MOST_ENCLOSURES], shown))
    return replace(
        parsed,
        title=title,
        byline=entry.author or parsed.byline or feed.author,
        published=_written(entry.published) or parsed.published,
        updated=_written(entry.updated) or parsed.updated,
        language=parsed.language or entry.language or feed.language,
        url=entry.url or parsed.url,
        site=feed.title or parsed.site,
        tags=entry.categories,
        blocks=parsed.blocks + files,
    )


def _addresses(blocks: Blocks) -> Iterator[str]:
    """Where the pictures, sounds and films of a document lie, each as it is compared."""
    for block in walk.blocks(blocks):
        match block:
            case Image():
                yield same_place(block.source)
            case Media():
                yield same_place(block.url)
            case _:
                for run in walk.own_inlines(block):
                    for inline in walk.spread(run):
                        if isinstance(inline, InlineImage):
                            yield same_place(inline.source)


def _files(enclosures: tuple[Enclosure, ...], shown: set[str]) -> Iterator[Block]:
    """The files as blocks, without those that the text shows already."""
    for file in enclosures:
        place = same_place(file.url)
        if place in shown:
            continue
        shown.add(place)
        kind = _kind(file)
        if kind == "image":
            yield Image(file.title or "", file.url)
        else:
            yield Media(kind, file.url, file.title or _name(file.url))


def _kind(file: Enclosure) -> Literal["audio", "video", "embed", "image"]:
    """What a file is, by its media type and else by its name."""
    stated = (file.media_type or "").partition("/")[0].strip().lower()
    name = file.url.partition("?")[0].partition("#")[0].lower()
    if stated == "image" or (not stated and name.endswith(_PICTURE)):
        return "image"
    if stated == "audio" or (stated != "video" and name.endswith(_SOUND)):
        return "audio"
    if stated == "video" or name.endswith(_FILM):
        return "video"
    return "embed"


def _name(url: str) -> str:
    """The name of a file, as its address ends."""
    from urllib.parse import unquote

    from reader.document.safe import clean_line

    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    return clean_line(unquote(path.rpartition("/")[2])) or url


def _written(moment: int | None) -> str | None:
    """A moment as a document holds it."""
    if moment is None:
        return None
    from datetime import UTC, datetime

    try:
        return f"{datetime.fromtimestamp(moment, UTC).replace(tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError, OSError):
        return None
