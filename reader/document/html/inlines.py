"""Gathering the inlines of a paragraph: white space, hard breaks, and spans that open and close."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.html.tex import split_tex
from reader.document.model import InlineMath, LineBreak, Text
from reader.document.safe import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.model import Inline, Inlines

_SPACES: Final = re.compile(r"\s+")
_UNSEEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u2066-\u2069]+")
_ODD: Final = re.compile(
    "[\x85\xa0\xad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]"
)
"""White space other than the common, and signs that show nothing."""


class Span(NamedTuple):
    """A span that may be opened: what it becomes, and a name by which its like are known."""

    name: str
    make: Callable[[Inlines], Inline]


class Run:
    """The inlines between two block boundaries, as they come.

    A space is held back until something follows it, and then stands before the spans that opened
    in between: so no space is at a span's edge, and none at a paragraph's. A span is made only
    when it has content. Two hard breaks in a row part paragraphs, with open spans going on in the
    next, unless the text is preformatted.
    """

    def __init__(self, spans: tuple[Span, ...] = (), *, preformatted: bool = False) -> None:
        self.preformatted = preformatted
        self.open: list[Span] = list(spans)
        self.displayed: set[int] = set()
        self.begun = False  # something was added since the last paragraph
        self._paragraphs: list[Inlines] = []
        self._levels: list[list[Inline]] = [[]]
        self._buffer: list[str] = []
        self._space = ""
        self._breaks = 0
        self._visible = False
        self._marked = False  # a space was taken from before a mark

    def text(self, text: str) -> None:
        """Add text as it stands in the source."""
        if self.preformatted:
            self._preformatted_text(text)
            return
        if text.isascii() or not _ODD.search(text):
            self._plain_text(text)
            return
        end = 0
        for match in _SPACES.finditer(text):
            if match.start() > end:
                self._word(text[end : match.start()])
            end = match.end()
            self._add_space(match[0])
        if end < len(text):
            self._word(text[end:])

    def only_text(self, text: str) -> Inlines | None:
        """A paragraph of nothing but this text; None when it is none so simple.

        To be asked where nothing was begun: it is the short way for the most common paragraph.
        """
        if self.preformatted or self.open or not _is_simple(text):
            return None
        words = " ".join(text.split())
        self._marked = self._marked and not words
        return (Text(words),) if words else ()

    def spanned_text(self, span: Span, text: str) -> bool:
        """Add a span with nothing but this text in it; False, and nothing, if it is not simple."""
        if self.preformatted or not _is_simple(text):
            return False
        words = " ".join(text.split())
        if not words:
            return False
        self._begin_words(text[0], words[0])
        self._flush_text()
        self._levels[-1].append(span.make((Text(words),)))
        if text[-1].isspace():
            self._space = " "
        return True

    def atom(self, inline: Inline) -> None:
        """Add an inline that is whole."""
        self._begin_content()
        self._flush_text()
        self._visible = True
        self._levels[-1].append(inline)

    def mark(self, inline: Inline) -> None:
        """Add an inline without text, close to the word before it, as its mark is raised."""
        if self._breaks or not self._visible:
            self.atom(inline)
            return
        self.begun = True
        self._flush_text()
        self._levels[-1].append(inline)
        self._marked = self._marked or bool(self._space)
        self._space = ""

    def line_break(self) -> None:
        """Add a hard break; at the edges of a paragraph it is nothing."""
        self._space = ""
        self._breaks += 1

    def is_in(self, name: str) -> bool:
        """Whether a span of a name is open."""
        return any(span.name == name for span in self.open) if self.open else False

    def push(self, span: Span) -> None:
        """Open a span."""
        self.open.append(span)

    def pop(self) -> None:
        """Close the span that was opened last."""
        if len(self._levels) > len(self.open):
            self._close_level(self.open[-1])
        self.open.pop()

    def finish(self) -> list[Inlines]:
        """The paragraphs so far, where any was begun; it is empty then, its spans still open."""
        self.forget()
        self.begun = False
        self._end_paragraph()
        done, self._paragraphs = self._paragraphs, []
        return done

    def forget(self) -> None:
        """Let go of spaces and breaks after which nothing has come."""
        self._space = ""
        self._breaks = 0

    def _add_space(self, space: str) -> None:
        only = space if len(space) == 1 and space not in " \t\n\r\f" else " "
        self._space = " " if self._space else only

    def _word(self, word: str) -> None:
        if self._marked and word[0].isalnum():
            self._space = self._space or " "
        self._marked = False
        self._begin_content()
        if not self._visible:
            plain = word[0] > " " and word.isascii()
            self._visible = plain or bool(_UNSEEN.sub("", word).strip())
        self._buffer.append(word)

    def _plain_text(self, text: str) -> None:
        """Text whose white space is of the common kinds alone: its words at one go."""
        words = " ".join(text.split())
        if not words:
            if text:
                self._space = " "
            return
        self._begin_words(text[0], words[0])
        self._buffer.append(words)
        if text[-1].isspace():
            self._space = " "

    def _begin_words(self, first: str, letter: str) -> None:
        """Settle what was held back before words that can be seen, which begin with a letter."""
        if first.isspace() or (self._marked and not self._space and letter.isalnum()):
            self._space = " "
        self._marked = False
        self._begin_content()
        self._visible = True

    def _preformatted_text(self, text: str) -> None:
        first, *rest = text.split("\n")
        if first:
            self._word(first)
        for line in rest:
            self.line_break()
            if line:
                self._word(line)

    def _begin_content(self) -> None:
        """Settle what was held back: breaks, a space, spans to be opened."""
        self.begun = True
        if self._breaks or self._space:
            started = self._visible
            if self._breaks > 1 and not self.preformatted and started:
                self._end_paragraph()
            elif self._breaks and started:
                self._flush_text()
                self._levels[-1].extend([LineBreak()] * self._breaks)
            elif self._space and started:
                self._buffer.append(self._space)
            self._breaks = 0
            self._space = ""
        if len(self._levels) <= len(self.open):
            self._flush_text()
            while len(self._levels) <= len(self.open):
                self._levels.append([])

    def _flush_text(self) -> None:
        if not self._buffer:
            return
        value = "".join(self._buffer)
        if len(self._buffer) > 1:
            value = clean(value)
        self._buffer.clear()
        level = self._levels[-1]
        # The text belongs to the spans that have levels; one that was just opened has none yet.
        around = self.open[: len(self._levels) - 1]
        if ("\\" in value or "$$" in value) and not any(span.name == "code" for span in around):
            for piece, kind in split_tex(value):
                if kind == "text":
                    level.append(Text(piece))
                    continue
                level.append(InlineMath(piece))
                if kind == "display":
                    self.displayed.add(id(level[-1]))
        else:
            level.append(Text(value))

    def _close_level(self, span: Span) -> None:
        self._flush_text()
        inlines = self._levels.pop()
        if inlines:
            self._levels[-1].append(span.make(tuple(inlines)))

    def _end_paragraph(self) -> None:
        self._flush_text()
        while len(self._levels) > 1:
            self._close_level(self.open[len(self._levels) - 2])
        inlines = self._levels[0]
        while inlines and isinstance(inlines[-1], Text) and not inlines[-1].value.strip():
            inlines.pop()
            while inlines and isinstance(inlines[-1], LineBreak):
                inlines.pop()
        if inlines and self._visible:
            self._paragraphs.append(tuple(inlines))
        self._levels = [[]]
        self._visible = False


def _is_simple(text: str) -> bool:
    """Whether a text is words between common white space, and surely no formula."""
    if "\\" in text or "$$" in text:
        return False
    return text.isascii() or not _ODD.search(text)
