"""What each command loads, and what it must not: seen from a clean interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli.first import furnish

if TYPE_CHECKING:
    from pathlib import Path

SCREEN = ("textual", "rich")
OUTSIDE = ("feedparser", "httpx", "httpx2", "httpcore2", "asyncio", "sqlite3")
PARSERS = ("turbohtml", "markdown_it", "yaml", "pygments", "pyphen", "slugify", "trafilatura")

_LOOK = (
    "import json, sys\n"
    "from reader.cli.main import run\n"
    "run(sys.argv[1:])\n"
    "print(json.dumps(sorted(sys.modules)), file=sys.__stderr__)\n"
)


def loaded(code: str, *words: str, home: Path) -> set[str]:
    """The modules that are loaded after some code was run in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=home,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imports") / "library.db"
    furnish(path)
    (path.parent / "note.md").write_text("# A note\n\nSome words.\n", encoding="utf-8")
    (path.parent / "note.txt").write_text("A note\n\nSome words.\n", encoding="utf-8")
    feed = "<rss><channel><title>F</title><item><title>t</title></item></channel></rss>"
    (path.parent / "feed.xml").write_text(feed, encoding="utf-8")
    outline = '<outline text="t" xmlUrl="https://a.example/f"/>'
    (path.parent / "feeds.opml").write_text(f"<opml><body>{outline}</body></opml>", "utf-8")
    (path.parent / "note.html").write_text("<h1>A note</h1><p>Words.</p>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "must", "must_not"),
    [
        (["list"], ["apsw"], (*SCREEN, *OUTSIDE, *PARSERS, "reader.feeds", "reader.typeset.page")),
        (["search", "telegraph"], ["apsw"], (*SCREEN, *OUTSIDE, *PARSERS, "reader.feeds")),
        (["show", "1"], ["apsw"], (*SCREEN, *OUTSIDE, *PARSERS, "reader.feeds", "difflib")),
        (["read", "1"], ["apsw"], (*SCREEN, *OUTSIDE, *PARSERS, "reader.feeds", "msgspec")),
        (["undo"], ["apsw"], (*SCREEN, *OUTSIDE, *PARSERS, "reader.feeds", "msgspec")),
        (["add", "note.txt"], ["apsw", "reader.feeds.file"], (*SCREEN, *OUTSIDE, *PARSERS)),
        (["update"], ["apsw", "reader.feeds.folder"], (*SCREEN, *OUTSIDE)),
        (
            ["show", "note.txt", "--to", "json"],
            ["reader.document.plaintext.parse"],
            (*SCREEN, *OUTSIDE, "apsw", "turbohtml", "markdown_it", "yaml", "pygments"),
        ),
        (["show", "note.md", "--to", "tree"], ["markdown_it"], (*SCREEN, *OUTSIDE, "apsw")),
        (
            ["show", "note.html", "--to", "tree"],
            ["turbohtml"],
            (*SCREEN, *OUTSIDE, "apsw", "markdown_it", "yaml"),
        ),
        (
            ["preview", "feed.xml"],
            ["reader.feeds.elements"],
            (*SCREEN, *OUTSIDE, *PARSERS, "apsw", "msgspec"),
        ),
        (
            ["import", "--dry-run", "feeds.opml"],
            ["reader.feeds.opml"],
            (*SCREEN, *OUTSIDE, *PARSERS, "msgspec"),
        ),
        (
            ["show", "note.html", "--extract"],
            ["turbohtml", "trafilatura"],
            (*SCREEN, "feedparser", "httpcore2", "apsw", "markdown_it"),
        ),
        (["show", "note.html"], ["turbohtml"], ("trafilatura", "lxml")),
        (["picture", "1"], ["apsw", "reader.feeds.scaling"], (*SCREEN, *OUTSIDE, "PIL")),
        (["keys"], ["reader.commands.table"], (*SCREEN, *OUTSIDE, *PARSERS, "apsw")),
        (["themes"], ["reader.settings.theme"], (*SCREEN, *OUTSIDE, *PARSERS, "apsw")),
        (["--help"], ["argparse"], (*SCREEN, *OUTSIDE, *PARSERS, "apsw", "msgspec", "shtab")),
        (["--version"], [], (*SCREEN, *OUTSIDE, *PARSERS, "apsw", "msgspec", "argparse")),
        (["completion", "bash"], ["shtab"], (*SCREEN, *OUTSIDE, *PARSERS, "apsw")),
    ],
)
def test_a_command_loads_only_what_it_needs(
    library: Path, words: list[str], must: list[str], must_not: tuple[str, ...]
) -> None:
    modules = loaded(_LOOK, "--library", str(library), *words, home=library.parent)
    assert set(must) <= modules
    assert not set(must_not) & modules


@pytest.mark.parametrize("package", ["reader", "reader.cli", "reader.app", "reader.__main__"])
def test_importing_a_package_costs_nothing(package: str, tmp_path: Path) -> None:
    code = f"import json, sys, {package}\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    modules = loaded(code, home=tmp_path)
    assert not {*SCREEN, *OUTSIDE, *PARSERS, "apsw", "argparse", "msgspec"} & modules
