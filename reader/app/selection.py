"""A stretch of text being selected, moved over by characters, words, sentences, paragraphs. Pure.

Offsets are code points of the canonical text. Words and sentences are those of UAX #29.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import apsw.unicode

from reader.app.overlay import Overlay, Range

if TYPE_CHECKING:
    from reader.app.widgets.article import ArticleView

Unit: TypeAlias = Literal["word", "sentence", "paragraph"]
_NEAR = 4_000
"""Characters looked at to either side; units are far shorter."""


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    while start < len(text):
        begin, end = apsw.unicode.word_next(text, start)
        if end <= begin:
            break
        spans.append((begin, end))
        start = end
    return spans


class Selection:
    """From an anchor to a cursor, both included; by whole lines when `lines` is set."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.anchor = self.cursor = min(max(0, offset), max(0, len(text) - 1))
        self.lines: tuple[int, int] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The start of the selection and the offset after its last character."""
        start, last = sorted((self.anchor, self.cursor))
        end = apsw.unicode.grapheme_next_break(self.text, last) if self.text else 0
        return start, max(end, min(last + 1, len(self.text)))

    @property
    def words(self) -> str:
        """The selected text."""
        start, end = self.span
        return self.text[start:end]

    @property
    def overlay(self) -> Overlay:
        """The selection, to be lit, with the cursor in it told apart."""
        start, end = self.span
        after = apsw.unicode.grapheme_next_break(self.text, self.cursor) if self.text else 0
        parts = [
            Range(start, self.cursor, "selection"),
            Range(self.cursor, after, "selection-cursor"),
            Range(after, end, "selection"),
        ]
        return Overlay([part for part in parts if part.end > part.start])

    def move_to(self, offset: int) -> None:
        """Put the cursor on a character."""
        self.cursor = min(max(0, offset), max(0, len(self.text) - 1))

    def swap(self) -> None:
        """Go to the other end."""
        self.anchor, self.cursor = self.cursor, self.anchor

    def take(self, start: int, end: int) -> None:
        """Select from `start` up to `end`."""
        self.anchor = start
        self.move_to(max(start, end - 1))

    def move_characters(self, by: int) -> None:
        """Move by grapheme clusters."""
        for _ in range(min(abs(by), len(self.text))):
            if by > 0:
                self.move_to(apsw.unicode.grapheme_next_break(self.text, self.cursor))
            else:
                before = self.text[max(0, self.cursor - 64) : self.cursor]
                clusters = list(apsw.unicode.grapheme_iter(before))
                self.move_to(self.cursor - (len(clusters[-1]) if clusters else 0))

    def move_lines(self, view: ArticleView, by: int) -> None:
        """Move by lines as they are set, keeping about the column."""
        page = view.page
        if page is None:
            return
        row = page.line_at(self.cursor)
        column = max(0, self.cursor - page.line(row).offset)
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            target = row + step
            while 0 <= target < len(page) and page.line(target).end <= page.line(target).offset:
                target += step
            if not 0 <= target < len(page):
                break
            row = target
        line = page.line(row)
        self.move_to(min(line.offset + column, max(line.offset, line.end - 1)))

    # -- units ----------------------------------------------------------------------------------

    def _units(self, unit: Unit) -> list[tuple[int, int]]:
        """The units around the cursor, as spans, without the blanks between them."""
        low = max(0, self.cursor - _NEAR)
        # From a paragraph's beginning, so that units are those of the whole text.
        low = max(0, self.text.rfind("\n\n", 0, low) + 2) if low else 0
        high = min(len(self.text), self.cursor + _NEAR)
        near = self.text[low:high]
        if unit == "word":
            return [(low + a, low + b) for a, b in _word_spans(near)]
        spans = []
        position = 0
        for paragraph in near.split("\n\n"):
            if unit == "paragraph":
                spans.append((low + position, low + position + len(paragraph)))
            else:
                spans += [
                    (low + position + a, low + position + a + len(said.rstrip()))
                    for a, _, said in apsw.unicode.sentence_iter_with_offsets(paragraph)
                ]
            position += len(paragraph) + 2
        return [span for span in spans if span[1] > span[0]]

    def select_unit(self, unit: Unit) -> None:
        """Select the unit that the cursor is in."""
        for start, end in self._units(unit):
            if start <= self.cursor < end:
                self.take(start, end)
                return

    def move_units(self, unit: Unit, by: int) -> None:
        """Move to the beginning of the next (or before: this or the last) unit."""
        for _ in range(min(abs(by), 10_000)):
            starts = [start for start, _ in self._units(unit)]
            if by > 0:
                ahead = [start for start in starts if start > self.cursor]
                self.move_to(ahead[0] if ahead else len(self.text))
            else:
                behind = [start for start in starts if start < self.cursor]
                self.move_to(behind[-1] if behind else 0)

    def move_word_end(self, times: int) -> None:
        """Move to the end of this word, or of the next when there already."""
        for _ in range(min(times, 10_000)):
            ends = [end - 1 for _, end in self._units("word") if end - 1 > self.cursor]
            if not ends:
                break
            self.move_to(ends[0])
