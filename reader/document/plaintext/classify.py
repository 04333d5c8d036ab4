"""What each unit is: the trained model's verdict within what its shape allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.document.plaintext import model
from reader.document.plaintext.features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def allowed(unit: Unit) -> str:
    """The labels that the shape of a unit leaves open."""
    if unit.shape == "item" and unit.bullet and unit.bullet.kind == "dot":
        return "LAIT"
    if unit.shape in {"text", "item"}:
        return model.STATES
    return "PAIT" if unit.shape == "rule" else "P"


def classify(units: Sequence[Unit], title: str) -> list[Kind]:
    """The kind of each unit of a text whose title is known."""
    weights = model.trained()
    emitted = [
        model.scores(weights, names, allowed(unit))
        for unit, names in zip(units, features(units, title), strict=True)
    ]
    return [_KINDS[state] for state in model.decode(weights, emitted)]
