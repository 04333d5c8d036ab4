"""The colours of highlights told apart by signs, and how far an article is read by bars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.app.screens.notes import Notes
from reader.document.place import make
from reader.library.library import Library
from reader.library.records import Listing
from reader.settings.roles import HIGHLIGHT_SIGNS
from tests.app.papers import LONG
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

WALK = LONG[0][1]
WORDS = {"amber": "Every walk", "green": "begins at", "blue": "a door", "rose": "this one"}


def _highlighted(path: Path) -> None:
    with Library.open(path) as library:
        (found,) = library.select(f'title:"{WALK}"', limit=1)
        document = library.article(found.id).document
        for colour, words in WORDS.items():
            place = make(document.text, document.outline, document.text.index(words), len(words))
            library.note(found.id, "", place=place, colour=colour)


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_every_colour_has_its_sign_in_the_list_of_notes_and_beside_the_article(
    papers: Path, *, ascii_only: bool
) -> None:
    _highlighted(papers)
    async with sit_down(papers, (200, 60), depth="none", ascii_only=ascii_only) as sitting:
        await sitting.enter(WALK)
        signs = {colour: both[ascii_only] for colour, both in HIGHLIGHT_SIGNS.items()}
        for colour, words in WORDS.items():
            assert f"{signs[colour]} “{words}”" in sitting.text
        await sitting.press('"')
        await sitting.until(lambda: isinstance(sitting.app.screen, Notes))
        for colour, words in WORDS.items():
            assert re.search(f"{re.escape(signs[colour])} “{words}” +{colour}", sitting.text)


async def test_continue_reading_shows_how_far_each_article_is_read(papers: Path) -> None:
    with Library.open(papers) as library:
        (found,) = library.select(f'title:"{WALK}"', limit=1)
        document = library.article(found.id).document
        library.save_progress(
            found.id, make(document.text, document.outline, document.length // 2), 0.5
        )
    async with sit_down(papers) as sitting:
        sitting.reading.open_source(Listing("reading"))
        await sitting.until(lambda: sitting.reading.rows.listing.view == "reading")
        await sitting.until(lambda: re.search("━+─+ +[0-9]+%", sitting.text))
