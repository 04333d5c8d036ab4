"""Every misbehaviour of the misbehaving server, all at once: bounded, named, and others go on."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.document.safe import clean_line
from tests.shared_data import shared_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

PROGRAM = """
import asyncio, json, resource, sys, time
from reader.feeds.fetch import Ask, Fetcher, FetchError, Limits

async def main(addresses):
    async with Fetcher(Limits(read=4, total=8)) as fetcher:
        async def one(address):
            began = time.monotonic()
            try:
                got = await fetcher.get(Ask(address, typed=True))
                told = {"status": got.status, "size": len(got.body), "moved": got.moved}
            except FetchError as error:
                told = {"error": str(error), "code": error.code, "gone": error.gone}
                told["wait"] = error.retry_after
            return told | {"seconds": time.monotonic() - began}
        return await asyncio.gather(*map(one, addresses))

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = asyncio.run(main(sys.argv[1:]))
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"told": told, "grown": grown}))
"""

GOOD = {
    "/ok.xml", "/deflate-raw.xml", "/redirect-relative-odd", "/moved-permanently", "/moved-308",
    "/moved-temporarily", "/moved-307", "/moved-mixed", "/moved-to-login", "/html", "/etag-weird",
    "/etag-changes", "/lastmod-odd", "/guid-changes.xml", "/links-change.xml",
    "/order-changes.xml", "/shrinks.xml", "/length-short.xml", "/charset-header.xml",
    "/type-odd.xml", "/cookies", "/meta-refresh", "/images.html",
}  # fmt: skip
"""What is fetched well: it is for others to judge what is in it."""

EITHER = {"/slow.xml", "/gzipbomb.xml", "/gzip2bomb.xml"}
"""What depends on how quick the machine is."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_hostile", shared_tool("make_hostile.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def asked(tool: ModuleType) -> Iterator[dict[str, Any]]:
    """What became of every path, by path, and how much the fetching process grew, in MB."""
    import threading

    server = tool.Server(cap_mb=64, cap_seconds=12)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(base + path for path in tool.PATHS)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = json.loads(run.stdout)
    unit = 1024 if sys.platform == "linux" else 1024**2
    yield {
        "told": dict(zip(tool.PATHS, found["told"], strict=True)),
        "grown": found["grown"] / unit,
        "counts": dict(server.counts),
        "base": base,
    }
    server.stopping.set()
    server.shutdown()


def test_all_of_it_is_bounded(asked: dict[str, Any]) -> None:
    assert asked["grown"] < 200
    slowest = max(asked["told"].values(), key=lambda told: told["seconds"])
    assert slowest["seconds"] < 30
    assert all(count <= 30 for count in asked["counts"].values())


def test_each_failure_is_a_sentence_that_names_its_address(asked: dict[str, Any]) -> None:
    for path, told in asked["told"].items():
        if path in GOOD:
            assert "error" not in told, (path, told)
        elif path not in EITHER:
            sentence = told["error"]
            assert sentence.startswith(f"{asked['base']}{path}: "), sentence
            assert sentence.endswith(".")
            assert clean_line(sentence) == sentence
            assert "PWNED-4" not in sentence
            assert "PWNED-REASON" not in sentence


def test_moves_ends_and_waits_are_known(asked: dict[str, Any], tool: ModuleType) -> None:
    told, base = asked["told"], asked["base"]
    for path, (_, _, checks, _) in tool.PATHS.items():
        if "new_path" in checks and path != "/moved-to-login":
            new = checks["new_path"]
            assert told[path]["moved"] == (None if new is None else base + new)
    assert told["/410"]["gone"]
    assert told["/429"]["wait"] == 120
    assert 110 <= told["/429-date"]["wait"] <= 121
    assert told["/503"]["wait"] == 60
    assert told["/429-odd"]["wait"] is None


def test_a_run_can_be_cancelled_in_the_middle_of_it(tool: ModuleType) -> None:
    import threading
    import time

    from reader.feeds.fetch import Ask, Fetcher

    server = tool.Server(cap_mb=4, cap_seconds=20)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    slow = ("/hang", "/trickle.xml", "/trickle-headers", "/slow.xml")

    async def cancelled() -> float:
        async with Fetcher() as fetcher:
            asks = [fetcher.get(Ask(base + path, typed=True)) for path in slow]
            gathered = asyncio.gather(*asks)
            await asyncio.sleep(0.3)
            began = time.monotonic()
            gathered.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gathered
        return time.monotonic() - began

    assert asyncio.run(cancelled()) < 2
    server.stopping.set()
    server.shutdown()
