"""Inlines as Markdown: CommonMark with GitHub's strikethrough and footnotes, HTML for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.model import (
    CodeSpan,
    Emphasis,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mark,
    NoteRef,
    Ruby,
    Strike,
    Strong,
    Text,
)
from reader.document.text import inline_text
from reader.document.write.html import TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.model import Inline, Inlines

_DELIMITERS: Final[dict[type, str]] = {
    Emphasis: "*",
    Strong: "**",
    Strike: "~~",
    Mark: "==",
}

_SPECIAL: Final = re.compile(
    r"[\\`*\[\]<$~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\w):(?=//)|!$|(?<==)=|(?<=\bwww)\."
)
_LINE_START: Final = re.compile(r"[#+\-:>|]|=(?==*\s*$)|(?P<number>\d{1,9})[.)](?=\s|$)")
_WORD: Final = re.compile(r"[A-Za-z0-9_]")


class Places(NamedTuple):
    """Where inlines are written: what a hard break looks like, and the names of the notes."""

    notes: Mapping[str, str]
    one_line: bool = False
    in_table: bool = False


class _Piece(NamedTuple):
    """What an inline is written as; with `delimiter`, what its inner text stands between."""

    text: str
    delimiter: str = ""
    tag: str = ""


def inlines_markdown(inlines: Inlines, places: Places) -> str:
    """A run of inlines; whatever in their text would be markup is escaped."""
    pieces = [_piece(inline, places) for inline in inlines]
    written = ""
    for number, piece in enumerate(pieces):
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if piece.delimiter and _delimits(piece, written[-1:], after):
            written += piece.delimiter + piece.text + piece.delimiter
        elif piece.tag:
            written += f"<{piece.tag}>{piece.text}</{piece.tag}>"
        else:
            written += piece.text
    return written


def lines_markdown(inlines: Inlines, places: Places) -> str:
    """A run of inlines as a paragraph of its own: nothing at a line's start is markup either."""
    written = inlines_markdown(inlines, places)
    if written.endswith("\\\n"):  # a break at the end of a paragraph would be a backslash
        written = written[:-2] + "<br>"
    return "\n".join(_guarded(line) for line in written.split("\n"))


def destination(url: str) -> str:
    """An address between the parentheses of a link."""
    url = re.sub(r"&(?=#?\w+;)", r"\\&", url)
    return f"<{url}>" if re.search(r"[()\s]", url) or not url else url


def title(text: str | None) -> str:
    """The title of a link, with a blank before it; nothing for none."""
    return ' "' + re.sub(r'["\\`<\[\]]|&(?=#?\w+;)', r"\\\g<0>", text) + '"' if text else ""


def escaped(text: str, places: Places) -> str:
    """Text none of which is markup, wherever in a line it stands."""
    return _barred(_SPECIAL.sub(r"\\\g<0>", text), places)


def _guarded(line: str) -> str:
    match = _LINE_START.match(line)
    if match is None:
        return line
    at = match.end("number") if match["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _piece(inline: Inline, places: Places) -> _Piece:
    match inline:
        case Text(value=value):
            return _Piece(escaped(value, places))
        case LineBreak():
            return _Piece("<br>" if places.one_line else "\\\n")
        case Link(inlines=inner, url=url, title=name):
            return _Piece(_link(inner, url, name, places))
        case InlineImage(alt=alt, source=source):
            return _Piece(f"![{escaped(alt, places)}]({destination(source)})")
        case NoteRef(label=label):
            name = places.notes.get(label)
            return _Piece(f"[^{name}]" if name else "")
        case Ruby(base=base, reading=reading):
            rt = f"<rt>{escaped(reading, places)}</rt>"
            return _Piece(f"<ruby>{escaped(base, places)}{rt}</ruby>")
        case InlineMath(source=source):
            # Between single dollars it might be taken for a sum of money.
            return _Piece(rf"\\({escaped(source, places)}\\)")
        case CodeSpan(inlines=inner) if all(isinstance(part, Text) for part in inner):
            return _Piece(_code(inline_text(inner), places))
        case _:
            written = inlines_markdown(inline.inlines, places)
            return _Piece(written, _DELIMITERS.get(type(inline), ""), TAGS[type(inline)])


def _delimits(piece: _Piece, before: str, after: _Piece | None) -> bool:
    """Whether delimiters around the piece would be read as such: CommonMark's flanking rules.

    Stricter than they are, so that no reader reads them otherwise: of two that touch, one is HTML.
    """
    if not piece.text or piece.text[0].isspace() or piece.text[-1].isspace():
        return False
    sign = piece.delimiter[0]
    follows = (after.delimiter or ("<" if after.tag else after.text))[:1] if after else ""
    if sign in (before, follows, piece.text[0], piece.text[-1]):
        return False
    if sign == "=":  # never beside a word, where it would be a sign of equality
        inner = "\n" in piece.text or "==" in piece.text
        return not inner and not any(map(_WORD.match, (before, follows)))
    opens = piece.text[0].isalnum() or not before or before.isspace()
    closes = piece.text[-1].isalnum() or not follows or follows.isspace()
    return opens and closes


def _link(inner: Inlines, url: str, name: str | None, places: Places) -> str:
    text = inline_text(inner)
    if text == url and "://" in url and name is None and not re.search(r"[\s<>|\\]", url):
        return f"<{url}>"
    return f"[{inlines_markdown(inner, places)}]({destination(url)}{title(name)})"


def _code(text: str, places: Places) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    both = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    pad = " " if text.startswith("`") or text.endswith("`") or both else ""
    return f"{fence}{pad}{_barred(text, places)}{pad}{fence}"


def _barred(text: str, places: Places) -> str:
    """Text with its bars escaped where they would part cells; elsewhere they mean nothing."""
    return text.replace("|", r"\|") if places.in_table else text
