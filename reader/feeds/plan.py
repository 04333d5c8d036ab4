"""How a run of updates goes about it: the user's limits, in one record."""

from __future__ import annotations

from typing import NamedTuple

from reader.feeds.answers import Limits
from reader.feeds.pool import Caps
from reader.feeds.schedule import Bounds


class Plan(NamedTuple):
    """`at_once`: how many feeds are in hand at a time, from asking to keeping."""

    at_once: int = 32
    bounds: Bounds = Bounds()
    limits: Limits = Limits()
    caps: Caps = Caps()
