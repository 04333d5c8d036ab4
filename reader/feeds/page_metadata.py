"""What a page says of its article: title, names, dates, language, site, its address of record.

Several places say it, and they contradict each other. What is shown to people goes before what is
meant for machines where it is the title; for names and dates it is the other way round.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from reader.document.dates import iso_date
from reader.document.html.addresses import Addresses
from reader.document.html.elements import BLOCKS, HEADINGS, is_unseen
from reader.document.html.facts import date_in, facts_of, without_site
from reader.document.html.scripts import language_tag
from reader.document.safe import clean_line
from reader.feeds.furniture import is_stamp, names
from reader.feeds.stated import stated
from reader.feeds.written_dates import date_of_address, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.html.tree import Child, Element, Page
    from reader.feeds.stated import Stated

_WORD: Final = re.compile(r"\w+")
_BY: Final = re.compile(
    r"^(?:[/|·•–—-]+\s*)?(?:(?:posted|written|published|story|words|text|reported|edited|article)"
    r"\s+by|by|von|par|por|di|da|door|av|af|autor(?:in|a|e)?|author|auteur|oleh|text|"
    r"作者|文|記者|글)\b\s*[:：]?\s*|^(?:作者|文|記者|글)\s*[:：／/]\s*",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(
    r"\s+[·•|—–@/]\s+|\s*[|·•]\s*|\n|, (?=\d)|\s+on (?=\w+ \d)|\s+on behalf of\b"
)
_NONE: Final = ("", "", 0.0)
_AUTHORS: Final = frozenset(
    {"author", "authors", "byline", "auteur", "autor", "autore", "bylines", "byl", "writer"}
    | {"journalist", "contributor", "zuozhe"}
)
_NOT_AUTHORS: Final = frozenset(
    {"image", "img", "avatar", "photo", "bio", "box", "date", "time", "comment", "comments"}
    | {"description", "related", "social", "share", "twitter", "link", "links", "icon"}
)
_NOT_A_NAME: Final = re.compile(
    r"https?:|@\w|\d|\b(?:read|share|follow|comments?|subscribe|updated|published|posted|staff"
    r" only|min|minutes|views?)\b|^(?:admin|administrator|editor|guest|unknown|root|user)$",
    re.IGNORECASE,
)
_METAS: Final = frozenset({"meta", "info", "postmeta", "postinfo", "dateline", "credits"})
_PART: Final = " | "
_LINE: Final = 160
_BARE: Final = 20
_ASIDE: Final = frozenset({"a", "td", "th", "li", "option", "code", "pre", "em", "strong", "b"})
_FAR: Final = 20_000
_DATES: Final = frozenset(
    {"date", "dateline", "published", "publish", "pubdate", "datum", "fecha", "timestamp", "posted"}
    | {"time", "dates"}
)


class PageFacts(NamedTuple):
    """What is known of a page's article; `stated` what its JSON-LD states."""

    title: str
    titles: tuple[str, ...]
    byline: str | None
    published: str | None
    updated: str | None
    language: str | None
    site: str | None
    canonical: str | None
    description: str | None
    tags: tuple[str, ...]
    stated: Stated


def read(page: Page, url: str | None) -> PageFacts:
    """The facts of a whole page, before anything was taken out of it. `url`: where it was got."""
    addresses = Addresses(page, url)
    facts = facts_of(page, addresses)
    said = stated(page.stated)
    american = (language_tag(page.language) or "en").startswith("en")
    site = facts.site or said.site or _host(url)
    title, forms = _title(page, facts.title, said.title, site or "")
    return PageFacts(
        title=title,
        titles=forms,
        byline=_byline(page, said, facts.byline, site or "", title),
        published=_published(page, said, facts.published, url, american=american),
        updated=iso_date(said.updated) or facts.updated,
        language=language_tag(page.language) or language_tag(page.facts.get("og:locale", "")),
        site=site,
        canonical=_canonical(page, addresses, facts.url, url),
        description=facts.description,
        tags=facts.tags,
        stated=said,
    )


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, spaces and signs."""
    words = _bare(one)
    return bool(words) and words == _bare(other)


def _bare(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


# -- the title --------------------------------------------------------------------------


def _title(page: Page, stated_title: str, headline: str, site: str) -> tuple[str, tuple[str, ...]]:
    """The title, and every form of it that the page has."""
    said = [stated_title, headline, without_site(clean_line(page.titled)[:500], site)]
    said = [text for text in said if text]
    forms = tuple(dict.fromkeys([*said, clean_line(page.titled)[:500]]))
    shown = [(e.tag, _shown_text(e)) for e in page.body.elements() if _heads(e)]
    shown = [(tag, text) for tag, text in shown if text and not _is_site(text, site)]
    shown = [(tag, text) for tag, text in shown if not _is_site_part(text, page.titled, said)]
    mains = [text for tag, text in shown if tag == "h1"]
    alike = [(tag, text, _likeness(text, said)) for tag, text in shown]
    for found in (
        next((text for _, text, _ in alike if any(same_title(text, one) for one in said)), ""),
        next((text for text in mains if same_title(text, _first_part(page.titled))), ""),
        max((a for a in alike if a[0] == "h1" and a[2] >= 0.5), key=lambda a: a[2], default=_NONE)[
            1
        ],
        next((text for _, text, likeness in alike[:12] if likeness >= 0.7), ""),
        mains[0] if len(set(mains)) == 1 else "",
    ):
        if found:
            return found, (*forms, found)
    return next((without_site(text, site) for text in said), mains[0] if mains else ""), forms


def _first_part(titled: str) -> str:
    """What stands before the name of the site in a page's full title, as most sites have it."""
    return re.split(r"\s+[|–—·•»:-]+\s+", titled, maxsplit=1)[0]


def _is_site_part(text: str, titled: str, said: list[str]) -> bool:
    """Whether a heading is the part of the page's full title that names the site."""
    bare = _bare(text)
    parts = [_bare(part) for part in re.split(r"\s+[|–—·•»:@-]+(?:\s+|$)", titled)]
    if bare in [part for part in parts if part][1:]:
        return True
    return bare in _bare(titled) and not any(bare in _bare(one) for one in said)


def _heads(element: Element) -> bool:
    if element.tag not in ("h1", "h2", "h3"):
        return False
    return not is_unseen(element) and element.get("aria-hidden") != "true"


def _shown_text(element: Element) -> str:
    return clean_line(element.text()[:500]).replace("\u200b", "").strip(" #¶§\u2060")


def _is_site(text: str, site: str) -> bool:
    return bool(site) and _bare(text) == _bare(site)


def _likeness(text: str, others: list[str]) -> float:
    """How much of two titles is the same, for the likest of the others, 0.0 to 1.0."""
    own = _tokens(text)
    best = 0.0
    for other in others:
        theirs = _tokens(other)
        if own and theirs:
            shared = len(own & theirs)
            best = max(best, 2 * shared / (len(own) + len(theirs)))
            if _bare(text) in _bare(other) and len(_bare(text)) >= 6:
                best = max(best, 0.75)
    return best


def _tokens(text: str) -> set[str]:
    folded = text.casefold()
    if folded.isascii():
        return set(_WORD.findall(folded))
    return {w for word in _WORD.findall(folded) for w in ([word] if len(word) < 12 else list(word))}


# -- names ------------------------------------------------------------------------------


def _byline(page: Page, said: Stated, in_head: str | None, site: str, title: str) -> str | None:
    shown = _shown_author(page, title)
    if said.byline and not _is_site(said.byline, site):
        return said.byline
    head = clean_line(in_head or "")
    if head and not (shown and " " in shown and " " not in head):
        return head
    return shown or head or said.byline


def _shown_author(page: Page, title: str) -> str | None:
    """A name that an element of the page shows as that of the author."""
    candidates: list[tuple[int, int, str]] = []
    for order, element in enumerate(page.body.elements()):
        if not element.attrs:
            continue
        rank = _author_rank(element)
        if rank is None:
            if credited := _credit(element):
                candidates.append((5, order, credited))
            continue
        if any("comments" in names(e).split() for e in element.ancestors()):
            continue
        text = element.get("content") or _line_of(element, 300)
        name = _name(text[:300])
        if name and not same_title(name, title):
            candidates.append((min(rank, 2), order, name))
        if len(candidates) > 50:
            break
    return min(candidates, default=(0, 0, None))[2]


def _credit(element: Element) -> str | None:
    """A name that stands after "by" in a line about the article, such as its date and place."""
    if _METAS.isdisjoint(names(element).split()):
        return None
    text = clean_line(_line_of(element))
    parts = [part.strip(" ,;") for part in _PARTS.split(text)]
    return next((name for p in parts if _BY.match(p) and (name := _name(p))), None)


def _author_rank(element: Element) -> int | None:
    """How surely an element names the author, 0 the surest; None when it does not."""
    attrs = element.attrs
    if "author" in attrs.get("itemprop", "").lower().split():
        return 0
    if "author" in attrs.get("rel", "").lower().split() and element.tag in ("a", "link", "span"):
        return 1
    called = set(names(element).split())
    if called.isdisjoint(_AUTHORS):
        return None
    if not called.isdisjoint(_NOT_AUTHORS - {"date", "time"}) or element.tag in HEADINGS:
        return 4 if element.tag in ("a", "span", "strong") else None
    return 2 if "name" in called or element.tag == "a" else 3


def _name(text: str) -> str | None:
    """The name in a byline; None when it holds none."""
    text = clean_line(text.replace("\n", " | "))
    for part in _PARTS.split(text):
        name = _BY.sub("", part.strip(" ,;|·•/")).strip(" ,;:|·•/")
        if not 2 <= len(name) <= 100 or len(name.split()) > 12 or _NOT_A_NAME.search(name):
            continue
        if written_date(name) or not any(c.isalpha() for c in name):
            continue
        return name
    return None


def _line_of(element: Element, most: int = _LINE) -> str:
    """The text of an element; empty when it is longer than a line about the article is."""
    parts: list[str] = []
    length = 0
    stack: list[Child] = list(reversed(element.children))
    while stack:
        child = stack.pop()
        if not isinstance(child, str):
            if child.tag in BLOCKS:
                stack.append(_PART)
            stack.extend(reversed(child.children))
            if child.tag in BLOCKS:
                stack.append(_PART)
            continue
        parts.append(child)
        length += len(child.strip())
        if length > most:
            return ""
    return " ".join("".join(parts).split())


# -- dates ------------------------------------------------------------------------------


def _published(
    page: Page, said: Stated, in_head: str | None, url: str | None, *, american: bool
) -> str | None:
    found = (
        iso_date(said.published)
        or in_head
        or date_in(
            page.facts,
            "publishdate",
            "pubdate",
            "publish_date",
            "sailthru.date",
            "dcterms.created",
            "parsely-pub-date",
            "article.published",
            "citation_publication_date",
            "dc.date.issued",
            "dcterms.date",
            "article:published",
            "og:published_time",
            "publish-date",
            "cxenseparse:recs:publishtime",
            "dc.date.created",
        )
    )
    if found:
        return found
    for name in ("publishdate", "date", "pubdate", "dc.date"):
        if found := written_date(page.facts.get(name, "")):
            return found
    shown = _shown_date(page, american=american) or (date_of_address(url) if url else None)
    return shown or _bare_date(page, american=american)


def _shown_date(page: Page, *, american: bool) -> str | None:
    """The date that the page shows near its title."""
    ranked: list[tuple[int, int, str]] = []
    for order, element in enumerate(page.body.elements()):
        if order > _FAR or len(ranked) > 40:
            break
        for rank, text in _dates_of(element):
            found = iso_date(text) or written_date(text, american=american)
            if found:
                ranked.append((rank, order, found))
    return min(ranked, default=(0, 0, None))[2]


def _bare_date(page: Page, *, american: bool) -> str | None:
    """The first date below the title that is all the text of its element, whatever it is called."""
    below = not any(element.tag == "h1" for element in page.body.elements())
    for order, element in enumerate(page.body.elements()):
        if order > _FAR:
            break
        below = below or element.tag == "h1"
        if not below or element.tag in _ASIDE or len(element.children) != 1:
            continue
        if "modified" in element.get("itemprop").lower():
            continue
        text = element.children[0]
        if isinstance(text, str) and len(text.strip()) <= _BARE and is_stamp(text.strip()):
            found = written_date(text, american=american)
            if found:
                return found
    return None


def _dates_of(element: Element) -> Iterator[tuple[int, str]]:
    """What may be the date of publishing in an element, with a rank, 0 the surest."""
    attrs = element.attrs
    if not attrs and element.tag != "time":
        return
    said = attrs.get("itemprop", "").lower()
    called = set(names(element).split()) if attrs else set()
    if "modified" in said or not called.isdisjoint({"modified", "updated", "comment", "related"}):
        return
    if any(
        not {"comment", "comments", "related"}.isdisjoint(names(e).split())
        for e, _ in zip(element.ancestors(), range(4), strict=False)
    ):
        return
    if "datepublished" in said or "datecreated" in said:
        yield 0, attrs.get("datetime") or attrs.get("content") or element.text()[:100]
    if element.tag == "time" and attrs.get("datetime"):
        yield (1 if "pubdate" in attrs or "published" in called else 2), attrs["datetime"]
    if element.tag == "time" or not called.isdisjoint(_DATES | _AUTHORS):
        if text := _line_of(element):
            yield 3, text
    elif not called.isdisjoint(_METAS) and (text := _line_of(element)):
        yield 4, text


# -- addresses --------------------------------------------------------------------------


def _canonical(
    page: Page, addresses: Addresses, in_head: str | None, url: str | None
) -> str | None:
    """The page's address of record; one that leads to the front of the site is not believed."""
    for found in (addresses.absolute(page.related.get("canonical", "")), in_head):
        if found and found.startswith(("http://", "https://")) and _is_likely(found, url):
            return found
    return None


def _is_likely(found: str, url: str | None) -> bool:
    if not url:
        return True
    parts, own = urlsplit(found), urlsplit(url)
    return parts.path.strip("/") != "" or own.path.strip("/") == ""
