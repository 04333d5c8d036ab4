"""`reader picture`: the pictures of an article as rows of cells."""

from __future__ import annotations

import sys
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def lamp(reader: Callable[..., Answer], tmp_path: Path) -> str:
    """The number of an article with one picture that is there, and one that is not."""
    page = tmp_path / "lamp.md"
    page.write_text("# Lamp\n\n![Lit](lit.png)\n\n![Gone](gone.png)\n", encoding="utf-8")
    Image.new("RGB", (320, 160), (9, 8, 7)).save(tmp_path / "lit.png")
    return str(reader("add", "--json", str(page)).object["id"])


def test_a_picture_is_told_as_pixels(reader: Callable[..., Answer], lamp: str) -> None:
    told = reader("picture", lamp, "1", "--cells", "20x20", "--json").object
    assert (told["number"], told["block"], told["alt"]) == (1, 0, "Lit")
    assert (told["columns"], told["rows"]) == (20, 5)
    assert b64decode(told["data"]) == bytes((9, 8, 7)) * 20 * 10


def test_one_that_cannot_be_shown_is_named_and_the_others_are_shown(
    reader: Callable[..., Answer], lamp: str
) -> None:
    answer = reader("picture", lamp)
    assert answer.status == 1
    assert "Lit · 320 × 160 pixels" in answer.out
    assert answer.err == "reader: Picture 2 (Gone): there is no such file or folder.\n"


def test_without_the_extra_one_sentence_says_what_to_install(
    reader: Callable[..., Answer], lamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    answer = reader("picture", lamp)
    assert answer.status == 4
    assert "pip install 'reader-tui[images]'" in answer.err
    assert answer.err.count("\n") == 1


def test_nothing_shown_is_told_by_the_status(reader: Callable[..., Answer], lamp: str) -> None:
    assert reader("picture", lamp, "2").status == 4


@pytest.mark.parametrize("wanted", ["0", "3", "one"])
def test_a_picture_that_is_not_there_is_not_found(
    reader: Callable[..., Answer], lamp: str, wanted: str
) -> None:
    answer = reader("picture", lamp, wanted)
    assert answer.status == 3
    assert "the article has 2" in answer.err


@pytest.mark.parametrize("options", [["--cells", "0x3"], ["--cells", "9"], ["--ground", "red"]])
def test_a_wrong_option_is_told(
    reader: Callable[..., Answer], lamp: str, options: list[str]
) -> None:
    assert reader("picture", lamp, "1", *options).status == 2


def test_an_article_without_pictures_says_so(
    reader: Callable[..., Answer], ids: dict[str, int]
) -> None:
    answer = reader("picture", str(ids["The Kettle"]))
    assert answer.status == 3
    assert "no pictures" in answer.err
