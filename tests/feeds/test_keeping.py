"""Pictures from the web: fetched when asked for, and kept for reading without the network."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reader.document.parse import parse
from reader.errors import SourceError
from reader.feeds.keeping import Keeping, keep
from reader.feeds.picture_store import Filed, PictureStore, folder_of, name_of
from reader.feeds.pictures import Album, home_host
from reader.feeds.web_pictures import WebPictures, is_picture
from reader.library.library import Library
from reader.library.records import Arrived
from tests.feeds.wire import Wire, head, leads, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.feeds.wire import Answer

PNG = b"\x89PNG\r\n\x1a\n"
HOME = "127.0.0.1"
ROOM = 1 << 20


def loaded(*addresses: str, home: str | None = HOME) -> list[bytes | str]:
    """What comes of some addresses, one after the other: bytes, or a sentence."""
    found: list[bytes | str] = []
    with WebPictures(addresses, home=home) as web:
        for address in addresses:
            try:
                found.append(web.load(address))
            except SourceError as error:
                found.append(str(error))
    return found


def test_pictures_come_in_their_order_whatever_is_quicker(wire: Wire) -> None:
    pages = [
        wire.give(f"/{number}.png", [0.2 * (number % 3), *whole(PNG + b"%d" % number)])
        for number in range(12)
    ]
    assert loaded(*pages) == [PNG + b"%d" % number for number in range(12)]
    assert wire.busiest > 1
    assert wire.asked[0].headers["accept"].startswith("image/")


def test_only_some_are_fetched_before_they_are_taken(wire: Wire) -> None:
    pages = [wire.give(f"/{number}.png", whole(PNG)) for number in range(30)]
    with WebPictures(pages, home=HOME) as web:
        assert web.load(pages[0]) == PNG
        assert web.load(pages[1]) == PNG
        time.sleep(0.3)
        assert len(wire.asked) <= 8
    time.sleep(0.1)
    assert len(wire.asked) <= 8


def test_nothing_is_fetched_that_nobody_takes(wire: Wire) -> None:
    with WebPictures([wire.give("/a.png", whole(PNG))], home=HOME):
        time.sleep(0.1)
    assert not wire.asked


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (whole(b"<!doctype html><p>Hello"), "is no picture"),
        (whole(b'<svg xmlns="http://www.w3.org/2000/svg"/>'), "a drawing (SVG)"),
        (whole(b"gone", 404), "there is nothing at this address"),
        ([head(200, length=30 << 20) + PNG], "longer than the 20 MB"),
    ],
)
def test_what_is_no_picture_is_told(wire: Wire, answer: Answer, says: str) -> None:
    (found,) = loaded(wire.give("/a.png", answer))
    assert isinstance(found, str)
    assert says in found


def test_a_private_network_is_asked_only_where_the_feed_is(wire: Wire) -> None:
    page = wire.give("/a.png", whole(PNG))
    for home in (None, "news.example", "localhost"):
        (found,) = loaded(page, home=home)
        assert isinstance(found, str)
        assert "private network" in found
    assert not wire.asked
    assert loaded(page, home=HOME) == [PNG]


def test_a_host_that_is_silent_holds_up_once(wire: Wire) -> None:
    wire.__exit__()
    pages = [wire.at(f"/{number}.png") for number in range(40)]
    began = time.monotonic()
    found = loaded(*pages)
    assert all(isinstance(one, str) and "nobody takes" in one for one in found)
    assert time.monotonic() - began < 10


def test_the_formats_that_can_be_shown_are_known() -> None:
    for data in (
        PNG,
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"\0\0\0 ftypavif",
        b"BM",
    ):
        assert is_picture(data)
    for data in (b"", b"RIFF\0\0\0\0WAVE", b"<svg", b"\0\0\0 ftypisom", b"%PDF-1.7", b"PK\3\4"):
        assert not is_picture(data)


def arrived(identity: str, *addresses: str, words: str = "Words.") -> Arrived:
    images = "".join(f'<p><img src="{address}" alt="A"></p>' for address in addresses)
    data = f"<h1>{identity}</h1><p>{words}</p>{images}".encode()
    return Arrived(identity, parse(data, media_type="text/html"), data, "text/html")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", create=True, updates=True) as made:
        yield made


@pytest.fixture
def feed(library: Library, wire: Wire) -> int:
    """A feed of the wire's host."""
    number, _ = library.add_source(kind="feed", address=wire.at("/feed"), title="Feed")
    return number


def add(library: Library, source: int, *articles: Arrived) -> list[int]:
    return [library.ingest(source, [one])[0].article_id for one in articles]


def test_the_pictures_of_bookmarked_articles_are_kept(
    library: Library, feed: int, wire: Wire
) -> None:
    one, two = wire.give("/1.png", whole(PNG + b"1")), wire.give("/2.png", whole(PNG + b"2"))
    other = wire.give("/other.png", whole(PNG))
    marked, _ = add(library, feed, arrived("a", one, two, one), arrived("b", other))
    assert keep(library, "bookmarked", ROOM) == Keeping()
    library.bookmark([marked])
    assert keep(library, "saved", ROOM) == Keeping()
    told: list[str] = []
    assert keep(library, "bookmarked", ROOM, told.append) == Keeping(kept=2)
    assert told == ["a"]
    store = PictureStore(folder_of(library.path))
    assert (store.get(one), store.get(two)) == (PNG + b"1", PNG + b"2")
    assert store.get(other) is None
    assert store.size() == 2 * len(PNG + b"1")
    assert keep(library, "bookmarked", ROOM) == Keeping()
    assert len(wire.asked) == 2


def test_the_pictures_of_saved_articles_are_kept(library: Library, proxy: Wire) -> None:
    proxy.give("/1.png", whole(PNG))
    library.save_article(arrived("http://news.example/a", "http://news.example/1.png"))
    assert keep(library, "saved", ROOM) == Keeping(kept=1)
    assert PictureStore(folder_of(library.path)).get("http://news.example/1.png") == PNG


def test_a_saved_page_opens_no_private_network(library: Library, wire: Wire) -> None:
    page = wire.give("/1.png", whole(PNG))
    library.save_article(arrived(wire.at("/a"), page)._replace(url=wire.at("/a")))
    assert keep(library, "saved", ROOM) == Keeping(failed=1)
    assert not wire.asked


def test_what_is_no_longer_bookmarked_is_dropped(library: Library, feed: int, wire: Wire) -> None:
    shared = wire.give("/shared.png", whole(PNG))
    own = wire.give("/own.png", whole(PNG))
    first, second = add(library, feed, arrived("a", shared, own), arrived("b", shared))
    library.bookmark([first, second])
    keep(library, "bookmarked", ROOM)
    library.unbookmark([first])
    assert keep(library, "bookmarked", ROOM) == Keeping(dropped=1)
    store = PictureStore(folder_of(library.path))
    assert (store.has(shared), store.has(own)) == (True, False)
    assert list(store.articles()) == [second]


def test_a_new_version_brings_its_own_pictures(library: Library, feed: int, wire: Wire) -> None:
    old, new = wire.give("/old.png", whole(PNG)), wire.give("/new.png", whole(PNG))
    (number,) = add(library, feed, arrived("a", old))
    library.bookmark([number])
    keep(library, "bookmarked", ROOM)
    add(library, feed, arrived("a", new, words="Other words."))
    assert keep(library, "bookmarked", ROOM).kept == 1
    store = PictureStore(folder_of(library.path))
    assert (store.has(old), store.has(new)) == (False, True)


def test_what_cannot_be_had_is_not_asked_for_each_time(
    library: Library, feed: int, wire: Wire
) -> None:
    (number,) = add(library, feed, arrived("a", wire.at("/gone.png")))
    library.bookmark([number])
    assert keep(library, "bookmarked", ROOM) == Keeping(failed=1)
    assert keep(library, "bookmarked", ROOM) == Keeping()
    assert len(wire.asked) == 1
    store = PictureStore(folder_of(library.path))
    filed = store.articles()[number]
    store.write_articles({number: filed._replace(at=filed.at - 8 * 86400)})
    wire.give("/gone.png", whole(PNG))
    assert keep(library, "bookmarked", ROOM) == Keeping(kept=1)


def test_the_room_is_kept_to(library: Library, feed: int, wire: Wire) -> None:
    big = [wire.give(f"/{number}.png", whole(PNG + bytes(400_000))) for number in range(6)]
    numbers = add(library, feed, *(arrived(f"a{n}", *big[2 * n : 2 * n + 2]) for n in range(3)))
    library.bookmark(numbers)
    assert keep(library, "bookmarked", 900_000) == Keeping(kept=3, failed=1, full=True)
    store = PictureStore(folder_of(library.path))
    assert store.size() < 1_300_000
    assert keep(library, "bookmarked", 900_000).full
    # What is fetched at once may be given up before it is asked for, when the room is full.
    assert len(wire.asked) <= 4


def test_a_picture_that_is_kept_is_used_before_the_network(
    library: Library, feed: int, wire: Wire
) -> None:
    page = wire.give("/1.png", whole(PNG))
    (number,) = add(library, feed, arrived("a", page))
    library.bookmark([number])
    keep(library, "bookmarked", ROOM)
    store = PictureStore(folder_of(library.path))

    def load(address: str) -> bytes:
        return store.get(address) or b""

    album = Album(library, number, load)
    assert [album.bytes_of(picture) for picture in album.pictures] == [PNG]
    assert home_host(library, number) == HOME


def test_a_redirect_into_a_private_network_keeps_nothing(
    library: Library, wire: Wire, proxy: Wire
) -> None:
    proxy.give("/a.png", leads(wire.give("/secret.png", whole(PNG))))
    number, _ = library.add_source(kind="feed", address="http://news.example/", title="N")
    (one,) = add(library, number, arrived("a", "http://news.example/a.png"))
    library.bookmark([one])
    assert keep(library, "bookmarked", ROOM) == Keeping(failed=1)
    assert not wire.asked
    assert len(proxy.asked) == 1


def test_no_address_names_a_path(tmp_path: Path) -> None:
    store = PictureStore(tmp_path / "library.pictures")
    for address in ("../../evil", "/etc/passwd", "a" * 9000, "\ud800", "https://a/\0"):
        store.put(address, address.encode("utf-8", "replace"))
        assert store.get(address) == address.encode("utf-8", "replace")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 5
    assert all(path.parent.parent == store.folder and len(path.name) == 32 for path in files)


def test_a_damaged_table_costs_only_another_look(library: Library, feed: int, wire: Wire) -> None:
    page = wire.give("/1.png", whole(PNG))
    (number,) = add(library, feed, arrived("a", page))
    library.bookmark([number])
    keep(library, "bookmarked", ROOM)
    table = folder_of(library.path) / "articles.json"
    for content in (b"", b"{", b"[]", b'{"1": {}}', b'{"x": {"state": 1}}'):
        table.write_bytes(content)
        assert keep(library, "bookmarked", ROOM) == Keeping()
        assert PictureStore(folder_of(library.path)).articles()[number].names == (name_of(page),)
    assert len(wire.asked) == 1


def test_what_a_crash_left_is_swept_once_it_is_old(tmp_path: Path) -> None:
    import os

    store = PictureStore(tmp_path)
    store.put("a", PNG)
    half = [store.folder / name_of("a")[:2] / f"{name_of(name)}.new9" for name in "bc"]
    for path in half:
        path.write_bytes(b"half")
    os.utime(half[0], (0, 0))
    assert store.drop_all_but([name_of("a")]) == 1
    assert (half[0].exists(), half[1].exists(), store.has("a")) == (False, True, True)


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.pictures").write_text("in the way")
    store = PictureStore(tmp_path / "library.pictures")
    with pytest.raises(SourceError):
        store.put("a", PNG)
    with pytest.raises(SourceError):
        store.write_articles({1: Filed("", ())})
