"""`reader feeds` and what can be done to sources with it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.feeds.secrets import Secret, Secrets
from reader.library.library import Library
from reader.library.records import FeedState
from reader.settings.locations import library_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

ADDRESS = "https://lwn.example/feed"


@pytest.fixture
def file(own_machine: Path) -> Path:
    """A library with the feeds LWN (1) and Comics (2)."""
    file = library_path(None)
    file.parent.mkdir(parents=True)
    with Library.open(file) as library:
        library.add_source(kind="feed", address=ADDRESS, title="", own_title="LWN")
        library.add_source(kind="feed", address="https://x.example/", title="Comics")
    return file


def row(reader: Type, name: str) -> dict[str, Any]:
    return reader("feeds", name, "--json").object


def test_feeds_alone_lists_them(reader: Type, file: Path) -> None:
    answer = reader("feeds")
    assert answer.status == 0
    assert [line.split()[4] for line in answer.out.splitlines()] == ["Comics", "LWN"]
    assert [one["id"] for one in reader("feeds", "--json").objects] == [2, 1]
    assert row(reader, "lwn")["own_title"] == "LWN"
    assert reader("feeds", "Gazette").status == 3
    misspelt = reader("feeds", "renam", "LWN", "x")
    assert misspelt.status == 2
    assert "rename" in misspelt.err


def test_a_feed_is_renamed_and_gets_its_own_title_back(reader: Type, file: Path) -> None:
    assert "Renamed LWN to Linux" in reader("feeds", "rename", "1", "Linux").out
    assert row(reader, "Linux")["title"] == "Linux"
    assert "Renamed Linux to LWN" in reader("feeds", "rename", "Linux", "").out
    assert reader("undo").status == 0
    assert row(reader, "1")["title"] == "Linux"


def test_a_feed_moves_into_nested_folders(reader: Type, file: Path) -> None:
    assert reader("feeds", "move", "LWN", "News/Tech").status == 0
    assert row(reader, "LWN")["folder"] == "News/Tech"
    assert [one["name"] for one in reader("folders", "--json").objects] == ["News", "News/Tech"]
    assert "out of its folder" in reader("feeds", "move", "LWN", "").out


def test_feeds_are_tagged(reader: Type, file: Path) -> None:
    assert reader("feeds", "tag", "good", "LWN", "Comics").status == 0
    assert reader("feeds", "untag", "good", "Comics").status == 0
    assert (row(reader, "1")["tags"], row(reader, "2")["tags"]) == (["good"], [])
    assert "#good" in reader("feeds").out


def test_feeds_are_paused_and_resumed(reader: Type, file: Path) -> None:
    said = reader("feeds", "pause", "LWN", "Comics", "--json").objects
    assert [one["label"] for one in said] == ["Paused LWN", "Paused Comics"]
    assert "paused" in reader("feeds").out
    assert reader("feeds", "resume", "LWN").status == 0
    assert (row(reader, "1")["paused"], row(reader, "2")["paused"]) == (False, True)


def test_a_removed_feed_comes_back_by_undo(reader: Type, file: Path) -> None:
    assert "Unsubscribed LWN" in reader("feeds", "remove", "LWN").out
    assert reader("feeds", "LWN").status == 3
    assert reader("undo").status == 0
    assert row(reader, "LWN")["id"] == 1


def test_settings_are_set_and_shown(reader: Type, file: Path) -> None:
    words = ("interval=2h", "hidden=yes", "full_text=on", "user_agent=Mine/1", "header.X-A=b c")
    assert reader("feeds", "set", "LWN", *words).status == 0
    told = row(reader, "LWN")
    assert (told["interval"], told["hidden"], told["full_text"]) == (7200, True, True)
    assert (told["user_agent"], told["headers"]) == ("Mine/1", ["X-A"])
    shown = {one["name"]: one["value"] for one in reader("feeds", "set", "1", "--json").objects}
    assert shown == {
        "interval": "2h",
        "full_text": "yes",
        "user_agent": "Mine/1",
        "header.X-A": "b c",
        "user": "",
        "hidden": "yes",
        "paused": "no",
    }
    assert reader("feeds", "set", "LWN", "interval=auto", "header.X-A=").status == 0
    assert (row(reader, "1")["interval"], row(reader, "1")["headers"]) == (None, [])
    assert reader("undo").status == 0
    assert row(reader, "1")["interval"] == 7200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("interval=soon",), "write 30m, 2h, 1d or auto"),
        (("interval=5",), "more often than every 60 seconds"),
        (("hiden=yes",), "hidden"),
        (("hidden=perhaps",), "yes or no"),
        (("hidden",), "NAME=VALUE"),
        (("password=x",), "--password-stdin"),
        (("header.A:b=c",), "cannot be sent"),
    ],
)
def test_a_wrong_setting_is_told_and_nothing_is_changed(
    reader: Type, file: Path, words: tuple[str, ...], told: str
) -> None:
    answer = reader("feeds", "set", "LWN", *words)
    assert answer.status == 2
    assert told in answer.err
    assert len(reader("history", "--json").objects) == 2


@pytest.mark.parametrize("words", [("rename", "LWN"), ("tag", "x"), ("pause",), ("set",)])
def test_what_an_action_needs_is_told(reader: Type, file: Path, words: tuple[str, ...]) -> None:
    answer = reader("feeds", *words)
    assert answer.status == 2
    assert f"reader feeds {words[0]}" in answer.err


def test_a_password_is_kept_outside_the_library_and_never_shown(
    reader: Type, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("hunter2\n"))
    answer = reader("feeds", "set", "LWN", "user=me", "--password-stdin")
    assert answer.status == 0
    assert "hunter2" not in answer.out + answer.err
    secrets = Secrets(file.parent)
    assert secrets.get(ADDRESS) == Secret("me", "hunter2")
    reader("feeds", "set", "LWN", "header.X-Api-Key=k3y", "user=you")
    assert secrets.get(ADDRESS) == Secret("you", "hunter2", (("X-Api-Key", "k3y"),))
    told = {one["name"]: one["value"] for one in reader("feeds", "set", "LWN", "--json").objects}
    assert told["header.X-Api-Key"] == told["password"] == "kept apart"
    for said in (reader("feeds"), reader("feeds", "set", "LWN"), reader("history")):
        assert "hunter2" not in said.out
        assert "k3y" not in said.out
    stored = (
        file.read_bytes() + file.with_name("library.db-wal").read_bytes()
        if (file.with_name("library.db-wal").exists())
        else file.read_bytes()
    )
    assert b"hunter2" not in stored
    assert b"k3y" not in stored
    assert "forgotten" in reader("feeds", "set", "LWN", "user=", "header.X-Api-Key=").out
    assert secrets.get(ADDRESS) is None


def test_no_password_changes_nothing(
    reader: Type, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert reader("feeds", "set", "LWN", "user=me", "--password-stdin").status == 2
    assert row(reader, "LWN")["user"] is None


def test_failing_feeds_say_since_when_and_when_again(reader: Type, file: Path) -> None:
    assert reader("feeds", "--failing").status == 3
    day = 1_790_000_000
    with Library.open(file) as library:
        library.fail(
            1,
            FeedState(
                1,
                title="LWN",
                error="LWN: it does not answer.",
                failing=day,
                failures=3,
                good=day - 86_400,
                due=day + 3600,
            ),
        )
    answer = reader("feeds", "--failing")
    assert answer.out.count("\n") == 1
    assert (
        "LWN: it does not answer. (failing since 2026-09-21 14:13, last good 2026-09-20 14:13,"
        " next try 2026-09-21 15:13)"
    ) in answer.out
    told = reader("feeds", "--failing", "--json").object
    assert (told["failing"], told["failures"]) == ("2026-09-21T14:13:20Z", 3)
    assert (told["good"], told["next"]) == ("2026-09-20T14:13:20Z", "2026-09-21T15:13:20Z")
