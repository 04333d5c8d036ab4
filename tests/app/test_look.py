"""The look of the screens, held by pictures in letters: what stands where, and in which style.

A picture that is to change is drawn anew by `LOOK=draw make test ARGS=tests/app/test_look.py`, and
looked at before it is kept.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.papers import NOW
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from tests.app.sitting import Sitting

DRAWING = os.environ.get("LOOK") == "draw"
PICTURES = Path(__file__).parent / "looks"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"theme": "lamp"},
    "light": {"theme": "paper"},
    "none": {"theme": "lamp", "depth": "none"},
}
SCREENS = {
    "list": "j",
    "article": "j enter ctrl+d",
    "help": "?",
}


def _drawn(sitting: Sitting) -> str:
    """The screen as text, then for each row the styles of its stretches, each named by a letter."""
    letters: dict[str, str] = {}
    rows, styles = [], []
    for strip in sitting.strips:
        rows.append(strip.text.rstrip())
        told = ""
        for text, style, _ in strip:
            name = "" if style is None else str(style).partition(" link ")[0]
            letter = letters.setdefault(name, chr(97 + len(letters)))
            told += letter * len(text)
        styles.append(told)
    legend = [f"{letter}  {name}" for name, letter in letters.items()]
    return "\n".join([*rows, "", *(_runs(told) for told in styles), "", *legend, ""])


def _runs(told: str) -> str:
    """`aaabb` as `a3 b2`."""
    found: list[tuple[str, int]] = []
    for letter in told:
        if found and found[-1][0] == letter:
            found[-1] = (letter, found[-1][1] + 1)
        else:
            found.append((letter, 1))
    return " ".join(f"{letter}{count}" for letter, count in found)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_looks_as_it_was_drawn(
    papers: Path, size: tuple[int, int], look: str, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    async with sit_down(papers, size, **LOOKS[look]) as sitting:
        sitting.reading.headlines.now = lambda: float(NOW)
        await sitting.press(*SCREENS[screen].split())
        await sitting.idle()
        view = sitting.reading.view
        await sitting.until(lambda: sitting.title == sitting.current.title)
        await sitting.until(lambda: view.page is not None and view.page.exact)
        sitting.reading.status.quiet()
        sitting.reading.headlines.refresh()
        await sitting.pilot.pause()
        drawn = _drawn(sitting)
    picture = PICTURES / f"{screen}-{size[0]}x{size[1]}-{look}.txt"
    if DRAWING:
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text("utf-8")
