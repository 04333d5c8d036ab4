from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.cli.main import COMMANDS, verb
from reader.cli.page import markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_page_of_the_command_line_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == markdown()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples_and_stands_on_the_page(
    reader: Type, name: str
) -> None:
    after = reader(name, "--help")
    before = reader("--help", name)
    assert after == before
    assert after.status == 0
    assert "examples:" in after.out
    assert f"reader {name}" in after.out
    assert after.out in PAGE.read_text("utf-8")
    assert name in reader("--help").out


def test_the_version_is_told(reader: Type) -> None:
    assert reader("--version").out == f"reader {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "{texts}/door.html"),
        ("add", "{texts}"),
        ("add", "--welcome"),
        ("update",),
        ("feeds",),
        ("folders",),
        ("list",),
        ("search", "kettle"),
        ("outline", "{kettle}"),
        ("show", "{kettle}"),
        ("show", "{texts}/kettle.md"),
        ("bookmark", "{kettle}", "--at", "sings"),
        ("note", "{kettle}", "--at", "sings", "words"),
        ("tag", "hot", "{kettle}"),
        ("bookmarks",),
        ("notes",),
        ("tags",),
        ("history",),
        ("undo",),
        ("redo",),
        ("preview", "{texts}/../feed.xml"),
        ("import", "{texts}/../feeds.opml"),
        ("export", "json"),
        ("doctor",),
        ("backup",),
        ("restore", "{texts}/../saved.db"),
        ("themes",),
        ("themes", "lamp"),
        ("keys",),
        ("keys", "--keymaps"),
        ("config",),
        ("config", "--path"),
        ("config", "--check"),
        ("config", "measure", "70"),
    ],
)
def test_every_name_in_its_json_is_told_on_the_page(
    reader: Type, ids: dict[str, int], texts: Path, words: tuple[str, ...]
) -> None:
    kettle = str(ids["The Kettle"])
    reader("add", "--folder", "House", str(texts.parent))
    feed = "<rss><channel><title>F</title><item><title>t</title></item></channel></rss>"
    (texts.parent / "feed.xml").write_text(feed, encoding="utf-8")
    outline = '<outline text="t" xmlUrl="https://a.example/f"/>'
    (texts.parent / "feeds.opml").write_text(f"<opml><body>{outline}</body></opml>", "utf-8")
    reader("bookmark", kettle, "--at", "boils")
    reader("note", kettle, "A note.")
    reader("tag", "cold", kettle)
    reader("read", kettle)
    reader("undo")
    if words[0] == "restore":
        reader("backup", str(texts.parent / "saved.db"))
    if words == ("redo",):
        reader("undo")
    answer = reader(*(word.format(texts=texts, kettle=kettle) for word in words), "--json")
    assert answer.objects
    for told in answer.objects:
        assert set(told) <= set(verb(words[0]).fields)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_every_command(reader: Type, shell: str) -> None:
    script = reader("completion", shell).out
    assert all(name in script for name in COMMANDS)
