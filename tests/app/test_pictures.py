"""Pictures on the page: they come above their boxes, and nothing moves from under the eyes."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from reader.app import kitty
from reader.document.parse import parse
from reader.feeds import folder
from reader.library.library import Library
from reader.library.records import Arrived
from reader.settings.schema import Settings
from tests.app.sitting import Sitting, sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from reader.settings.theme import Depth

Image = pytest.importorskip("PIL.Image")

HALF_BLOCKS = Settings(update_at_start=False, pictures="half-blocks")
KITTY = Settings(update_at_start=False, pictures="kitty")

WORDS = "Words stand before the lamp and after it, and there are enough of them for a line or two."


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """A library with a folder of two articles: one with two pictures, one with none."""
    texts = tmp_path / "texts"
    texts.mkdir()
    above = "\n\n".join(f"{number}. {WORDS}" for number in range(30))
    (texts / "lamps.md").write_text(
        f"# Lamps\n\n![A red lamp](red.png)\n\n{above}\n\n![A blue lamp](blue.png)\n\n{above}\n",
        encoding="utf-8",
    )
    (texts / "dark.md").write_text(f"# Dark\n\n{WORDS}\n", encoding="utf-8")
    Image.new("RGB", (320, 160), (200, 10, 20)).save(texts / "red.png")
    Image.new("RGB", (160, 160), (10, 20, 200)).save(texts / "blue.png")
    with Library.open(tmp_path / "library.db", updates=True) as library:
        source, _ = library.add_source(kind="folder", address=str(texts), title="Texts")
        folder.read(library, source, texts, lambda _: None)
    return tmp_path / "library.db"


def picture_rows(sitting: Sitting) -> int:
    """How many rows of the screen show a picture."""
    return sum(line.picture is not None for _, line in sitting.reading.view.visible_lines())


def known(sitting: Sitting) -> int:
    """How many pictures the page was set with."""
    shown = sitting.reading.shown
    assert shown is not None
    return len(sitting.app.pictures.sizes(shown.id, sitting.reading.layout_now.text))


async def test_a_picture_comes_above_its_box(lamps: Path) -> None:
    async with sit_down(lamps, settings=HALF_BLOCKS) as sitting:
        await sitting.enter("Lamps")
        await sitting.until(lambda: picture_rows(sitting) == 10)
        assert "▀" * 40 in sitting.text
        lines = sitting.reading.view.visible_lines()
        last = max(at for at, (_, line) in enumerate(lines) if line.picture is not None)
        assert "A red lamp" in lines[last + 1][1].text


async def test_pictures_above_do_not_move_what_is_read(lamps: Path) -> None:
    async with sit_down(lamps, settings=HALF_BLOCKS) as sitting:
        await sitting.enter("Lamps")
        sitting.app.pictures.toggle()
        await sitting.until(lambda: picture_rows(sitting) == 0)
        await sitting.press("space", "space")
        before = sitting.lines
        top = sitting.reading.view.top
        assert before
        await sitting.press("P")
        await sitting.until(lambda: known(sitting) == 2 and sitting.reading.view.top == top + 20)
        assert sitting.lines == before
        await sitting.press("P")
        assert sitting.lines == before
        assert sitting.reading.view.top == top


async def test_the_page_is_set_with_its_pictures_when_it_is_shown_again(lamps: Path) -> None:
    async with sit_down(lamps, settings=HALF_BLOCKS) as sitting:
        await sitting.enter("Lamps")
        await sitting.until(lambda: known(sitting) == 2 and sitting.app.pictures._child is None)
        await sitting.enter("Dark")
        assert not picture_rows(sitting)
        await sitting.enter("Lamps")
        assert picture_rows(sitting) == 10


async def test_a_narrower_page_asks_for_its_pictures_again(lamps: Path) -> None:
    async with sit_down(lamps, settings=HALF_BLOCKS) as sitting:
        await sitting.enter("Lamps")
        await sitting.until(lambda: picture_rows(sitting) == 10)
        await sitting.pilot.resize_terminal(38, 40)
        await sitting.until(lambda: 0 < picture_rows(sitting) < 10)


@pytest.mark.parametrize(
    ("wanted", "depth", "ascii_only"),
    [
        ("off", "truecolor", False),
        ("auto", "truecolor", False),
        ("half-blocks", "16", False),
        ("half-blocks", "none", False),
        ("half-blocks", "truecolor", True),
    ],
)
async def test_off_means_off(lamps: Path, wanted: str, depth: Depth, ascii_only: bool) -> None:
    settings = Settings(update_at_start=False, pictures=wanted)  # type: ignore[arg-type]
    async with sit_down(lamps, settings=settings, depth=depth, ascii_only=ascii_only) as sitting:
        await sitting.enter("Lamps")
        sitting.app.pictures._ask()
        assert sitting.app.pictures._child is None
        assert not picture_rows(sitting)
        assert "A red lamp" in sitting.text


async def test_a_key_shows_them_and_takes_them_away(lamps: Path) -> None:
    async with sit_down(lamps) as sitting:
        await sitting.enter("Lamps")
        await sitting.press("P")
        assert sitting.said == "Pictures are shown."
        await sitting.until(lambda: picture_rows(sitting) == 10)
        await sitting.press("P")
        assert sitting.said == "Pictures are off."
        assert not picture_rows(sitting)
        assert "A red lamp" in sitting.text


async def test_where_there_are_too_few_colours_the_key_says_so(lamps: Path) -> None:
    async with sit_down(lamps, depth="16") as sitting:
        await sitting.enter("Lamps")
        await sitting.press("P")
        assert "256 colours" in sitting.said
        assert not picture_rows(sitting)


async def test_without_the_extra_the_key_says_what_to_install(
    lamps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    async with sit_down(lamps) as sitting:
        await sitting.enter("Lamps")
        await sitting.press("P")
        assert "reader-tui[images]" in sitting.said
        assert not picture_rows(sitting)


async def test_a_picture_that_is_gone_leaves_its_box(lamps: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "red.png").unlink()
    (tmp_path / "texts" / "blue.png").write_bytes(b"no picture")
    async with sit_down(lamps) as sitting:
        await sitting.enter("Lamps")
        await sitting.press("P")
        await sitting.says("None of the pictures can be shown.")
        assert "A red lamp" in sitting.text


async def test_a_terminal_that_draws_gets_each_picture_once_and_loses_it_on_leaving(
    lamps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit_down(lamps, settings=KITTY) as sitting:
        driver = sitting.app._driver
        assert driver is not None
        written: list[str] = []
        monkeypatch.setattr(driver, "write", written.append)
        await sitting.enter("Lamps")
        await sitting.until(lambda: picture_rows(sitting) == 10 and written)
        await sitting.press("j", "k")
        (sent,) = [text for text in written if "\x1b_G" in text]
        assert sent.startswith("\x1b_Ga=T,U=1,f=100,i=")
        assert "c=40,r=10,q=2" in sent
        number = int(sent.split("i=")[1].split(",")[0])
        assert kitty.placeholders(0, 1) in sitting.text
        await sitting.enter("Dark")
        await sitting.until(lambda: kitty.deleted(number) in written)
        assert not sitting.app.pictures._sent


@pytest.mark.parametrize("wanted", [True, False])
async def test_pictures_of_the_web_are_fetched_only_where_they_are_wanted(
    tmp_path: Path, httpserver: HTTPServer, *, wanted: bool
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 160), (200, 10, 20)).save(drawn, "PNG")
    httpserver.expect_request("/red.png").respond_with_data(drawn.getvalue())
    red = httpserver.url_for("/red.png")
    data = f"<h1>Lamps</h1><p><img src='{red}' alt='A red lamp'></p><p>{WORDS}</p>".encode()
    document = parse(data, media_type="text/html")
    with Library.open(tmp_path / "library.db", create=True, updates=True) as library:
        address = httpserver.url_for("/feed")
        source, _ = library.add_source(kind="feed", address=address, title="Feed")
        library.ingest(source, [Arrived("lamps", document, data, "text/html")])
    settings = Settings(update_at_start=False, pictures="half-blocks", web_pictures=wanted)
    async with sit_down(tmp_path / "library.db", settings=settings) as sitting:
        await sitting.enter("Lamps")
        if wanted:
            await sitting.until(lambda: picture_rows(sitting) == 10)
        else:
            pictures = sitting.app.pictures
            await sitting.until(lambda: bool(pictures._albums) and pictures._child is None)
            assert picture_rows(sitting) == 0
            assert not httpserver.log
            await sitting.press(":")
            await sitting.write("pictures from the web")
            await sitting.press("enter")
            await sitting.until(lambda: picture_rows(sitting) == 10)
    assert len(httpserver.log) == 1
