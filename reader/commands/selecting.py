"""Commands of the selection: how far it goes, and what becomes of it."""

from __future__ import annotations

from typing import Final

from reader.commands.command import Command, Context

_SELECTION: Final[tuple[Context, ...]] = ("selection",)


def _motion(name: str, title: str, help_: str, *keys: str) -> Command:
    return Command(name, title, help_, keys, _SELECTION, "Selecting", counted=True)


def _act(name: str, title: str, help_: str, *keys: str) -> Command:
    return Command(name, title, help_, keys, _SELECTION, "Selecting", undoable=True)


SELECTING: Final[tuple[Command, ...]] = (
    Command(
        "select",
        "Select",
        "Begin to select words of the article, to highlight, note or copy them.",
        ("v",),
        ("article",),
        "Selecting",
    ),
    _motion("select-left", "A character back", "Move the end by a character.", "h", "left"),
    _motion("select-right", "A character on", "Move the end by a character.", "l", "right"),
    _motion("select-word-on", "A word on", "Go to the beginning of the next word.", "w"),
    _motion("select-word-end", "End of the word", "Go to the end of the word.", "e"),
    _motion("select-word-back", "A word back", "Go to the beginning of the word before.", "b"),
    _motion("select-sentence-on", "A sentence on", "Go to the next sentence.", ")"),
    _motion("select-sentence-back", "A sentence back", "Go to the sentence before.", "("),
    _motion("select-paragraph-on", "A paragraph on", "Go to the next paragraph.", "}"),
    _motion("select-paragraph-back", "A paragraph back", "Go to the paragraph before.", "{"),
    _motion("select-line-start", "Beginning of the line", "Go to the line's beginning.", "0"),
    _motion("select-line-end", "End of the line", "Go to the line's end.", "$"),
    _motion("select-line", "Whole lines", "Select whole lines.", "V"),
    _motion("select-word", "This word", "Select the word here, then one more each time.", "i w"),
    _motion("select-sentence", "This sentence", "Select the sentence here.", "i s"),
    _motion("select-paragraph", "This paragraph", "Select the paragraph here.", "i p"),
    _motion("select-other-end", "Other end", "Go to the other end of the selection.", "o"),
    _act("highlight", "Highlight", "Highlight the words in the colour used last.", "enter", "H"),
    _act("highlight-amber", "Highlight in amber", "Highlight the words in amber.", "c a"),
    _act("highlight-green", "Highlight in green", "Highlight the words in green.", "c g"),
    _act("highlight-blue", "Highlight in blue", "Highlight the words in blue.", "c b"),
    _act("highlight-rose", "Highlight in rose", "Highlight the words in rose.", "c r"),
    _act("note-selection", "Note", "Highlight the words and write a note on them.", "n"),
    Command(
        "copy",
        "Copy",
        "Copy the words.",
        ("y",),
        _SELECTION,
        "Selecting",
    ),
    Command(
        "copy-quotation",
        "Copy as a quotation",
        "Copy the words as a quotation, with title, author and address.",
        ("Y",),
        _SELECTION,
        "Selecting",
    ),
    Command(
        "leave-selection",
        "Leave the selection",
        "Select nothing and go on reading.",
        ("escape", "v", "q"),
        _SELECTION,
        "Selecting",
    ),
)
