"""How one text became another: by paragraph first, then by word. Pure."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind: TypeAlias = Literal["same", "out", "in"]

_WORD = re.compile(r"\S+")


class Change(NamedTuple):
    """A paragraph that changed: runs of words that stayed, went out or came in."""

    parts: tuple[tuple[Kind, str], ...]


def differences(before: str, after: str) -> Iterator[Change]:
    """The paragraphs that differ; white space alone is no difference."""
    old = [" ".join(part.split()) for part in before.split("\n\n")]
    new = [" ".join(part.split()) for part in after.split("\n\n")]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        yield from _paragraphs(old[a:b], new[c:d])


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Pair changed paragraphs in order; those left over went out or came in whole."""
    shared = min(len(old), len(new))
    for before, after in zip(old[:shared], new[:shared], strict=True):
        yield _words(before, after)
    for gone in old[shared:]:
        yield Change((("out", gone),))
    for come in new[shared:]:
        yield Change((("in", come),))


def _words(before: str, after: str) -> Change:
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[tuple[Kind, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("same", " ".join(old[a:b])))
            continue
        if b > a:
            parts.append(("out", " ".join(old[a:b])))
        if d > c:
            parts.append(("in", " ".join(new[c:d])))
    return Change(tuple(parts))
