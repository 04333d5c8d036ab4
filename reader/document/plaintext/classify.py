"""What each unit is: the trained model's verdict within what its shape allows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.document.plaintext import model, works
from reader.document.plaintext.features import features
from reader.document.plaintext.traits import ADDRESS, label, traits
from reader.document.plaintext.vocabulary import hits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.layout import Layout
    from reader.document.plaintext.units import Unit

Kind: TypeAlias = Literal["paragraph", "heading", "item", "furniture"]

_KINDS: dict[str, Kind] = {
    "A": "furniture",
    "I": "furniture",
    "T": "furniture",
    "P": "paragraph",
    "H": "heading",
    "L": "item",
}


_NEVER_ABOVE = re.compile(r"©|\(c\) |[(\[（【].*[)\]）】]$|.*[→›»▾▼⬇]$", re.IGNORECASE)
"""Signs of credits, asides and buttons: no text is headed by them."""
_BUTTONS = frozenset({"ad", "share", "comment", "related", "subscribe"})
_NOTICES = frozenset({"long-filled=2", "long-filled=3", "long-filled=4"})
"""How full of furniture's words a long notice is."""
_OFTEN = 3
"""Times that a line comes word for word from which on it heads nothing."""

HEAD, TAIL = 1500, 400
"""Units at either end of a text of no end that the model judges; between them shapes decide."""


def allowed(unit: Unit) -> str:
    """The labels that the shape of a unit leaves open."""
    if unit.shape == "item" and unit.bullet and unit.bullet.kind == "dot":
        return "LAIT"
    if unit.shape in {"text", "item"}:
        return model.STATES
    if unit.shape == "edge":
        return "AIT"
    return "P"


def _heads_nothing(unit: Unit, count: int) -> bool:
    """Whether a line surely is no heading, whatever stands around it."""
    text = unit.text[:200]
    if count >= _OFTEN or _NEVER_ABOVE.match(text):
        return True
    found = [hit for hit in hits(text) if hit.kind in _BUTTONS]
    if label(text) and (ADDRESS.search(text) or any(hit.leads for hit in found)):
        return True
    return len(text) <= 60 and any(hit.filled > 0.85 for hit in found)


def _is_surely_text(unit: Unit) -> bool:
    """Whether a unit is too long, and too much a sentence, to be anything but running text."""
    looks = traits(unit.text, edge=True)
    return looks.form == "long" and looks.stops and not _NOTICES.intersection(looks.marks)


def choices(units: Sequence[Unit]) -> list[str]:
    """The labels that are open for each unit of a text."""
    counts = Counter(unit.text for unit in units)
    labels = Counter(label(unit.text[:80]) for unit in units)
    found: list[str] = []
    for unit in units:
        left = allowed(unit)
        if len(unit.text) <= 200 and _heads_nothing(unit, counts[unit.text]):
            left = left.replace("H", "")
        name = label(unit.text[:80])
        if "P" in left and (_is_surely_text(unit) or (name and labels[name] > _OFTEN)):
            left = "".join(state for state in left if state not in "AIT")
        found.append(left)
    return found


def _judged(units: Sequence[Unit], title: str, closed: str = "") -> list[Kind]:
    """The model's verdict; `closed` are labels that no unit may have."""
    weights = model.trained()
    emitted = [
        model.scores(weights, names, set(open_) - set(closed))
        for open_, names in zip(choices(units), features(units, title), strict=True)
    ]
    kinds = [_KINDS[state] for state in model.decode(weights, emitted)]
    # A text that is all furniture has none: it says what it has to say.
    return kinds if set(kinds) != {"furniture"} else [_plain(unit) for unit in units]


def _plain(unit: Unit) -> Kind:
    """A unit's kind by its shape alone."""
    return "item" if unit.shape == "item" else "furniture" if unit.shape == "edge" else "paragraph"


def _work(units: Sequence[Unit], layout: Layout) -> list[Kind]:
    found = works.headings(units, layout)
    return ["heading" if n in found else _plain(unit) for n, unit in enumerate(units)]


def classify(units: Sequence[Unit], title: str, layout: Layout) -> list[Kind]:
    """The kind of each unit of a text whose title is known."""
    if works.is_work(units, layout):
        return _work(units, layout)
    if len(units) <= HEAD + TAIL:
        return _judged(units, title)
    middle = [_plain(unit) for unit in units[HEAD:-TAIL]]
    head = _judged(units[:HEAD], title, "T")
    return [*head, *middle, *_judged(units[-TAIL:], title, "A")]
