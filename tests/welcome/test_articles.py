"""What comes with the program: every piece parses, is of a readable length, and speaks true."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import reader.welcome
from reader.cli.main import COMMANDS as VERBS
from reader.commands.keys import parse_sequence, show_sequence
from reader.commands.table import COMMANDS
from reader.document import walk
from reader.document.media_type import guess
from reader.document.model import (
    Block,
    Code,
    Document,
    Heading,
    Image,
    Inline,
    InlineImage,
    Keyboard,
    Link,
    NoteRef,
    Notes,
)
from reader.document.outline import outline
from reader.document.parse import parse
from reader.document.statistics import words
from reader.document.text import inline_text
from reader.settings.theme import load_theme

if TYPE_CHECKING:
    from reader.commands.command import Command

ROOMS = {
    room: sorted(
        path
        for path in (Path(reader.welcome.__file__).parent / room).iterdir()
        if path.suffix in (".txt", ".md", ".html")
    )
    for room in ("handbook", "articles")
}
ALL = [piece for pieces in ROOMS.values() for piece in pieces]
DATED = [piece for piece in ALL if piece.suffix != ".txt"]
LANGUAGES = {
    "encyclopedie.html": "fr",
    "lumpen-und-papier.md": "de",
    "probel.md": "ru",
    "shinbun.html": "ja",
    "warraqun.html": "ar",
}
BOUNDS = {"handbook": (150, 1_200), "articles": (500, 3_000)}
FIRST_DAY, LAST_DAY = "2026-09-01", "2026-11-20"


@cache
def document(piece: Path) -> Document:
    data = piece.read_bytes()
    media_type = guess(piece.name, data)
    assert media_type is not None
    return parse(data, media_type=media_type, name=piece.name)


each_piece = pytest.mark.parametrize("piece", ALL, ids=lambda piece: piece.name)
each_dated = pytest.mark.parametrize("piece", DATED, ids=lambda piece: piece.name)


@each_piece
def test_a_piece_parses_without_a_warning(piece: Path) -> None:
    assert document(piece).warnings == ()


@each_piece
def test_a_piece_has_a_title_that_does_not_stand_in_its_text_again(piece: Path) -> None:
    parsed = document(piece)
    assert parsed.title
    first = parsed.blocks[0]
    assert not isinstance(first, Heading) or inline_text(first.inlines) != parsed.title


@each_piece
def test_a_piece_has_sections_each_with_a_name_of_its_own(piece: Path) -> None:
    sections = outline(document(piece))
    slugs = [section.slug for section in sections]
    assert all(slugs)
    assert len(set(slugs)) == len(slugs)


@each_dated
def test_a_piece_says_who_wrote_it_and_when_in_the_autumn_of_2026(piece: Path) -> None:
    assert document(piece).byline
    assert FIRST_DAY <= (document(piece).published or "")[:10] <= LAST_DAY


@each_dated
def test_a_piece_says_its_language(piece: Path) -> None:
    assert document(piece).language == LANGUAGES.get(piece.name, "en")


@each_piece
def test_a_piece_is_neither_too_short_nor_too_long(piece: Path) -> None:
    fewest, most = BOUNDS[piece.parent.name]
    assert fewest <= words(document(piece)) <= most


@each_piece
def test_no_piece_names_a_picture_that_lies_anywhere(piece: Path) -> None:
    blocks = document(piece).blocks
    sources = [image.source for image in walk.query(blocks, Image)]
    sources += [image.source for image in walk.query(blocks, InlineImage)]
    assert all(source.startswith("https://example.com/") for source in sources)


@each_piece
def test_every_note_mark_has_its_note_and_every_note_its_mark(piece: Path) -> None:
    blocks = document(piece).blocks
    marks = {mark.label for mark in walk.query(blocks, NoteRef)}
    notes = {note.label for run in walk.query(blocks, Notes) for note in run.items}
    assert marks == notes


@each_piece
def test_every_link_leads_out_or_to_a_section_that_is_there(piece: Path) -> None:
    slugs = {f"#{section.slug}" for section in outline(document(piece))}
    links = {link.url for link in walk.query(document(piece).blocks, Link)}
    assert {url for url in links if not url.startswith("https://")} <= slugs


def test_there_are_a_handbook_and_a_dozen_pieces_to_read() -> None:
    assert len(ROOMS["handbook"]) >= 8
    assert len(ROOMS["articles"]) >= 12


def test_the_handbook_stands_in_a_list_in_the_order_of_its_numbers() -> None:
    """Lists show the newest first, so the first piece is the newest."""
    days = [
        document(piece).published or "" for piece in ROOMS["handbook"] if piece.suffix != ".txt"
    ]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == len(days)


def test_together_the_pieces_use_all_that_a_document_can_hold() -> None:
    blocks = tuple(block for piece in ALL for block in document(piece).blocks)
    used = {type(block) for block in walk.blocks(blocks)} | {
        type(inline) for inline in walk.inlines(blocks)
    }
    assert {*get_args(Block), *get_args(Inline)} - used == set()


def test_together_the_pieces_have_headings_of_four_levels() -> None:
    levels = {
        heading.level for piece in ALL for heading in walk.query(document(piece).blocks, Heading)
    }
    assert {1, 2, 3, 4} <= levels


def test_both_rooms_hold_all_three_forms_of_text() -> None:
    for pieces in ROOMS.values():
        assert {piece.suffix for piece in pieces} == {".txt", ".md", ".html"}


def test_every_key_that_the_handbook_names_is_a_key_of_the_table() -> None:
    known = {shown for command in COMMANDS for shown in _shown(command)}
    assert {key for key in _named_keys() - known if not key.isdigit()} == set()


def test_the_handbook_names_a_key_of_every_command_that_has_one() -> None:
    named = _named_keys()
    missing = {
        command.id
        for command in COMMANDS
        if command.keys and not named.intersection(_shown(command))
    }
    assert missing == set()


def _named_keys() -> set[str]:
    return {
        inline_text(key.inlines)
        for piece in ROOMS["handbook"]
        for key in walk.query(document(piece).blocks, Keyboard)
    }


def _shown(command: Command) -> set[str]:
    """The command's keys as help shows them; before a letter of one's choice, the first alone."""
    shown = {show_sequence(parse_sequence(keys)) for keys in command.keys}
    leading = {keys.split()[0] for keys in command.keys if " " in keys}
    return shown | (leading - {"g", "i"})


def test_every_command_line_that_the_handbook_and_the_readme_show_begins_with_a_command() -> None:
    texts = [piece.read_text() for piece in ROOMS["handbook"]]
    texts.append((Path(__file__).parents[2] / "README.md").read_text())
    begun = {
        verb
        for text in texts
        for verb in re.findall(r"(?:^|[`\">]|\| )reader ([a-z]+)\b", text, re.MULTILINE)
    }
    assert {"add", "list", "show", "undo"} <= begun
    assert begun <= {*VERBS}


def test_the_theme_that_the_handbook_shows_is_a_theme(tmp_path: Path) -> None:
    (shown,) = (
        code.text
        for piece in ROOMS["handbook"]
        for code in walk.query(document(piece).blocks, Code)
        if code.language == "toml"
    )
    (tmp_path / "shown.toml").write_text(shown)
    assert load_theme("shown", tmp_path).palette["accent"] == "#d8a657"
