"""The name that was meant, when a word is nearly one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.library import Library

_KINDS: Final = {"feed": "feed", "folder": "folder", "tag": "tag", "search": "saved search"}


def nearest(word: str, names: Iterable[str]) -> str:
    """A sentence that names the likeliest of `names`, with a space before it; else nothing."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f" Did you mean {folded[close[0]]}?" if close else ""


def not_there(library: Library, query: str) -> str | None:
    """A sentence on the first name in a query that nothing bears, for a query that finds nothing.

    Only names that must be borne are looked at, those in an "or" and after a "not" are passed over.
    """
    from reader.query.parse import parse
    from reader.query.tree import Has, conjuncts

    for node in conjuncts(parse(query).root):
        if not isinstance(node, Has) or node.name not in _KINDS or node.value.isdigit():
            continue
        known = library.values(node.name, "", limit=100_000)
        if not _is_borne(node.name, node.value.casefold(), map(str.casefold, known)):
            return f"There is no {_KINDS[node.name]} {node.value}.{nearest(node.value, known)}"
    return None


def _is_borne(kind: str, wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names is what a query means by one; all are folded."""
    match kind:
        case "feed":
            return any(wanted in name for name in names)
        case "search":
            return wanted in names
        case _:
            below = wanted.strip("/") + "/"
            return any(f"{name}/".startswith(below) for name in names)
