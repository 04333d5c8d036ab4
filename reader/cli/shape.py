"""The JSON of records: stable names, dates as ISO 8601 in UTC, None as null. See docs/cli.md."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.document.outline import Section
    from reader.library.records import (
        Article,
        Done,
        Entry,
        Headline,
        Key,
        Rule,
        SavedSearch,
        Source,
        Tag,
    )


def date(seconds: int | None) -> str | None:
    """Seconds since the epoch as ISO 8601 in UTC; None for None."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def cursor(key: Key) -> str:
    """Where a list goes on after an article, for `--after`."""
    return f"{key.sort_date}.{key.id}"


def key_of(written: str | None) -> Key | None:
    """The key that a cursor names; None for None. Errors: UsageError for what is no cursor."""
    from reader.library.records import Key

    if written is None:
        return None
    sort_date, _, number = written.rpartition(".")
    try:
        return Key(int(sort_date), int(number))
    except ValueError:
        raise UsageError(
            f"--after {written} is no cursor; it stands as `cursor` in `reader list --json`."
        ) from None


def headline(line: Headline, *, added: int, tags: tuple[str, ...], full: str) -> dict[str, Any]:
    """An article as a list tells it. `full` is its completeness."""
    return {
        "id": line.id,
        "title": line.title,
        "feed": line.source,
        "author": line.author,
        "url": line.url,
        "published": date(line.published),
        "added": date(added),
        "read": line.read,
        "bookmarked": line.bookmarked,
        "tags": list(tags),
        "words": line.words,
        "minutes": line.minutes,
        "language": line.language,
        "completeness": full,
        "gone": line.gone,
        "also_in": line.also,
        "progress": None if line.progress is None else round(line.progress, 4),
        "cursor": cursor(line.key),
    }


def article(whole: Article) -> dict[str, Any]:
    """An article's headline from its whole record."""
    return headline(whole.headline, added=whole.added, tags=whole.tags, full=whole.completeness)


def section(one: Section) -> dict[str, Any]:
    """A heading of the outline."""
    return {"level": one.level, "text": one.text, "slug": one.slug, "offset": one.offset}


def done(answer: Done) -> dict[str, Any]:
    """What an action answers."""
    shaped: dict[str, Any] = {
        "journal": answer.journal,
        "label": answer.label,
        "changed": answer.changed,
    }
    if answer.skipped:
        shaped["skipped"] = answer.skipped
    return shaped


def entry(one: Entry) -> dict[str, Any]:
    """An entry of the history."""
    return {
        "id": one.id,
        "at": date(one.at),
        "label": one.label,
        "kind": one.kind,
        "undone": one.undone,
        "undoable": one.undoable,
    }


def source(one: Source) -> dict[str, Any]:
    """A source."""
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "address": one.address,
        "folder": one.folder,
        "unread": one.unread,
        "total": one.total,
        "checked": date(one.checked),
        "error": one.error,
        "own_title": one.own_title or None,
        "site": one.site,
        "tags": list(one.tags),
        "failing": date(one.failing),
        "failures": one.failures,
        "good": date(one.good),
        "next": date(one.due) if one.due else None,
        "gone": one.gone,
        "paused": one.paused,
        "hidden": one.hidden,
        "interval": one.settings.interval,
        "full_text": one.settings.full_text,
        "user_agent": one.settings.user_agent,
        "user": one.settings.user,
        "headers": [name for name, _ in one.settings.headers],
    }


def tag(one: Tag) -> dict[str, Any]:
    """A tag."""
    return {"name": one.name, "total": one.total, "unread": one.unread, "colour": one.colour}


def search(one: SavedSearch) -> dict[str, Any]:
    """A saved search."""
    return {
        "id": one.id,
        "name": one.name,
        "query": one.query,
        "unread": one.unread,
        "total": one.total,
    }


def rule(one: Rule) -> dict[str, Any]:
    """A rule."""
    return {
        "id": one.id,
        "name": one.name,
        "query": one.query,
        "actions": list(one.actions),
        "stop": one.stop,
        "enabled": one.enabled,
        "expires": date(one.expires),
        "version": one.version,
        "touched": one.touched,
        "touched_before": one.touched_before,
        "error": one.error,
    }
