"""Bytes made into a feed: whatever the form, and whatever is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.errors import SourceError
from reader.feeds.choosing import feed_of
from reader.feeds.encoding import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from reader.feeds.entry import ParsedFeed
    from reader.feeds.mending import Opened
    from reader.feeds.said import Said

    Read: TypeAlias = tuple[str, Said, list[Said], int]

MOST_ENTRIES: Final = 50_000
"""Entries of one feed that are read, in its order: feeds have their newest first."""
MOST_LOOSE: Final = 1024 * 1024
"""Characters of a broken feed that feedparser is given: it takes four seconds for them."""

_PAGES: Final = ("html", "head", "body", "div", "p", "table", "h1", "main", "article", "script")


def parse_feed(
    body: bytes,
    *,
    base: str | None = None,
    headers: Mapping[str, str] | None = None,
    name: str | None = None,
) -> ParsedFeed:
    """The feed in `body`, which came from the address `base` with the response's `headers`.

    At most `MOST_ENTRIES` are read; more are told of in the feed's warnings, as is what was mended.
    Errors: SourceError, a sentence, when it is no feed; it calls it by `name`, else by `base`.
    """
    try:
        return _read(body, base, headers)
    except _Refusal as refusal:
        why, called = str(refusal), name or base
        said = f"{called}: {why}." if called else f"{why[:1].upper()}{why[1:]}."
        raise SourceError(said) from refusal.__cause__


class _Refusal(Exception):  # noqa: N818 - it is an answer, and becomes an error with a name
    """Why something is no feed, in words that go on a name and a colon."""


def _read(body: bytes, base: str | None, headers: Mapping[str, str] | None) -> ParsedFeed:
    if not body.strip(b" \t\r\n\0"):
        raise _Refusal("it is empty")
    content_type = next(
        (value for name, value in (headers or {}).items() if name.lower() == "content-type"), None
    )
    text, told = text_of(body, content_type)
    warnings = [told] if told else []
    found = _of_json(text, base) if text.lstrip()[:1] in ("{", "[") else None
    if found is None:
        found = _of_xml(text, base, warnings)
    kind, feed, entries, count = found
    if count > len(entries):
        warnings.append(f"It has {count:,} entries; the first {len(entries):,} were read.")
    return feed_of(kind, feed, entries, tuple(warnings))


def _of_json(text: str, base: str | None) -> Read:
    from reader.feeds.jsonfeed import read

    try:
        found = read(text.strip("\ufeff"), base, MOST_ENTRIES)
    except ValueError as error:
        why = str(error).split(":")[0].lower()
        raise _Refusal(f"it is broken JSON ({why}) and no feed") from error
    if found is None:
        raise _Refusal("it is JSON, but no JSON Feed")
    return found


def _of_xml(text: str, base: str | None, warnings: list[str]) -> Read:
    from reader.feeds import mending

    if "<" not in text:
        raise _Refusal("it is neither XML nor JSON, and no feed")
    document = mending.opened(text)
    if document.doctype == "html" or document.root in _PAGES:
        raise _Refusal("it is a page and no feed, but feeds may be found in it")
    if document.root == "opml":
        raise _Refusal("it is a list of feeds (OPML) and no feed; `reader import` takes it")
    found = _well_formed(document, base, warnings)
    if found is None:
        sort = "XML, but" if document.root else "neither XML nor JSON, and"
        raise _Refusal(f"it is {sort} no feed")
    return found


def _well_formed(document: Opened, base: str | None, warnings: list[str]) -> Read | None:
    """The quick way, with and without mending; else the loose one."""
    from reader.feeds import elements, mending

    try:
        return elements.read(document.text, base, MOST_ENTRIES)
    except elements.NotWellFormedError:
        pass
    text = ""
    for candidate, told in mending.attempts(document):
        text = text or candidate
        try:
            found = elements.read(candidate, base, MOST_ENTRIES)
        except elements.NotWellFormedError:
            continue
        warnings.append(told)
        return found
    warnings.append(mending.MENDED)
    return _loosely(text, base, warnings)


def _loosely(text: str, base: str | None, warnings: list[str]) -> Read | None:
    """A feed whose tags have to be put in order first; one too long for feedparser quickly."""
    from reader.feeds import elements, loose
    from reader.feeds.balancing import balanced

    text = balanced(text)
    if len(text) > MOST_LOOSE:
        try:
            return elements.read(text, base, MOST_ENTRIES)
        except elements.NotWellFormedError:
            warnings.append(f"Only its first {MOST_LOOSE // 1_048_576} MB were read.")
            text = balanced(text[:MOST_LOOSE])
    try:
        return loose.read(text, base, MOST_ENTRIES)
    except loose.FAULTS as error:
        raise _Refusal("its XML is too broken to be read") from error
