"""All paths of the misbehaving server as feeds, updated again: nothing doubles or vanishes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.feeds.answers import Limits
from reader.feeds.plan import Plan
from reader.library.library import Library
from reader.library.records import Listing
from tests.feeds.newsstand import ask, sound, subscribe
from tests.shared_data import shared_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAME = {
    "/ok.xml", "/deflate-raw.xml", "/etag-weird", "/etag-changes", "/lastmod-odd", "/cookies",
    "/guid-changes.xml", "/links-change.xml", "/order-changes.xml", "/shrinks.xml", "/type-odd.xml",
    "/moved-temporarily", "/moved-307", "/moved-mixed",
}  # fmt: skip
"""Feeds of five entries, which stay five whatever the server does to their ids, links and order."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, list[str]]]:
    """The server's address, and all its paths."""
    tool = str(shared_tool("make_hostile.py"))
    listed = subprocess.run([sys.executable, tool, "list"], capture_output=True, check=True)
    paths = [one["path"] for one in json.loads(listed.stdout)["paths"]]
    command = [sys.executable, "-u", tool, "serve", "--port", "0", "--for", "200"]
    server = subprocess.Popen([*command, "--cap-seconds", "10"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[2], paths
    finally:
        server.kill()
        server.wait()


def test_whatever_a_server_does_its_articles_are_there_once_and_stay(
    served: tuple[str, list[str]], tmp_path: Path
) -> None:
    base, paths = served
    file = tmp_path / "library.db"
    with Library.open(file, updates=True) as library:
        numbers = dict(
            zip(paths, subscribe(library, *(base + path for path in paths)), strict=True)
        )
        for _ in range(3):
            told = ask(library, plan=Plan(limits=Limits(read=2, total=4)))
            assert told["sources"] == len(paths)
            for event in told["events"]:
                assert str(event.get("error", "x.")).isprintable()
            # By source: in a list of all, what many of them tell is one line.
            held = {source.id: source.total for source in library.sources()}
            assert {path: held[numbers[path]] for path in SAME} == dict.fromkeys(SAME, 5)
            unread = sum(source.unread for source in library.sources())
            assert told["changed"] == 0
            assert unread <= told["new"], "what is read in one feed may be read in another"
            library.mark_all_read(Listing("all"))
    assert sound(file) == "ok"
