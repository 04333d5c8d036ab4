"""`picture`: the pictures of an article, made small enough for a page of cells."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from reader.cli import fields
from reader.cli.target import number, one_article
from reader.cli.verb import Verb
from reader.errors import NotFoundError, SourceError, UsageError
from reader.feeds.scaling import FORMS, Room, scaled

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.feeds.pictures import Album, Picture
    from reader.feeds.scaling import Scaled

_MOST = 400
"""Cells either way; more than any screen has."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="the number of an article, or a query")
    parser.add_argument(
        "numbers", nargs="*", metavar="NUMBER", help="which pictures, from 1; none: all"
    )
    parser.add_argument(
        "--cells", default="66x24", metavar="WxH", help="the most they may take (default: 66x24)"
    )
    parser.add_argument(
        "--as", dest="form", choices=FORMS, default=FORMS[0], help=f"the form (default: {FORMS[0]})"
    )
    parser.add_argument(
        "--ground",
        default="#000000",
        metavar="COLOUR",
        help="fills what is transparent, as #rrggbb (default: #000000)",
    )


def _room(written: str) -> Room:
    found = re.fullmatch(r"([1-9]\d{0,2})x([1-9]\d{0,2})", written, re.ASCII)
    if found is None or max(map(int, found.groups())) > _MOST:
        raise UsageError(f"--cells {written} is no size; say columns and rows, as 66x24.")
    return Room(int(found[1]), int(found[2]))


def _ground(written: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", written):
        raise UsageError(f"--ground {written} is no colour; say it as #16181d.")
    red, green, blue = bytes.fromhex(written[1:])
    return red, green, blue


def _picture(call: Call) -> int:
    from reader.feeds.pictures import Album

    options = call.options
    room, ground = _room(options.cells), _ground(options.ground)
    with call.open() as library:
        album = Album(library, one_article(library, options.target))
        shown = 0
        for picture in _chosen(album, options.numbers):
            own = room._replace(columns=max(1, room.columns - picture.indent))
            try:
                made = scaled(album.bytes_of(picture), own, options.form, ground)
            except SourceError as error:
                name = f" ({picture.alt})" if picture.alt else ""
                call.report.failed(f"Picture {picture.number}{name}: {str(error).rstrip('.')}.")
            else:
                shown += 1
                _tell(call, picture, made)
    if not album.pictures:
        raise NotFoundError("There are no pictures in this article.")
    if not shown:
        raise SourceError("None of the pictures can be shown.")
    return call.report.status


def _chosen(album: Album, words: Sequence[str]) -> list[Picture]:
    if not words:
        return list(album.pictures)
    chosen = []
    for word in words:
        wanted = number(word)
        if wanted is None or not 0 < wanted <= len(album.pictures):
            raise NotFoundError(f"There is no picture {word}; the article has {_count(album)}.")
        chosen.append(album.pictures[wanted - 1])
    return chosen


def _count(album: Album) -> str:
    return f"{len(album.pictures)}" if album.pictures else "none"


def _tell(call: Call, picture: Picture, made: Scaled) -> None:
    size = f"{made.width} × {made.height} pixels, {made.columns} × {made.rows} cells"
    told: dict[str, Any] = {"number": picture.number, "block": picture.block}
    told |= {"image": picture.image, "alt": picture.alt, "source": picture.source}
    told |= {"columns": made.columns, "rows": made.rows}
    told |= {"width": made.width, "height": made.height, "form": call.options.form}
    told["data"] = b64encode(made.data).decode("ascii")
    call.report.answer(f"{picture.number:>4}  {picture.alt or 'without words'} · {size}", told)


VERBS = (
    Verb(
        name="picture",
        summary="make pictures of an article small enough to show among its text",
        about=(
            "Read pictures of an article from beside its file and scale them down to cells: the "
            "app\ndoes so for those it shows. A picture of the web is not fetched. In JSON come "
            "the pixels:\nhalf-blocks are two pixels a cell, png is a file for terminals that "
            "draw by themselves.\nNeeds the extra `images`."
        ),
        examples=(
            ("reader picture 42", "which pictures there are, and how large"),
            ("reader picture 42 1 --cells 40x20 --json", "the first in half blocks"),
            ("reader picture 42 1 --as png --json | jq -r .data | base64 -d > 1.png", "as a file"),
        ),
        arguments=_arguments,
        act=_picture,
        fields=fields.PICTURE,
        json="lines",
    ),
)
