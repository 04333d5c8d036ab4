"""`import`: lists of feeds from other programs, as one action, with a balance sheet."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.report import COULD_NOT, NOTHING_FOUND
from reader.cli.verb import Verb
from reader.library.records import Done

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.feeds.lists import Newcomers
    from reader.feeds.opml import FeedList, Outline, Rejected
    from reader.library.library import Library

_NOTHING = Done(None, "Nothing was changed", 0)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a list of feeds (OPML), or - for a pipe"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be done, and change nothing"
    )


def _import(call: Call) -> int:
    from reader.feeds.lists import newcomers

    names = call.options.files
    # All are read before anything is written: what cannot be read leaves nothing half done.
    lists = [_list(name) for name in names]
    brought = newcomers(lists)
    if call.options.dry_run:
        outcomes, done = _foreseen(call, brought), _NOTHING
    elif brought.rows:
        with call.open(create=True) as library:
            outcomes, done = _take(library, brought)
    else:
        outcomes, done = [], _NOTHING
    became = iter(_of_outlines(brought, outcomes))
    for name, one in zip(names, lists, strict=True):
        _tell(call, name, one, [next(became) for _ in one.feeds], done)
    if not brought.rows:
        return COULD_NOT if any(one.rejected for one in lists) else NOTHING_FOUND
    return call.report.status


def _list(name: str) -> FeedList:
    from reader.feeds.file import load, load_stream
    from reader.feeds.opml import parse_opml

    if name == "-":
        return parse_opml(load_stream(sys.stdin.buffer), "standard input")
    return parse_opml(load(Path(name)).data, _shown(name))


def _foreseen(call: Call, brought: Newcomers) -> list[str]:
    """What would become of each feed."""
    there: set[str] = set()
    if call.library.exists():
        with call.open() as library:
            there = {source.address for source in library.sources() if source.kind == "feed"}
    return ["merged" if row.address in there else "new" for row in brought.rows]


def _take(library: Library, brought: Newcomers) -> tuple[list[str], Done]:
    from reader.feeds.secrets import Secrets

    became, done = library.subscribe_many(brought.rows)
    secrets = Secrets(library.path.parent)
    for row, one in zip(brought.rows, became, strict=True):
        if row.address in brought.logins and one.outcome == "new":
            secrets.put(row.address, brought.logins[row.address])
    return [one.outcome for one in became], done


def _of_outlines(brought: Newcomers, outcomes: list[str]) -> list[str]:
    """What became of each outline: one that names a feed again is merged with the first."""
    seen: set[int] = set()
    found = []
    for number in brought.of_outline:
        found.append("merged" if number in seen else outcomes[number])
        seen.add(number)
    return found


def _tell(call: Call, name: str, one: FeedList, became: list[str], done: Done) -> None:
    report = call.report
    new = became.count("new")
    merged = [feed for feed, outcome in zip(one.feeds, became, strict=True) if outcome == "merged"]
    count = len(became) + len(one.rejected)
    warnings = list(one.warnings)
    if not count:
        warnings.append("There are no feeds in it.")
    warnings += _private(one)
    if report.json:
        told: dict[str, Any] = {
            "file": _shown(name),
            "title": one.title or None,
            "in": count,
            "new": new,
            "merged": [_feed(feed) for feed in merged],
            "rejected": [_rejected(refused) for refused in one.rejected],
            "warnings": warnings,
            "dry_run": call.options.dry_run,
        }
        report.object({**told, **shape.done(done)})
    else:
        _balance(call, name, count, new, merged, one, done)
        for warning in warnings:
            report.aside(f"{_shown(name)}: {warning}")
    for refused in one.rejected:
        what = " ".join(part for part in (refused.title, refused.address) if part)
        report.failed(f"{what or 'an outline'}: {refused.why}.")


def _private(one: FeedList) -> list[str]:
    """A warning of what a list from elsewhere would ask in one's own network."""
    from urllib.parse import urlsplit

    from reader.feeds.networks import is_private

    hosts = [urlsplit(feed.address).hostname or "" for feed in one.feeds]
    private = list(dict.fromkeys(host for host in hosts if host and is_private(host)))
    if not private:
        return []
    named = ", ".join(private[:3]) + (" and others" if len(private) > 3 else "")
    warning = (
        f"Some of its feeds are in a private network ({named}) and will be asked there; "
        "unsubscribe them, or undo the import, if you did not expect that."
    )
    return [warning]


def _balance(
    call: Call,
    name: str,
    count: int,
    new: int,
    merged: list[Outline],
    one: FeedList,
    done: Done,
) -> None:
    would = "would be " if call.options.dry_run else ""
    entry = f" · #{done.journal}" if done.journal is not None else ""
    call.report.line(
        f"{_shown(name)}: {count:,} in = {new:,} {would}new + {len(merged):,} merged"
        f" + {len(one.rejected):,} rejected{entry}"
    )
    for feed in merged:
        call.report.line(f"  merged: {feed.title or feed.address} · {feed.address}")


def _feed(feed: Outline) -> dict[str, Any]:
    from reader.feeds.secrets import without_login

    return {"title": feed.title or None, "address": without_login(feed.address)[0]}


def _rejected(one: Rejected) -> dict[str, Any]:
    return {
        "title": one.title or None,
        "address": one.address or None,
        "code": one.code,
        "why": one.why,
    }


def _shown(name: str) -> str:
    return "standard input" if name == "-" else os.fsencode(name).decode("utf-8", "replace")


VERBS = (
    Verb(
        name="import",
        summary="subscribe to the feeds of another program's list (OPML)",
        about=(
            "Subscribe to all feeds of a list (OPML), as every reader of feeds writes one, with "
            "their\nfolders, categories (as tags) and titles. It is one action: `undo` takes all "
            "of it back. What is\nthere already stays as it is. Lines that would run a command "
            "are listed and never taken. The\nnext update fetches the articles."
        ),
        examples=(
            ("reader import feeds.opml", "all of a list"),
            ("reader import --dry-run feeds.opml", "only tell what would be done"),
            ("newsboat -e | reader import -", "what another program writes"),
        ),
        arguments=_arguments,
        act=_import,
        fields=fields.IMPORTED,
        json="lines",
    ),
)
