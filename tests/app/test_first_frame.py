"""The first frame, in plain ANSI, shows cell by cell what Textual paints a moment later."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.strip import Strip

from reader.app.early import begin, terminal
from reader.app.early.capture import keep
from reader.app.early.frame_file import decode, encode
from reader.app.early.kept import read, write
from reader.app.early.painter import paint
from reader.app.restored import NAME, restore
from reader.app.restored import encode as encode_state
from reader.library.library import Library
from reader.library.records import Listing
from reader.settings.schema import Settings
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from reader.app.early.frame_file import Value
    from reader.app.early.kept import Frame
    from tests.app.sitting import Sitting


def _screen(size: tuple[int, int], written: str) -> pyte.Screen:
    screen = pyte.Screen(*size)
    screen.reset_mode(pyte.modes.DECAWM)
    pyte.Stream(screen).feed(written)
    return screen


def _cells(screen: pyte.Screen, size: tuple[int, int]) -> list[list[tuple[Any, ...]]]:
    """What stands in each cell and how; what an empty cell is coloured with is not seen."""
    rows = []
    for y in range(size[1]):
        row = [screen.buffer[y][x] for x in range(size[0])]
        rows.append(
            [(c.data, c.data != " " and c.fg, c.bg, c.bold, c.italics, c.reverse) for c in row]
        )
    return rows


async def _left(sitting: Sitting) -> Frame:
    """The frame of a sitting that is about to end, all that leaving writes being written."""
    app = sitting.app
    app.reading.keeper.keep()
    app.remember()
    await sitting.idle()
    frame = app._captured()
    assert frame is not None
    return frame


async def _settled(sitting: Sitting) -> None:
    """Until the article under the cursor is set to its end, so that its length is known."""
    view = sitting.reading.view
    await sitting.idle()
    await sitting.until(lambda: sitting.title == sitting.current.title)
    await sitting.until(lambda: view.page is not None and view.page.exact)


def _painted(sitting: Sitting) -> str:
    """The screen that Textual has painted, as it is written to a terminal."""
    rows = []
    for y, strip in enumerate(sitting.strips):
        for line_filter in sitting.app.get_line_filters():
            strip = strip.apply_filter(line_filter, sitting.reading.background_colors[1])  # noqa: PLW2901
        rows.append(f"\x1b[{y + 1};1H{Strip(strip).render(sitting.app.console)}")
    return "".join(rows)


SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
LOOKS: list[dict[str, Any]] = [
    {"theme": "lamp"},
    {"theme": "paper", "depth": "256"},
    {"theme": "lamp", "depth": "16"},
    {"theme": "lamp", "depth": "none", "ascii_only": True},
]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
@pytest.mark.parametrize("keys", ["4j", "j l ctrl+d", "G", "l tab z"])
async def test_the_two_painters_do_not_drift(
    papers: Path, size: tuple[int, int], look: dict[str, Any], keys: str
) -> None:
    async with sit_down(papers, size, **look) as sitting:
        await sitting.press(*keys.split())
        await _settled(sitting)
        frame = await _left(sitting)
    with Library.open(papers) as library:
        keep(frame, library, [])
    frame = _file(papers)
    early = _cells(_screen(size, paint(frame, time.time())), size)
    async with sit_down(papers, size, **look) as sitting:
        await _settled(sitting)
        late = _cells(_screen(size, _painted(sitting)), size)
    places = [(y, x) for y in range(size[1]) for x in range(size[0])]
    differing = {(y, x): (early[y][x], late[y][x]) for y, x in places if early[y][x] != late[y][x]}
    assert not differing


async def _kept(path: Path) -> Frame:
    async with sit_down(path, (80, 24)) as sitting:
        await _settled(sitting)
        frame = await _left(sitting)
    with Library.open(path) as library:
        keep(frame, library, [path.with_name("config.toml")])
    return _file(path)


def _beside(library: Path) -> Path:
    return Path(f"{library}.frame")


def _file(library: Path) -> Frame:
    return read(_beside(library).read_text("utf-8"))


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal of 80 by 24; what is painted on it."""
    written: list[str] = []
    monkeypatch.setattr(terminal, "are_terminals", lambda: True)

    def take(paint: str) -> list[Any]:
        written.append(paint)
        return []

    monkeypatch.setattr(terminal, "take", take)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    return written


async def test_a_frame_is_painted_only_while_all_is_as_it_was(
    papers: Path, on_a_terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await _kept(papers)
    assert begin.begin(str(papers)) is not None
    assert "\x1b[1;1H" in on_a_terminal.pop()
    for name, value in (("COLUMNS", "81"), ("NO_COLOR", "1"), ("COLORFGBG", "0;15")):
        with monkeypatch.context() as changed:
            changed.setenv(name, value)
            assert begin.begin(str(papers)) is None
    papers.with_name("config.toml").write_text("measure = 70\n", encoding="utf-8")
    assert begin.begin(str(papers)) is None
    assert not on_a_terminal


@pytest.mark.parametrize("keys", ["12j", "G", "H 3j"])
async def test_headlines_that_have_changed_meanwhile_are_read_again(
    papers: Path, on_a_terminal: list[str], keys: str
) -> None:
    async with sit_down(papers, (80, 24)) as sitting:
        await sitting.press(*keys.split())
        await _settled(sitting)
        near = [row.id for row in sitting.reading.rows.headlines if row.id != sitting.current.id]
        frame = await _left(sitting)
    with Library.open(papers) as library:
        keep(frame, library, [])
    with Library.open(papers) as library:
        library.bookmark(near[:40])
        library.mark_read(near[40:50])
        assert begin.begin(str(papers)) is not None
    early = _cells(_screen((80, 24), on_a_terminal.pop()), (80, 24))
    async with sit_down(papers, (80, 24)) as sitting:
        await _settled(sitting)
        late = _cells(_screen((80, 24), _painted(sitting)), (80, 24))
    assert early[:23] == late[:23]


async def test_a_frame_of_another_list_than_the_one_that_was_left_is_not_painted(
    papers: Path, on_a_terminal: list[str]
) -> None:
    await _kept(papers)
    with Library.open(papers) as library:
        state = restore(library)
        library.set_state(NAME, encode_state(replace(state, listing=Listing("unread"))))
    assert begin.begin(str(papers)) is None
    assert not on_a_terminal


async def test_leaving_while_the_cursor_moves_opens_and_marks_nothing(papers: Path) -> None:
    settings = Settings(update_at_start=False, marks_read="shown")
    async with sit_down(papers, (80, 24), settings=settings) as sitting:
        await _settled(sitting)
        before = sitting.title
        sitting.reading.rows.move(5)
        frame = await _left(sitting)
        assert sitting.title == before != sitting.current.title
        number = sitting.current.id
    with Library.open(papers) as library:
        headline = library.headline(number)
        assert headline is not None
        assert not headline.read
        keep(frame, library, [])
    shown = _file(papers)
    assert shown.headlines is not None
    assert shown.headlines.headlines[shown.headlines.cursor][0] == number
    assert "".join(text for *_, runs in shown.parts for _, text in runs).isspace()


async def test_a_library_that_can_be_read_no_more_is_left_without_a_word(papers: Path) -> None:
    async with sit_down(papers, (80, 24)) as sitting:
        await _settled(sitting)
        frame = await _left(sitting)
    library = Library.open(papers)
    library.close()
    keep(frame, library, [])
    assert not _beside(papers).exists()


@pytest.mark.parametrize(
    "spoilt",
    ["", "reader frame", "l2:s3:abc", "i1;", "l99999999:n", "l10:" + "n" * 10, "l1:" * 5000 + "n"],
)
def test_what_is_no_frame_is_passed_over(
    papers: Path, on_a_terminal: list[str], spoilt: str
) -> None:
    Path(f"{papers}.frame").write_text(spoilt, encoding="utf-8")
    assert begin.begin(str(papers)) is None
    assert not on_a_terminal


async def test_nothing_in_a_frame_acts_on_the_terminal(
    papers: Path, on_a_terminal: list[str]
) -> None:
    frame = await _kept(papers)
    frame.parts[0] = (0, 0, 9, [(0, "\x1b]0;owned\x07\x9b31m\u202e")])
    assert frame.headlines is not None
    frame.headlines.headlines[0][1] = "\x1b]52;c;owned\x07 title"
    written = paint(frame, time.time())
    assert "\x1b]" not in written
    assert not set("\x07\x9b\u202e") & set(written)
    handed_over = [text for *_, runs in read(write(frame)).parts for _, text in runs]
    assert handed_over[0] == "\ufffd]0;owned\ufffd\ufffd31m\ufffd"
    assert not set("\x1b\x07\x9b\u202e") & set("".join(handed_over))
    frame.styles[0] = "0m\x1b]0;x\x07"
    with pytest.raises(ValueError, match="styles"):
        read(write(frame))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=20,
    )
)
def test_what_is_kept_is_read_back(value: Value) -> None:
    assert decode(encode(value)) == value
