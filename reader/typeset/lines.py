"""A file set at a width, as plain objects for other programs: what `show --to lines` prints."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.document.media_type import guess
from reader.document.parse import parse
from reader.document.readable import Readable
from reader.typeset.page import typeset
from reader.typeset.style import Style

if TYPE_CHECKING:
    from reader.typeset.line import Line

PLAIN = Style(hang_quotes=False, code_colours=False)
"""How lines for programs are set: all of the text, nothing folded, nothing left of the column."""


def to_lines(path: str | Path, width: int) -> dict[str, Any]:
    """The file at `path` as lines of `width` cells. Errors: OSError, and those of the parsers."""
    where = Path(path)
    facts = where.stat()
    return lines_of(_document(where, facts.st_mtime_ns, facts.st_size), width)


@lru_cache(maxsize=4)
def _document(path: Path, _changed: int, _size: int) -> Readable:
    """The document of a file, parsed once for all widths."""
    data = path.read_bytes()
    media_type = guess(path.name, data) or "text/plain"
    return Readable.of(parse(data, media_type=media_type, name=path.name))


def lines_of(document: Readable, width: int) -> dict[str, Any]:
    """A document as lines: `{"width", "edge", "lines"}`, without title and byline."""
    lines = [_plain(line) for line in typeset(document, width, PLAIN).all_lines()]
    return {"width": width, "edge": width, "lines": lines}


def _plain(line: Line) -> dict[str, Any]:
    text = line.text
    found: dict[str, Any] = {
        "text": text,
        "kind": line.kind,
        "block": line.block,
        "offset": line.offset,
        "pre": text[: line.pre],
    }
    if line.post:
        found["post"] = text[len(text) - line.post :]
    if line.hyphen:
        found["hyphen"] = True
    if line.pan:
        found["pan"] = True
    return found
