"""Manners towards hosts: how many fetches at once, and leaving alone who asks for it."""

from __future__ import annotations

import asyncio
import time

import pytest

from reader.feeds.fetch import Ask, Fetcher, FetchError, Limits
from reader.feeds.http_address import Address
from reader.feeds.manners import HeldError, Manners
from tests.feeds.wire import Wire, whole

HERE = Address("http", "127.0.0.1", 80, "/feed")
AWAY = Address("https", "news.example", 443, "/feed")


async def busiest(manners: Manners, addresses: list[Address]) -> int:
    """How many of these had their turn at the same time."""
    now = most = 0

    async def one(address: Address) -> None:
        nonlocal now, most
        async with manners.turn(address):
            now += 1
            most = max(most, now)
            for _ in range(5):
                await asyncio.sleep(0)
            now -= 1

    await asyncio.gather(*(one(address) for address in addresses))
    return most


async def test_few_fetches_of_one_host_are_under_way_at_once() -> None:
    limits = Limits(per_host=2, at_once=5)
    pages = [AWAY._replace(target=f"/{number}") for number in range(20)]
    hosts = [AWAY._replace(host=f"{number}.example") for number in range(20)]
    assert await busiest(Manners(limits), pages) == 2
    assert await busiest(Manners(limits), hosts) == 5
    assert await busiest(Manners(limits), [HERE] * 20) == 5


async def test_a_host_that_asks_for_it_is_left_alone() -> None:
    manners = Manners(Limits())
    manners.hold(AWAY, 3600)
    with pytest.raises(HeldError) as held:
        async with manners.turn(AWAY._replace(target="/other")):
            pass
    assert 3590 < held.value.seconds <= 3600
    async with manners.turn(AWAY._replace(host="other.example")):
        pass


async def test_of_this_machine_only_the_address_itself_is_left_alone() -> None:
    manners = Manners(Limits())
    manners.hold(HERE, 3600)
    async with manners.turn(HERE._replace(target="/other")):
        pass
    with pytest.raises(HeldError):
        async with manners.turn(HERE):
            pass


async def test_a_short_wait_is_waited() -> None:
    manners = Manners(Limits())
    manners.hold(AWAY, 1)
    began = time.monotonic()
    async with manners.turn(AWAY):
        pass
    assert 0.9 < time.monotonic() - began < 10


async def test_after_a_complaint_there_is_space_between_fetches() -> None:
    manners = Manners(Limits(per_host=8))
    manners.hold(AWAY, None)
    began = time.monotonic()
    for _ in range(2):
        async with manners.turn(AWAY):
            manners.answered(AWAY)
    assert 1.4 < time.monotonic() - began < 10
    for _ in range(3):
        manners.answered(AWAY)
    assert await busiest(manners, [AWAY] * 20) > 2


async def test_who_was_asked_too_often_is_not_asked_again_in_the_run(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"", 429, retry_after="3600"))
    async with Fetcher() as fetcher:
        for _ in range(3):
            with pytest.raises(FetchError) as caught:
                await fetcher.get(Ask(page, typed=True))
            assert caught.value.code == 429
            assert caught.value.retry_after is not None
            assert 3590 < caught.value.retry_after <= 3600
    assert "left alone for 1 hour" in str(caught.value)
    assert len(wire.asked) == 1
