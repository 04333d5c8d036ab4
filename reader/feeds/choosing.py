"""What a feed says made into its records: the best title, link, author, date and body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.safe import clean_line
from reader.feeds.addresses import absolute
from reader.feeds.entry import Enclosure, Entry, ParsedFeed
from reader.feeds.moments import instant
from reader.feeds.persons import names
from reader.feeds.wording import line, markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.feeds.said import File, Link, Said, Words

_PAGES: Final = ("text/html", "application/xhtml+xml")
_LONGEST_ID: Final = 2_000
_HOST: Final = re.compile(r"https?://(?:www\.)?([^/?#]*)", re.IGNORECASE)
_PLAYED: Final = ("audio", "video")
_MOST_FILES: Final = 100


def feed_of(
    kind: str, said: Said, entries: Iterable[Said], warnings: tuple[str, ...]
) -> ParsedFeed:
    """The records of a feed."""
    site = _page(said.links, said.base)
    author = names(_best(said.authors))
    inherited = author if kind == "atom" else None
    selfs = (link.href for link in said.links if link.rel == "self")
    return ParsedFeed(
        title=_title(said),
        site_url=site,
        kind=kind,
        entries=tuple([_entry(entry, site, inherited) for entry in entries]),
        language=_language(said.language),
        author=author,
        every=max(60, said.every // said.times) if said.every else None,
        self_url=next((found for one in selfs if (found := absolute(one, said.base))), None),
        icon=absolute(said.icon, said.base),
        warnings=warnings,
    )


def _entry(said: Said, site: str | None, inherited: str | None) -> Entry:
    identity = clean_line(said.id)[:_LONGEST_ID] if said.id else ""
    url = _url(said)
    content, summary, base, only = _bodies(said)
    return Entry(
        id=identity or None,
        title=_title(said),
        url=url,
        author=names(_best(said.authors)) or inherited,
        published=_moment(said.published),
        updated=_moment(said.updated),
        content=content,
        summary=summary,
        base=base if said.stated or base != said.base else _base(url, site, said.base),
        categories=_categories(said.categories),
        enclosures=_enclosures(said),
        language=_language(said.language),
        comments=absolute(said.comments, said.base),
        summary_only=only,
    )


def _title(said: Said) -> str:
    if len(said.titles) == 1:
        return line(said.titles[0][1])
    for _, words in sorted(said.titles, key=_rank):
        found = line(words)
        if found:
            return found
    return ""


def _rank(ranked: tuple[int, object]) -> int:
    return ranked[0]


def _best(ranked: list[tuple[int, str]]) -> list[str]:
    """All texts of the best rank that says anything."""
    if len(ranked) == 1:
        return [ranked[0][1]]
    ranked = [one for one in ranked if one[1].strip()]
    least = min(map(_rank, ranked), default=0)
    return [text for rank, text in ranked if rank == least]


def _moment(ranked: list[tuple[int, str]]) -> int | None:
    for _, written in sorted(ranked, key=_rank) if len(ranked) > 1 else ranked:
        found = instant(written)
        if found is not None:
            return found
    return None


def _page(links: list[Link], base: str | None) -> str | None:
    """The address of the page that is meant: of the alternates one in HTML, or of no type."""
    found = [(_page_rank(link.media_type), link.href) for link in links if link.rel == "alternate"]
    if len(found) > 1:
        found.sort(key=_rank)
    return next((page for _, href in found if (page := absolute(href, base))), None)


def _page_rank(media_type: str) -> int:
    if not media_type:
        return 1
    return 0 if media_type.partition(";")[0].strip() in _PAGES else 2


def _url(said: Said) -> str | None:
    found = _page(said.links, said.base)
    if found is None and said.permanent:
        found = absolute(said.id, said.base) if _is_address(said.id) else None
    if found is None:
        sources = (link.href for link in said.links if link.rel == "content")
        found = next((page for one in sources if (page := absolute(one, said.base))), None)
    return found


def _is_address(text: str | None) -> bool:
    return text is not None and text.strip()[:8].lower().startswith(("http://", "https://", "/"))


def _bodies(said: Said) -> tuple[str, str, str | None, bool]:
    """Content, summary, the base of the content, and whether it is a summary alone."""
    content, used = _first(said.contents)
    summary, other = _first(said.summaries)
    if content:
        assert used is not None
        return content, summary if summary != content else "", used[1].base or said.base, False
    if other is None:
        return "", "", said.base, False
    return summary, "", other[1].base or said.base, other[0] > 0


def _first(ranked: list[tuple[int, Words]]) -> tuple[str, tuple[int, Words] | None]:
    for one in sorted(ranked, key=_rank) if len(ranked) > 1 else ranked:
        found = markup(one[1])
        if found:
            return found, one
    return "", None


def _base(url: str | None, site: str | None, base: str | None) -> str | None:
    """Where relative addresses in a body start from: its page, unless that is another's."""
    if url and (site is None or _host(url) == _host(site)):
        return url
    return site or url or base


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match[1].lower() if match else ""


def _categories(written: list[str]) -> tuple[str, ...]:
    if not written:
        return ()
    from reader.feeds.said import Words

    found = dict.fromkeys(line(Words(one)) for one in written)
    found.pop("", None)
    return tuple(found)


def _enclosures(said: Said) -> tuple[Enclosure, ...]:
    links = [link for link in said.links if link.rel == "enclosure"] + said.enclosures
    if not links and not said.files:
        return ()
    found: dict[str, Enclosure] = {}
    for link in links:
        url = absolute(link.href, said.base)
        if url and url not in found:
            found[url] = Enclosure(
                url, _type(link.media_type), _length(link.length), clean_line(link.title) or None
            )
    for file in _chosen(said.files, skip_pictures=bool(found)):
        url = absolute(file.href, said.base)
        if url and url not in found:
            found[url] = Enclosure(url, _type(file.media_type), _length(file.length))
    return tuple(found.values())[:_MOST_FILES]


def _chosen(files: list[File], *, skip_pictures: bool) -> list[File]:
    """What is played, and of pictures the widest: they are one in several sizes."""
    chosen = [file for file in files if _sort(file) in _PLAYED and "flash" not in file.media_type]
    pictures = [file for file in files if _sort(file) == "image"]
    if pictures and not skip_pictures:
        chosen.append(max(pictures, key=lambda file: file.width))
    return chosen


def _sort(file: File) -> str:
    return file.medium or file.media_type.partition("/")[0].lower()


def _type(written: str) -> str | None:
    return clean_line(written)[:100] or None


def _length(written: str) -> int | None:
    """Bytes; a length of nought is no length."""
    digits = written.strip().replace(",", "")
    return (
        int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
    )


def _language(written: str | None) -> str | None:
    return clean_line(written).replace("_", "-")[:35] or None if written else None
