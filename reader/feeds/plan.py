"""How a run of updates goes about it: the user's limits, in one record."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.feeds.answers import Limits
from reader.feeds.pool import Caps
from reader.feeds.schedule import Bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.feeds.answers import Fetched


class Plan(NamedTuple):
    """`at_once`: how many feeds are in hand at a time, from asking to keeping.

    `given`: answers that have come already, by the address of their source; it is not asked again.
    """

    at_once: int = 32
    bounds: Bounds = Bounds()
    limits: Limits = Limits()
    caps: Caps = Caps()
    given: Mapping[str, Fetched] = MappingProxyType({})
