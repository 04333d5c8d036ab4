"""The shelves of a new library: every piece parses, is of a readable length, and speaks true."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest

from reader.commands.keys import parse_sequence, show_sequence
from reader.commands.table import COMMANDS
from reader.document import walk
from reader.document.model import Block, Document, Heading, Image, Inline, InlineImage, Keyboard
from reader.document.outline import outline
from reader.document.parse import parse
from reader.document.statistics import words
from reader.document.text import inline_text
from reader.welcome.shelves import HANDBOOK, READING_ROOM, Piece, shelves

if TYPE_CHECKING:
    from reader.commands.command import Command

PIECES = {shelf.title: shelf.pieces for shelf in shelves()}
ALL = [piece for pieces in PIECES.values() for piece in pieces]
LANGUAGES = {
    "encyclopedie.html": "fr",
    "lumpen-und-papier.md": "de",
    "probel.md": "ru",
    "shinbun.html": "ja",
    "warraqun.html": "ar",
}
BOUNDS = {HANDBOOK: (150, 1_200), READING_ROOM: (500, 3_000)}
FIRST_DAY, LAST_DAY = "2026-09-01", "2026-11-20"


@cache
def document(piece: Piece) -> Document:
    return parse(piece.path.read_bytes(), media_type=piece.media_type, name=piece.identity)


def published(piece: Piece) -> str:
    return (document(piece).published or piece.published or "")[:10]


each_piece = pytest.mark.parametrize("piece", ALL, ids=lambda piece: piece.identity)


@each_piece
def test_a_piece_parses_without_a_warning(piece: Piece) -> None:
    assert document(piece).warnings == ()


@each_piece
def test_a_piece_has_a_title_that_does_not_stand_in_its_text_again(piece: Piece) -> None:
    parsed = document(piece)
    assert parsed.title
    first = parsed.blocks[0]
    assert not isinstance(first, Heading) or inline_text(first.inlines) != parsed.title


@each_piece
def test_a_piece_has_sections_each_with_a_name_of_its_own(piece: Piece) -> None:
    sections = outline(document(piece))
    slugs = [section.slug for section in sections]
    assert all(slugs)
    assert len(set(slugs)) == len(slugs)


@each_piece
def test_a_piece_has_an_author_and_a_day_in_the_autumn_of_2026(piece: Piece) -> None:
    assert document(piece).byline or piece.author
    assert FIRST_DAY <= published(piece) <= LAST_DAY


@each_piece
def test_what_a_file_says_of_itself_is_not_said_again_beside_it(piece: Piece) -> None:
    assert (piece.author is None) == (document(piece).byline is not None)
    assert (piece.published is None) == (document(piece).published is not None)


@pytest.mark.parametrize(
    ("shelf", "piece"), [(shelf, piece) for shelf, pieces in PIECES.items() for piece in pieces]
)
def test_a_piece_is_neither_too_short_nor_too_long(shelf: str, piece: Piece) -> None:
    fewest, most = BOUNDS[shelf]
    assert fewest <= words(document(piece)) <= most


@each_piece
def test_a_piece_that_can_say_its_language_says_it(piece: Piece) -> None:
    if piece.media_type != "text/plain":
        assert document(piece).language == LANGUAGES.get(piece.identity, "en")


@each_piece
def test_no_piece_names_a_picture_that_lies_anywhere(piece: Piece) -> None:
    blocks = document(piece).blocks
    sources = [image.source for image in walk.query(blocks, Image)]
    sources += [image.source for image in walk.query(blocks, InlineImage)]
    assert all(source.startswith("https://example.com/") for source in sources)


def test_the_shelves_hold_a_handbook_and_a_dozen_pieces_to_read() -> None:
    assert list(PIECES) == [HANDBOOK, READING_ROOM]
    assert len(PIECES[HANDBOOK]) >= 8
    assert len(PIECES[READING_ROOM]) >= 12


def test_every_identity_is_used_once() -> None:
    assert len({piece.identity for piece in ALL}) == len(ALL)


def test_the_handbook_stands_in_a_list_in_the_order_of_its_numbers() -> None:
    """Lists show the newest first, so the first piece is the newest."""
    days = [published(piece) for piece in PIECES[HANDBOOK]]
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


def test_every_piece_of_text_comes_in_each_of_the_three_forms() -> None:
    for pieces in PIECES.values():
        assert {piece.media_type for piece in pieces} == {
            "text/plain",
            "text/markdown",
            "text/html",
        }


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
        for piece in PIECES[HANDBOOK]
        for key in walk.query(document(piece).blocks, Keyboard)
    }


def _shown(command: Command) -> set[str]:
    """The command's keys as help shows them; before a letter of one's choice, the first alone."""
    shown = {show_sequence(parse_sequence(keys)) for keys in command.keys}
    leading = {keys.split()[0] for keys in command.keys if " " in keys}
    return shown | (leading - {"g", "i"})
