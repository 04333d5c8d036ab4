"""A picture's bytes made small enough for a page of cells, within limits of bytes and pixels.

Pillow is the extra `images`; it is imported when a picture is scaled, in a process of its own.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

from reader.errors import ReaderError, SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

Form: TypeAlias = Literal["half-blocks", "png"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

MOST_BYTES: Final = 20 * 1024 * 1024
"""A longer picture is refused without being decoded."""
MOST_PIXELS: Final = 50_000_000
"""A larger picture is refused without being decoded; the largest cameras stay below."""

_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP")
"""Those of the web. Others run other programs (EPS) or are seldom tried (dozens of old ones)."""
_LEAST: Final = 12
"""Pixels; what is smaller either way is an ornament or counts readers."""
_PIXELS_A_COLUMN: Final = 8
"""A picture is not shown larger than it is; a cell is about this wide, and twice as high."""
_ORIENTATION: Final = 0x0112
_LYING: Final = frozenset({5, 6, 7, 8})
"""Values of that tag of EXIF by which a picture is turned by a quarter."""
_MOST_SENT: Final = 600_000
"""Pixels of a picture for the terminal itself to draw; as PNG they stay below two megabytes."""


class Room(NamedTuple):
    """The most that a picture may take, in cells."""

    columns: int
    rows: int


class Scaled(NamedTuple):
    """A picture of so many cells, from one of `width` and `height` pixels.

    `data`: for half blocks red, green and blue of two pixels a cell, one above the other, in rows
    from the top; else a PNG file.
    """

    columns: int
    rows: int
    width: int
    height: int
    data: bytes


def scaled(data: bytes, room: Room, form: Form, ground: tuple[int, int, int]) -> Scaled:
    """A picture that fits into `room`, upright, what is transparent filled with `ground`.

    Of several pictures in one (an animation) it is the first. Errors: SourceError that says what
    is wrong with the picture without naming it; ReaderError when Pillow is not installed.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(f"it has more than the {MOST_BYTES >> 20} MB that a picture may have")
    _need_pillow()
    try:
        with warnings.catch_warnings():
            return _scaled(data, room, form, ground)
    except ReaderError:
        raise
    except MemoryError as error:
        raise SourceError("it needs more memory than there is") from error
    # A decoder fed with foreign bytes fails in ways of its own: all mean the same to a reader.
    except Exception as error:
        raise SourceError("it is damaged, or no picture of a kind that can be shown") from error


def _need_pillow() -> None:
    try:
        import PIL.Image  # noqa: F401 - asked for here so that its absence is one sentence
    except ImportError as error:
        raise ReaderError(
            "Pictures need the extra `images`; install it with: pip install 'reader-tui[images]'"
        ) from error


def _scaled(data: bytes, room: Room, form: Form, ground: tuple[int, int, int]) -> Scaled:
    from PIL import Image, ImageOps

    # The pixels are counted below, before anything is decoded; this stands behind it.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SourceError(_too_large()) from error
    if image.width * image.height > MOST_PIXELS:
        raise SourceError(_too_large())
    if min(image.size) < _LEAST:
        raise SourceError("it is too small to be seen")
    lying = image.getexif().get(_ORIENTATION) in _LYING
    size = image.size[::-1] if lying else image.size
    # More than can be shown is not even decoded (JPEG), or let go of before it is copied.
    enough = room.columns * 2 * _PIXELS_A_COLUMN, room.rows * 4 * _PIXELS_A_COLUMN
    image.draft("RGB", enough)
    if image.mode in {"P", "1"}:
        # Numbers of colours cannot be mixed, only colours.
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((max(enough), max(enough)), Image.Resampling.HAMMING)
    ImageOps.exif_transpose(image, in_place=True)
    image = _over(image, ground)
    columns, rows = fitted(*size, room)
    if form == "half-blocks":
        small = image.resize((columns, rows * 2), Image.Resampling.HAMMING)
        return Scaled(columns, rows, *size, small.tobytes())
    image.thumbnail(_sent(image.width, image.height, columns, rows), Image.Resampling.HAMMING)
    written = io.BytesIO()
    image.save(written, "PNG")
    return Scaled(columns, rows, *size, written.getvalue())


def _too_large() -> str:
    return f"it has more than the {MOST_PIXELS // 1_000_000} million pixels that a picture may have"


def _over(image: Image, ground: tuple[int, int, int]) -> Image:
    """The picture in red, green and blue over a ground."""
    from PIL import Image as Pictures

    if image.mode == "RGB":
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    below = Pictures.new("RGBA", image.size, (*ground, 255))
    below.alpha_composite(image.convert("RGBA"))
    return below.convert("RGB")


def fitted(width: int, height: int, room: Room) -> Room:
    """The cells of a picture of so many pixels: its proportions kept, and never enlarged."""
    columns = max(1, min(room.columns, -(-width // _PIXELS_A_COLUMN)))
    rows = max(1, round(columns * height / width / 2))
    if rows > room.rows:
        rows = max(1, room.rows)
        columns = max(1, min(columns, round(rows * 2 * width / height)))
    return Room(columns, rows)


def _sent(width: int, height: int, columns: int, rows: int) -> tuple[int, int]:
    """The pixels that a terminal with large cells can make use of."""
    share = min(1.0, columns * 20 / width, rows * 40 / height)
    share = min(share, (_MOST_SENT / (width * height)) ** 0.5)
    return max(1, int(width * share)), max(1, int(height * share))
