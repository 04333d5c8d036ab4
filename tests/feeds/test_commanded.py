"""Commands and files as sources: run by the user's shell, within limits, with plain errors."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds.commanded import Commanded, commanded, run
from reader.feeds.fetch import Ask, Fetcher, FetchError, Limits
from reader.feeds.origins import bring, is_here
from tests.feeds.wire import Wire, whole

if TYPE_CHECKING:
    from reader.feeds.fetch import Fetched

LIMITS = Limits(total=10, most_bytes=1 << 20)


@pytest.mark.parametrize(
    ("source", "command", "address"),
    [
        ("exec:~/bin/feed --all | sort", "~/bin/feed --all | sort", None),
        ("exec: a:b:c ", "a:b:c", None),
        ("filter:sed s/a/b/:https://example.org/?a:b", "sed s/a/b/", "https://example.org/?a:b"),
        ("filter:sed s:a:b::https://example.org/", "sed s:a:b:", "https://example.org/"),
        ("filter:~/bin/clean:file:///tmp/a.xml", "~/bin/clean", "file:///tmp/a.xml"),
        ("filter:cat:/tmp/a.xml", "cat", "/tmp/a.xml"),
    ],
)
def test_a_command_is_read_as_newsboat_reads_it(
    source: str, command: str, address: str | None
) -> None:
    assert commanded(source) == Commanded(command, address)


@pytest.mark.parametrize("source", ["https://example.org/", "file:///a", "/a/b", "executive:", ""])
def test_what_is_no_command(source: str) -> None:
    assert commanded(source) is None


@pytest.mark.parametrize(
    "source", ["exec:", "exec:  ", "filter:", "filter:cat", "filter:cat:", "filter::x"]
)
def test_half_a_command_is_told(source: str) -> None:
    with pytest.raises(FetchError):
        commanded(source)


async def test_the_shell_of_the_system_runs_it(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("<rss/>\n")
    made = await run(f"cat '{tmp_path}/a b.txt' | tr r R; echo $((1 + 1))", LIMITS)
    assert made == b"<Rss/>\n2\n"


async def test_a_filter_gets_the_body_on_its_input() -> None:
    body = b"line\n" * 100_000
    assert await run("wc -l | tr -d ' '", LIMITS, body) == b"100000\n"
    assert await run("head -n 1", LIMITS, body) == b"line\n"  # stops reading early


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("exit 3", "it failed with status 3; try"),
        ("echo first >&2; printf 'la\\033]0;evil\\007st\\n\\n' >&2; exit 3", "3: “la]0;evilst”"),
        ("reader-has-no-such-command", "there is no such command (status 127): “"),
        ("kill -KILL $$", "it was ended by SIGKILL"),
        ("true", "it wrote nothing"),
        ("yes", "it writes more than 1 MB"),
        ("yes >&2", "not done after 1 seconds"),
        ("sleep 60", "not done after 1 seconds"),
        ("setsid sleep 4 & echo x", "not done after 1 seconds"),
        ("trap '' TERM; while :; do sleep 1; done", "not done after 1 seconds"),
    ],
)
async def test_what_goes_wrong_is_one_sentence(command: str, says: str) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError) as caught:
        await run(command, LIMITS._replace(total=1))
    assert says in str(caught.value)
    assert str(caught.value).startswith("exec:")
    assert str(caught.value).isprintable()
    assert time.monotonic() - began < 8


def is_running(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
    return False


async def until_gone(pid: int) -> bool:
    for _ in range(100):
        if not is_running(pid):
            return True
        await asyncio.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


async def test_all_that_it_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(FetchError):
        await run(f"(sleep 60 & echo $! > {note}; wait) | cat", LIMITS._replace(total=1))
    assert await until_gone(int(note.read_text()))


async def test_cancelling_ends_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    os.mkfifo(tmp_path / "go")
    command = f"echo $$ > {note}; echo > {tmp_path}/go; exec sleep 60"
    task = asyncio.create_task(run(command, LIMITS))
    await asyncio.to_thread((tmp_path / "go").read_text)  # it runs now
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await until_gone(int(note.read_text()))


async def brought(address: str, *, typed: bool = True, etag: str | None = None) -> Fetched:
    async with Fetcher(LIMITS) as fetcher:
        return await bring(fetcher, Ask(address, typed=typed, etag=etag))


async def test_a_source_is_brought_by_the_way_it_says(wire: Wire, tmp_path: Path) -> None:
    page = wire.give("/feed", whole(b"<rss/>"))
    file = tmp_path / "ein Feed.xml"
    file.write_bytes(b"<rss/>")
    (Path.home() / "feed.xml").write_bytes(b"<rss/>")
    for address in (
        page,
        str(file),
        file.as_uri(),
        f"file://localhost{file.as_uri()[7:]}",
        "~/feed.xml",
        "exec:printf '<rss/>'",
        f"filter:cat:{page}",
        f"filter:cat:{file.as_uri()}",
    ):
        assert (await brought(address)).body == b"<rss/>", address


async def test_what_a_command_or_a_file_says_again_is_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text("one")
    for address in (str(file), f"exec:cat {file}", f"filter:cat:{file.as_uri()}"):
        file.write_text("one")
        first = await brought(address)
        again = await brought(address, etag=first.etag)
        assert (again.unchanged, again.body) == (True, b"")
        file.write_text("two")
        assert (await brought(address, etag=first.etag)).body == b"two"


async def test_a_filter_of_the_web_is_not_asked_by_its_own_etag(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x", etag='"page"'))
    first = await brought(f"filter:cat:{page}")
    await brought(f"filter:cat:{page}", etag=first.etag)
    assert "if-none-match" not in wire.asked[1].headers


@pytest.mark.parametrize("kind", ["exec:touch {}", "filter:touch {}:/dev/null", "{}", "file://{}"])
async def test_only_the_user_names_commands_and_files(tmp_path: Path, kind: str) -> None:
    canary = tmp_path / "canary"
    with pytest.raises(FetchError, match="only when you add them yourself"):
        await brought(kind.format(canary), typed=False)
    assert not canary.exists()
    assert is_here(kind.format(canary))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file://elsewhere/etc/passwd", "files of elsewhere are not read"),
        ("file:///nowhere/at/all", "no such file"),
        ("file:///dev/zero", "a pipe or a device"),
        ("file:///tmp", "a folder"),
        ("filter:cat:file:///nowhere", "no such file"),
        ("filter:cat:exec:echo x", "read"),
    ],
)
async def test_files_that_cannot_be_read_are_told(address: str, says: str) -> None:
    if address.endswith("exec:echo x"):
        assert (await brought(address)).body == b"x\n"
        return
    with pytest.raises(SourceError, match=says):
        await brought(address)
