"""Pictures made small: their proportions, what they lie over, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds.scaling import MOST_BYTES, Form, Room, fitted, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

Image = pytest.importorskip("PIL.Image")

ROOM = Room(40, 20)
GROUND = (1, 2, 3)


def drawn(
    size: tuple[int, int] = (320, 160),
    colour: int | tuple[int, ...] = (200, 10, 10),
    mode: str = "RGB",
    kind: str = "PNG",
    **options: object,
) -> bytes:
    """A file with a picture of one colour."""
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, kind, **options)
    return written.getvalue()


def pixels(data: bytes) -> Sequence[tuple[int, ...]]:
    return [tuple(data[at : at + 3]) for at in range(0, len(data), 3)]


def test_half_blocks_have_two_pixels_a_cell() -> None:
    made = scaled(drawn(), ROOM, "half-blocks", GROUND)
    assert (made.columns, made.rows) == (40, 10)
    assert (made.width, made.height) == (320, 160)
    assert set(pixels(made.data)) == {(200, 10, 10)}
    assert len(made.data) == 40 * 10 * 2 * 3


def test_a_png_can_be_opened_again() -> None:
    made = scaled(drawn(), ROOM, "png", GROUND)
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.format == "PNG"
        assert image.getpixel((5, 5)) == (200, 10, 10)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_the_kinds_of_the_web_are_read(kind: str) -> None:
    made = scaled(drawn(kind=kind), ROOM, "half-blocks", GROUND)
    red, green, blue = pixels(made.data)[0]
    assert red > 180
    assert green < 40
    assert blue < 40


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    colours: dict[str, tuple[int, ...]] = {
        "LA": (90, 255),
        "RGBA": (1, 2, 3, 255),
        "CMYK": (9, 9, 9, 9),
    }
    data = drawn(mode=mode, kind=kind, colour=colours.get(mode, 1))
    assert len(scaled(data, ROOM, "half-blocks", GROUND).data) == 40 * 10 * 2 * 3


def test_what_is_transparent_shows_the_ground() -> None:
    data = drawn(mode="RGBA", colour=(250, 250, 250, 0))
    assert set(pixels(scaled(data, ROOM, "half-blocks", GROUND).data)) == {GROUND}


def test_a_picture_is_turned_as_its_camera_was() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = scaled(drawn(kind="JPEG", exif=exif), ROOM, "half-blocks", GROUND)
    assert made.rows > made.columns / 2
    assert (made.width, made.height) == (160, 320)


def test_of_a_large_picture_its_own_size_is_told() -> None:
    made = scaled(drawn((3000, 2000), kind="JPEG"), ROOM, "half-blocks", GROUND)
    assert (made.columns, made.rows, made.width, made.height) == (40, 13, 3000, 2000)


def test_of_an_animation_the_first_picture_is_shown() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("#ff0000", "#0000ff")]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    made = scaled(written.getvalue(), ROOM, "half-blocks", GROUND)
    assert set(pixels(made.data)) == {(255, 0, 0)}


def test_a_small_picture_is_not_enlarged() -> None:
    assert fitted(80, 80, ROOM) == Room(10, 5)


def test_a_tall_picture_keeps_its_proportions() -> None:
    assert fitted(400, 4000, ROOM) == Room(4, 20)


@pytest.mark.parametrize("form", ["half-blocks", "png"])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(form: Form) -> None:
    bomb = _png_of(60_000, 60_000)
    assert len(bomb) < 10_000
    with pytest.raises(SourceError, match="million pixels"):
        scaled(bomb, ROOM, form, GROUND)


def test_a_picture_a_little_over_the_limit_is_refused_too() -> None:
    with pytest.raises(SourceError, match="million pixels"):
        scaled(_png_of(10_000, 5_001), ROOM, "half-blocks", GROUND)


def _png_of(width: int, height: int) -> bytes:
    """The head of a PNG file that claims to be of this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(SourceError, match="20 MB"):
        scaled(bytes(MOST_BYTES + 1), ROOM, "half-blocks", GROUND)


def test_what_counts_readers_is_not_shown() -> None:
    with pytest.raises(SourceError, match="too small"):
        scaled(drawn((1, 1)), ROOM, "half-blocks", GROUND)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        drawn()[:60],
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_picture_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(SourceError, match="damaged"):
        scaled(data, ROOM, "half-blocks", GROUND)
