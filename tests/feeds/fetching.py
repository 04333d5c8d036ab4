"""Fetching once, and the error of a fetch that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.feeds.fetch import Ask, Fetcher, FetchError, Limits

if TYPE_CHECKING:
    from reader.feeds.fetch import Fetched

QUICK = Limits(connect=5, read=1, total=2.5)
"""So that what hangs does not hold up the tests."""


async def get(address: str, limits: Limits | None = None, **more: Any) -> Fetched:  # noqa: ANN401
    """What is at an address, asked for as one that the user typed."""
    ask = Ask(address, typed=True)._replace(**more)
    async with Fetcher(limits) as fetcher:
        return await fetcher.get(ask)


async def error_of(address: str, limits: Limits = QUICK, **more: Any) -> FetchError:  # noqa: ANN401
    """Why it cannot be fetched: one sentence that a terminal may show."""
    with pytest.raises(FetchError) as caught:
        await get(address, limits, **more)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence.isprintable()
    return caught.value
