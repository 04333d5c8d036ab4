"""Screenshots of the app on its embedded library: `python -m benchmarks.shots [FOLDER [NAME…]]`.

Each is drawn at a size and in a theme from a fresh library, by pressing keys, and written as SVG
and, where cairosvg is installed, as PNG.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks import town
from reader.app.app import ReaderApp
from reader.app.looks import Looks
from reader.cli.first import furnish
from reader.library.library import Library
from reader.settings.keymap import load_keymap
from reader.settings.schema import Settings

FONT = "DejaVu Sans Mono, Menlo, Consolas"

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""The picture is drawn in a font of the machine and asks no other for one."""


class Shot(NamedTuple):
    """One picture: its name, the size in cells, the theme, and the keys that lead to it."""

    name: str
    width: int
    height: int
    theme: str = "lamp"
    keys: tuple[str, ...] = ()
    depth: str = "truecolor"
    ascii_only: bool = False
    feeds: bool = False
    """Whether the library has feeds; then a key may be SITE, the address of a site with two."""


SITE = "SITE"
WAIT = "WAIT"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
PLAN = (
    *(Shot(f"reader-{w}x{h}", w, h) for w, h in SIZES),
    *(Shot(f"reading-{w}x{h}", w, h, keys=("j", "enter", "space")) for w, h in SIZES),
    *(Shot(f"paper-{w}x{h}", w, h, "paper", ("j", "enter")) for w, h in SIZES),
    Shot("ink-120x40", 120, 40, "ink", ("j", "enter")),
    Shot("sixteen-120x40", 120, 40, "lamp", ("j", "enter"), "16"),
    Shot("no-colour-120x40", 120, 40, "lamp", ("j", "enter"), "none"),
    Shot("ascii-120x40", 120, 40, "lamp", ("j", "enter"), "none", ascii_only=True),
    Shot("sources-120x40", 120, 40, keys=("s",)),
    Shot("outline-120x40", 120, 40, keys=("j", "enter", "t")),
    Shot("help-120x40", 120, 40, keys=("question_mark",)),
    Shot("help-60x20", 60, 20, keys=("question_mark",)),
    Shot("palette-80x24", 80, 24, keys=("colon",)),
    Shot("history-120x40", 120, 40, keys=("r", "b", "j", "r", "u", "U")),
    Shot("bookmarks-120x40", 120, 40, keys=("b", "j", "enter", "m", "a", "escape", "apostrophe")),
    *(Shot(f"search-{w}x{h}", w, h, keys=("slash", *"telegraph")) for w, h in SIZES),
    Shot("search-grouped-120x40", 120, 40, keys=("slash", *"light", "ctrl+g")),
    Shot("search-mistyped-60x20", 60, 20, keys=("slash", *"semicolen")),
    Shot("find-120x40", 120, 40, keys=("j", "enter", "slash", *"line", "enter")),
    Shot("select-120x40", 120, 40, keys=("j", "enter", "]", "j", "j", "v", "i", "s")),
    Shot("themes-120x40", 120, 40, keys=("ctrl+t", "j", "j")),
    Shot("hints-120x40", 120, 40, keys=("j", "enter", "f")),
    Shot("tiny-20x5", 20, 5),
    *(Shot(f"feeds-{w}x{h}", w, h, keys=("g", "f"), feeds=True) for w, h in SIZES),
    *(Shot(f"teasers-{w}x{h}", w, h, keys=("j", "enter"), feeds=True) for w, h in SIZES),
    *(Shot(f"found-{w}x{h}", w, h, keys=("a", SITE, "enter", WAIT), feeds=True) for w, h in SIZES),
    Shot("drawer-80x24", 80, 24, keys=("s",), feeds=True),
    Shot("drawer-120x40", 120, 40, keys=("s",), feeds=True),
    Shot("pinned-200x60", 200, 60, keys=("S",), feeds=True),
    Shot("feeds-paper-120x40", 120, 40, "paper", keys=("g", "f"), feeds=True),
    Shot("feeds-ascii-80x24", 80, 24, depth="none", ascii_only=True, keys=("g", "f"), feeds=True),
    Shot("teasers-ascii-80x24", 80, 24, depth="none", ascii_only=True, feeds=True),
    Shot("settings-80x24", 80, 24, keys=("g", "f", "c"), feeds=True),
)


async def take(shot: Shot, folder: Path, site: str) -> None:
    """Draw one picture."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.db"
        furnish(path)
        if shot.feeds:
            town.furnish(path)
        looks = Looks(None, shot.depth)  # type: ignore[arg-type]
        with Library.open(path) as library:
            app = ReaderApp(
                library,
                Settings(update_at_start=False),
                load_keymap("default").bindings,
                looks,
                looks.load(shot.theme),
                ascii_only=shot.ascii_only,
            )
            async with app.run_test(size=(shot.width, shot.height)) as pilot:
                await pilot.pause(0.2)
                for key in shot.keys:
                    if key == WAIT:
                        await pilot.pause(6)
                        continue
                    await pilot.press(*(_named(site) if key == SITE else (key,)))
                    await pilot.pause(0.1)
                await pilot.pause(0.4)
                picture = app.export_screenshot(simplify=True)
            app.desk.close()
    picture = _FONT_FACE.sub("", picture).replace("Fira Code", FONT)
    (folder / f"{shot.name}.svg").write_text(picture, encoding="utf-8")
    try:
        import cairosvg
    except ImportError:
        return
    cairosvg.svg2png(bytestring=picture.encode(), write_to=str(folder / f"{shot.name}.png"))


def _named(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    names = {".": "full_stop", ":": "colon"}
    return tuple(names.get(sign, sign) for sign in text)


def main() -> None:
    """Draw all pictures, or those whose names begin with the words given after the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("names", nargs="*", help="only pictures whose names begin so")
    asked = parser.parse_args()
    folder, wanted = asked.folder, asked.names
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    for shot in PLAN:
        if not wanted or shot.name.startswith(tuple(wanted)):
            with town.site() as site:
                asyncio.run(take(shot, folder, site))
            print(f"{folder / shot.name}.svg")


if __name__ == "__main__":
    main()
