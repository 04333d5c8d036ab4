"""What a page says of itself: title, author, dates, site, description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.dates import iso_date
from reader.document.safe import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.addresses import Addresses
    from reader.document.html.tree import Page

MAX_FACT: Final = 500
"""Characters of a title, a name or a tag."""

_SEPARATED: Final = re.compile(r"\s+[|–—·•»:]\s+|\s+-\s+")


class Facts(NamedTuple):
    """What is known of a page besides its words."""

    title: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    site: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()


def facts_of(page: Page, addresses: Addresses | None) -> Facts:
    """The facts that a page's head states."""
    facts = page.facts
    if not facts and not page.titled:
        return Facts()
    site = _first(facts, "og:site_name", "application-name")
    byline = _first(facts, "author", "article:author", "dc.creator", "parsely-author", "byl")
    canonical = facts.get("og:url", "")
    tags = [clean_line(tag)[:MAX_FACT] for tag in facts.get("keywords", "").split(",")[:50]]
    return Facts(
        title=_first(facts, "og:title", "twitter:title", "dc.title")
        or without_site(clean_line(page.titled)[:MAX_FACT], site or ""),
        byline=None if byline and byline.startswith(("http://", "https://")) else byline,
        published=date_in(facts, "article:published_time", "datepublished", "date", "dc.date"),
        updated=date_in(facts, "article:modified_time", "datemodified", "og:updated_time"),
        url=addresses.absolute(canonical) if addresses is not None and canonical else None,
        site=site,
        description=_first(facts, "og:description", "description", "twitter:description"),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
    )


def without_site(title: str, site: str) -> str:
    """A page's title without the name of its site after or before it."""
    parts = [part.strip() for part in _SEPARATED.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if site and parts[-1].casefold() == site.casefold():
        return title[: title.rfind(parts[-1])].rstrip(" |–—·•»:-")
    if site and parts[0].casefold() == site.casefold():
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    longest = max(parts, key=len)
    return longest if len(longest) > len(title) // 2 and longest == parts[0] else title


def date_in(facts: Mapping[str, str], *names: str) -> str | None:
    """The first date among some facts, in ISO 8601; None when none is a date."""
    for name in names:
        found = iso_date(facts.get(name, ""))
        if found:
            return found
    return None


def _first(facts: Mapping[str, str], *names: str) -> str | None:
    for name in names:
        found = clean_line(facts.get(name, ""))[:MAX_FACT]
        if found:
            return found
    return None
