"""A command line to type on, and a library with some articles in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from reader.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLES = {
    "kettle.md": (
        "---\ntitle: The Kettle\nauthor: Ann Boil\npublished: 2026-01-05\n---\n\n"
        "A kettle sings before it boils. Nobody minds.\n\n## The lid\n\nThe lid rattles last.\n"
    ),
    "window.txt": (
        "The Window\n\nThe Window\n\nA window looks both ways, and keeps what it sees.\n\n"
        "It is cleaned in spring, when there is something to look at.\n"
    ),
    "door.html": (
        "<html><head><title>The Door</title></head><body><h1>The Door</h1>"
        "<p>A door is a wall that has <em>changed its mind</em>.</p></body></html>"
    ),
}


class Answer(NamedTuple):
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        """Its only JSON object."""
        (only,) = self.objects
        return only


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Carry out a command of this process's own; the library is that of the test's home."""

    def type_in(*words: str) -> Answer:
        capsys.readouterr()
        status = run(words)
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return type_in


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of three short articles."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ids(reader: Callable[..., Answer], texts: Path) -> dict[str, int]:
    """The numbers of the three articles, by title, in a library that holds them as a source."""
    assert reader("add", str(texts)).status == 0
    return {row["title"]: row["id"] for row in reader("list", "--json").objects}
