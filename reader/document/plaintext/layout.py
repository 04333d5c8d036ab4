"""How a text is laid out: is it wrapped by hand, how wide, and how far apart its blocks are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.document.plaintext.lines import Line, width

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 100
"""Lines longer than this were not wrapped by hand, in cells."""

_ENOUGH = 0.55
"""The share of line ends that a wrapping explains from which on it is one."""


class Layout(NamedTuple):
    """`measure` is the width that the text is wrapped to, 0 when each line is a paragraph.

    `gap` is the usual number of blank lines between blocks, `indent` that of the body.
    """

    measure: int
    gap: int
    indent: int


def groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The runs of lines between blank lines."""
    found: list[list[Line]] = []
    for line in lines:
        if found and not line.blanks and not line.page:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def is_full(line: Line, after: Line, measure: int) -> bool:
    """Whether the line ends where it does because the next word would not have fitted."""
    first = after.text.split(maxsplit=1)[0][:measure]
    size = line.indent + width(line.text[: 2 * measure + 1])
    # Three cells of grace: sentences set two blanks apart, and marks that hang.
    return size + 1 + width(first) > measure - 3 and size <= measure + 4


def is_wrapped(group: Sequence[Line], measure: int) -> bool:
    """Whether the lines of a group are one text, wrapped."""
    if not measure or len(group) < 2:
        return False
    full = sum(is_full(line, after, measure) for line, after in pairwise(group))
    return full >= _ENOUGH * (len(group) - 1)


def _measure(lines: Sequence[Line], runs: Sequence[Sequence[Line]]) -> int:
    """The width that most lines that another follows come near to; 0 when they do not."""
    ends = [(line, after) for run in runs for line, after in pairwise(run)]
    sizes = sorted(line.indent + width(line.text[: 4 * WIDEST]) for line, _ in ends)
    if not sizes:
        return 0
    measure = sizes[len(sizes) * 19 // 20]
    longer = sum(line.indent + width(line.text[: 2 * WIDEST]) > measure + 4 for line in lines)
    if measure > WIDEST or longer > 0.15 * len(lines):
        return 0
    full = sum(is_full(line, after, measure) for line, after in ends)
    return measure if measure >= 30 and full >= _ENOUGH * len(ends) else 0


def measured(lines: Sequence[Line]) -> Layout:
    """The layout of a text."""
    runs = groups(lines)
    gaps = Counter(run[0].blanks for run in runs[1:] if run[0].blanks)
    indents: Counter[int] = Counter()
    for line in lines:
        indents[line.indent] += min(len(line.text), WIDEST)
    return Layout(
        _measure(lines, runs),
        gaps.most_common(1)[0][0] if gaps else 0,
        indents.most_common(1)[0][0] if indents else 0,
    )
