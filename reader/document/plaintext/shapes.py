"""What is drawn rather than written: code, aligned tables, ASCII figures, verse, quotes, rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.document.plaintext.bullets import bullet
from reader.document.plaintext.lines import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.layout import Layout
    from reader.document.plaintext.lines import Line

_RULE = re.compile(r"([-=_*~#.·•—–+])(?:\s*\1){2,}")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_HEADED = 90
"""Characters of the longest line that is underlined as a heading."""
_QUOTED = re.compile(r"(?:>\s?)+")
_FRAME = re.compile(r"[|+\\/<>=^_]|--|[\u2500-\u257f]")
_COLUMN = re.compile(r"\S(?:\s{2,}|\t+)\S")
_WIDE_COLUMN = re.compile(r"\S\s{3,}\S")
_LEADERS = re.compile(r"\S\s*(?:\.\s?){4,}\s*\d")
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:#include|import |from \w+ import|def |class |func |fn |return\b|if \(|"
    r"for \(|"
    r"while \(|public |private |static |const |let |var |\$ |>>> |//|/\*|\*/|</?[a-z]+[ >])|"
    r"\w\(\)|==|:=|->|=>|&&|\|\||\+\+|::=|<-"
)


def is_rule(text: str) -> bool:
    """Whether a line is a row of one sign."""
    return bool(_RULE.fullmatch(text[:400])) and len(set(text)) <= 2


def underlined(group: Sequence[Line]) -> str:
    """The sign that a group's first line is underlined with as a heading is; "" when it is not."""
    if len(group) < 2 or not _UNDERLINE.fullmatch(group[1].text[:200]):
        return ""
    text, row = group[0], group[1].text
    if len(text.text) > _HEADED or not any(map(str.isalpha, text.text)):
        return ""
    if is_quoted(text.text) or _COLUMN.search(text.text) or _FRAME.search(text.text[-1:]):
        return ""
    near = abs(len(row) - width(text.text)) <= max(3, width(text.text) // 4)
    return row[0] if near and abs(text.indent - group[1].indent) <= 1 else ""


def is_quoted(text: str) -> bool:
    """Whether a line is marked as another's words, as in mail."""
    return text.startswith(">")


def unquoted(text: str) -> str:
    """A quoted line without its outermost mark."""
    return text[1:].removeprefix(" ")


def dedented(group: Sequence[Line]) -> str:
    """The lines as they stand, without the indent that all have in common."""
    raws = [line.raw for line in group]
    common = min(len(raw) - len(raw.lstrip()) for raw in raws)
    if any(raw[:common] != raws[0][:common] for raw in raws):
        return "\n".join(raws)
    return "\n".join(raw[common:] for raw in raws)


def _share(group: Sequence[Line], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(line.text[:200])) for line in group) / len(group)


def _is_framed(group: Sequence[Line]) -> bool:
    """Whether most lines of a group are drawn with lines and corners."""
    drawn = sum(
        len(_FRAME.findall(line.text[:200])) * 4 >= len(line.text[:200].replace(" ", ""))
        for line in group
    )
    return len(group) >= 3 and drawn * 2 >= len(group)


def _is_aligned(group: Sequence[Line]) -> bool:
    """Whether the cells of a group stand in columns."""
    if len(group) < 2 or _share(group, _COLUMN) < 0.7:
        return False
    starts: dict[int, int] = {}
    for line in group:
        raw = line.raw[:200].expandtabs(8)
        for match in re.finditer(r"(?:^|\s{2,})(?=\S)", raw):
            if match.end() > line.indent:
                starts[match.end()] = starts.get(match.end(), 0) + 1
    return any(count >= max(2, 0.6 * len(group)) for count in starts.values())


def _is_verse(group: Sequence[Line], layout: Layout) -> bool:
    """Whether indented lines end long before the measure, each as if it meant to."""
    if not layout.measure or len(group) < 2 or any(bullet(line.text) for line in group):
        return False
    return max(line.indent + len(line.text) for line in group[:-1]) < 0.9 * layout.measure and all(
        line.indent >= layout.indent + 2 for line in group
    )


def drawn(group: Sequence[Line], layout: Layout) -> Literal["code", "verse"] | None:
    """What a group is drawn as; None when it is prose."""
    if any(len(line.text) > 400 for line in group):
        return None
    indented = all(line.indent >= layout.indent + 4 for line in group)
    if _is_framed(group):
        return "code"
    if _share(group, _CODE) >= (0.3 if indented else 0.6) and (len(group) > 1 or indented):
        return "code"
    columned = layout.measure and len(group) > 1 and _share(group, _WIDE_COLUMN) >= 0.6
    if columned or _is_aligned(group) or _share(group, _LEADERS) > 0.5:
        return "verse"
    return "verse" if _is_verse(group, layout) else None
