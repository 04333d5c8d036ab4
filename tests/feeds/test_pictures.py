"""The pictures of articles: found beside their files, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds import folder
from reader.feeds.file import arrived
from reader.feeds.pictures import Album
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """# A lamp

![The lamp](img/lamp%20one.png)

![From above](/top.png)

> ![Quoted](../top.png)

![Out](../../secret.png)

![Linked out](img/link.png)

![File](file:///etc/hostname)

![Away](https://example.org/away.png)

![](img/lamp%20one.png)
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library that has a folder with one article as a source."""
    texts = tmp_path / "texts"
    (texts / "sub" / "img").mkdir(parents=True)
    (texts / "sub" / "lamp.md").write_text(PAGE, encoding="utf-8")
    (texts / "sub" / "img" / "lamp one.png").write_bytes(b"lamp")
    (texts / "top.png").write_bytes(b"top")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (texts / "sub" / "img" / "link.png").symlink_to(tmp_path / "secret.png")
    with Library.open(tmp_path / "library.db", updates=True) as made:
        source, _ = made.add_source(kind="folder", address=str(texts), title="Texts")
        folder.read(made, source, texts, lambda _: None)
        yield made


def one(library: Library, alt: str, album: Album | None = None) -> bytes:
    album = album or Album(library, 1)
    return album.bytes_of(next(picture for picture in album.pictures if picture.alt == alt))


def test_a_picture_is_read_from_beside_the_article(library: Library) -> None:
    assert one(library, "The lamp") == b"lamp"


def test_a_path_from_the_root_begins_at_the_folder(library: Library) -> None:
    assert one(library, "From above") == b"top"


def test_a_folder_above_within_the_source_is_reached(library: Library) -> None:
    assert one(library, "Quoted") == b"top"


def test_a_quoted_picture_is_given_less_room(library: Library) -> None:
    quoted = next(picture for picture in Album(library, 1).pictures if picture.alt == "Quoted")
    assert quoted.indent == 4


@pytest.mark.parametrize("alt", ["Out", "Linked out", "File", "Away"])
def test_nothing_outside_the_folder_is_read(library: Library, alt: str) -> None:
    with pytest.raises(SourceError):
        one(library, alt)


def test_a_picture_of_the_web_is_got_by_whoever_can(library: Library) -> None:
    album = Album(library, 1, lambda address: address.encode())
    assert one(library, "Away", album) == b"https://example.org/away.png"
    assert one(library, "The lamp", album) == b"lamp"


def test_a_picture_that_is_gone_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "texts" / "top.png").unlink()
    with pytest.raises(SourceError, match="there is no such file"):
        one(library, "From above")


def test_a_file_added_by_itself_has_the_pictures_of_its_folder(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "texts" / "sub" / "lamp.md"
    kept, _ = library.save_article(arrived(page.read_bytes(), str(page), str(page)))
    album = Album(library, kept.article_id)
    assert one(library, "The lamp", album) == b"lamp"
    with pytest.raises(SourceError):
        one(library, "Quoted", album)


def test_an_article_from_a_pipe_has_no_pictures(library: Library) -> None:
    kept, _ = library.save_article(arrived(PAGE.encode(), "stream:1", "pipe.md"))
    with pytest.raises(SourceError, match="not on this machine"):
        one(library, "The lamp", Album(library, kept.article_id))


def test_pictures_are_counted_by_block(library: Library) -> None:
    album = Album(library, 1)
    assert [picture.number for picture in album.pictures] == list(range(1, 8))
    assert len({(picture.block, picture.image) for picture in album.pictures}) == 7
