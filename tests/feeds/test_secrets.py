"""Passwords: kept in the keyring or a file that only its user reads, and never told."""

from __future__ import annotations

import multiprocessing
import stat
from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds import secrets
from reader.feeds.secrets import Secret, Secrets, without_login

keyring = pytest.importorskip("keyring")
from keyring.backend import KeyringBackend  # noqa: E402
from keyring.backends import fail  # noqa: E402
from keyring.errors import KeyringLocked, PasswordDeleteError  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEED = "https://example.org/feed"
SECRET = Secret("ann", "hush", (("X-Key", "höchst geheim"),))


class Ring(KeyringBackend):
    """A keyring that keeps its passwords in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture(params=["file", "no keyring", "keyring"])
def ring(request: pytest.FixtureRequest) -> Iterator[Ring | None]:
    """The keyring of the system; None where passwords go to the file."""
    before = keyring.get_keyring()
    made = Ring() if request.param == "keyring" else None
    keyring.set_keyring(made or fail.Keyring())  # type: ignore[no-untyped-call]
    yield made
    keyring.set_keyring(before)


def opened(folder: Path, ring: Ring | None) -> Secrets:
    return Secrets(folder, keyring=ring is not None or "no" in folder.name)


def test_a_secret_is_kept_changed_and_forgotten(tmp_path: Path, ring: Ring | None) -> None:
    kept = opened(tmp_path, ring)
    assert kept.get(FEED) is None
    kept.put(FEED, SECRET)
    kept.put(FEED + "2", Secret("bob"))
    assert opened(tmp_path, ring).get(FEED) == SECRET
    kept.put(FEED, Secret("ann", "other"))
    assert kept.get(FEED) == Secret("ann", "other")
    kept.move(FEED, FEED + "3")
    assert kept.get(FEED) is None
    assert kept.get(FEED + "3") == Secret("ann", "other")
    kept.drop(FEED + "3")
    kept.drop(FEED)
    assert kept.get(FEED + "3") is None
    assert kept.get(FEED + "2") == Secret("bob")


def test_the_file_is_its_users_alone(tmp_path: Path, ring: Ring | None) -> None:
    kept = opened(tmp_path / "data", ring)
    kept.put(FEED, SECRET)
    files = list((tmp_path / "data").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert {file.name for file in files} == {"secrets.json", "secrets.lock"}
    written = (tmp_path / "data" / "secrets.json").read_text()
    assert ("hush" in written) == (ring is None)
    if ring is not None:
        assert list(ring.kept) == [("reader-tui", FEED)]


def test_a_file_that_others_could_read_is_closed_again(tmp_path: Path) -> None:
    kept = Secrets(tmp_path, keyring=False)
    kept.put(FEED, SECRET)
    (tmp_path / "secrets.json").chmod(0o644)
    assert kept.get(FEED) == SECRET
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_keyring_that_is_locked_is_told_and_a_new_password_goes_to_the_file(
    tmp_path: Path,
) -> None:
    made = Ring()
    before = keyring.get_keyring()
    keyring.set_keyring(made)
    try:
        kept = Secrets(tmp_path)
        kept.put(FEED, SECRET)
        made.locked = True
        with pytest.raises(SourceError, match="unlock it") as caught:
            kept.get(FEED)
        assert "hush" not in str(caught.value)
        kept.put(FEED + "2", SECRET)
        assert kept.get(FEED + "2") == SECRET
        made.locked = False
        made.kept.clear()
        with pytest.raises(SourceError, match="give it again"):
            kept.get(FEED)
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"secrets": {"a": 1}}', b"\xff"])
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    kept = Secrets(tmp_path, keyring=False)
    (tmp_path / "secrets.json").write_bytes(content)
    for action in (kept.get, kept.drop, lambda source: kept.put(source, SECRET)):
        with pytest.raises(SourceError, match="damaged"):
            action(FEED)
    assert (tmp_path / "secrets.json").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told_without_the_password(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, and no folder")
    with pytest.raises(SourceError) as caught:
        Secrets(tmp_path / "data", keyring=False).put(FEED, SECRET)
    assert "hush" not in str(caught.value)


def keep_many(folder: Path, name: str) -> None:
    for number in range(20):
        Secrets(folder, keyring=False).put(f"{name}{number}", SECRET)


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=keep_many, args=(tmp_path, name)) for name in "ab"]
    for process in both:
        process.start()
    for process in both:
        process.join()
    kept = Secrets(tmp_path, keyring=False)
    assert all(kept.get(f"{name}{number}") == SECRET for name in "ab" for number in range(20))


def test_nothing_secret_shows() -> None:
    for shown in (repr(SECRET), str(SECRET), f"{SECRET}", repr([SECRET]), repr(secrets)):
        assert "hush" not in shown
        assert "geheim" not in shown


@pytest.mark.parametrize(
    ("typed", "bare", "secret"),
    [
        ("https://ann:hush@example.org/feed", FEED, Secret("ann", "hush")),
        ("https://a%40b:p%3A%2F@example.org/feed", FEED, Secret("a@b", "p:/")),
        ("https://token@example.org/feed", FEED, Secret("token", "")),
        ("feed:https://ann:hush@example.org/feed", "feed:" + FEED, Secret("ann", "hush")),
        ("feed://ann:hush@example.org/", "feed://example.org/", Secret("ann", "hush")),
        (
            f"filter:cut -c1:{FEED.replace('//', '//ann:hush@')}",
            f"filter:cut -c1:{FEED}",
            Secret("ann", "hush"),
        ),
        (FEED, FEED, None),
        ("https://example.org/@ann:x", "https://example.org/@ann:x", None),
        ("https://example.org//a:b@c", "https://example.org//a:b@c", None),
        (
            "exec:curl https://ann:hush@example.org/",
            "exec:curl https://ann:hush@example.org/",
            None,
        ),
        ("/home/ann@home/feed.xml", "/home/ann@home/feed.xml", None),
    ],
)
def test_a_login_is_taken_out_of_a_typed_address(
    typed: str, bare: str, secret: Secret | None
) -> None:
    assert without_login(typed) == (bare, secret)
