"""Code and formulas: exact, never wrapped; what is wider than the column pans sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.typeset.flow import plain
from reader.typeset.line import Line, Span
from reader.typeset.margin import Margin, trimmed
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.document.model import Code, Math
    from reader.typeset.composing import Composer, Scene
    from reader.typeset.line import Kind

COLOURED: Final = 100_000
"""Characters of code that are told apart at most."""
TAB: Final = 4
"""Cells from one tab stop to the next."""


class Part(NamedTuple):
    """Characters of one line of code that look alike."""

    text: str
    role: str | None


def set_code(composer: Composer, block: Code, margin: Margin, _scene: Scene) -> Iterator[Line]:
    """Lines of code on their own ground; its language stands at the right of the first."""
    language = block.language
    parts: Iterable[list[Part]] = ([Part(line, None)] for line in block.text.split("\n"))
    if language and composer.style.code_colours and len(block.text) <= COLOURED:
        parts = _coloured(block.text, language)
    yield from _exact(composer, parts, margin, "code", language)


def set_math(composer: Composer, block: Math, margin: Margin, _scene: Scene) -> Iterator[Line]:
    """A formula, as exact as code."""
    parts = ([Part(line, None)] for line in block.source.split("\n"))
    yield from _exact(composer, parts, margin, "math", None)


def _exact(
    composer: Composer,
    lines: Iterable[list[Part]],
    margin: Margin,
    kind: Kind,
    label: str | None,
) -> Iterator[Line]:
    leaf = composer.leaf()
    padding = Span(" ", (kind,))
    offset = start = composer.offset
    total = 0
    for number, parts in enumerate(lines):
        size = sum(len(part.text) for part in parts)
        total += size + bool(number)
        prefix = (*margin.take(), padding)
        body = trimmed(tuple(_expanded(parts, offset, kind)))
        post = _label(composer, (*prefix, *body), label) if not number else ()
        spans = (*prefix, *body, *post) if body or post else trimmed(prefix)
        length = (
            sum(len(span.text) for span in prefix)
            if body or post
            else sum(len(span.text) for span in spans)
        )
        width = cells("".join([span.text for span in spans]))
        yield Line(
            spans,
            offset,
            offset + size,
            kind,
            leaf,
            pre=length,
            post=sum(len(span.text) for span in post),
            pan=width > composer.column,
        )
        offset += size + 1
    composer.offset = start
    composer.pass_over(total)


def _label(composer: Composer, spans: tuple[Span, ...], label: str | None) -> tuple[Span, ...]:
    """The language at the right edge, if the line leaves room for it."""
    if not label:
        return ()
    used = cells("".join([span.text for span in spans]))
    free = composer.column - used - cells(label) - 1
    if free < 1:
        return ()
    return (Span(" " * free, ("code",)), Span(label, ("code", "code-label")))


def _expanded(parts: list[Part], offset: int, kind: Kind) -> Iterator[Span]:
    """The spans of a line, its tabs as spaces up to the next stop."""
    column = 0
    for part in parts:
        roles = (kind, part.role) if part.role else (kind,)
        for number, stretch in enumerate(part.text.split("\t")):
            if number:
                gap = TAB - column % TAB
                yield Span(" " * gap, roles)
                column += gap
                offset += 1
            if stretch:
                flow = plain(stretch, offset, roles)
                yield from flow.spans(0, len(stretch))
                column += cells(flow.painted(0, len(stretch)))
                offset += len(stretch)


_ROLES: Final = (
    ("Token.Keyword", "code-keyword"),
    ("Token.Comment", "code-comment"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Builtin", "code-name"),
    ("Token.Name.Decorator", "code-name"),
    ("Token.Name.Tag", "code-keyword"),
    ("Token.Name.Attribute", "code-name"),
)


def _coloured(text: str, language: str) -> Iterator[list[Part]]:
    """The lines of code with the roles of their parts, as far as they are asked for.

    The language is never guessed. What the lexer leaves out or makes up is plain code.
    """
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
        tokens = iter(lexer.get_tokens_unprocessed(text))
    except (ClassNotFound, ValueError):
        tokens = iter(())
    line: list[Part] = []
    for part in _gapless(text, tokens):
        first, *more = part.text.split("\n")
        line.append(Part(first, part.role))
        for stretch in more:
            yield line
            line = [Part(stretch, part.role)]
    yield line


def _gapless(text: str, tokens: Iterator[tuple[int, object, str]]) -> Iterator[Part]:
    """All of a text in parts, whatever the lexer leaves out, repeats or makes up."""
    done = 0
    for start, kind, value in tokens:
        if start < done or not value or text[start : start + len(value)] != value:
            continue
        if start > done:
            yield Part(text[done:start], None)
        yield Part(value, _role(str(kind)))
        done = start + len(value)
    yield Part(text[done:], None)


def _role(kind: str) -> str | None:
    for name, role in _ROLES:
        if kind.startswith(name):
            return role
    return None
