"""`picture`: the pictures of an article, made small enough for a page of cells."""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import ExitStack
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
    from reader.feeds.picture_store import PictureStore
    from reader.feeds.pictures import Album, Load, Picture
    from reader.feeds.scaling import Scaled
    from reader.library.library import Library

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
        "--here", action="store_true", help="fetch nothing: only what is on this machine"
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
    with call.open() as library, ExitStack() as network:
        article_id = one_article(library, options.target)
        album = Album(library, article_id)
        chosen = _chosen(album, options.numbers)
        album.load = _source_of(library, article_id, chosen, network, here=options.here)
        shown = 0
        for picture in chosen:
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


def _source_of(
    library: Library, article_id: int, chosen: list[Picture], network: ExitStack, *, here: bool
) -> Load:
    """Where pictures of the web come from: those kept for it, else the web unless only `here`."""
    from reader.feeds.picture_store import PictureStore, folder_of
    from reader.feeds.pictures import is_of_the_web

    store = PictureStore(folder_of(library.path))
    addresses = [picture.source for picture in chosen if is_of_the_web(picture.source)]
    missing = [address for address in addresses if not store.has(address)]
    if here or not missing:
        return lambda address: _kept(store, address)

    from reader.feeds.pictures import home_host
    from reader.feeds.web_pictures import WebPictures

    web = network.enter_context(WebPictures(missing, home=home_host(library, article_id)))
    coming = set(missing)
    return lambda address: web.load(address) if address in coming else _kept(store, address)


def _kept(store: PictureStore, address: str) -> bytes:
    data = store.get(address)
    if data is None:
        raise SourceError("it is not on this machine")
    return data


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
            "Read pictures of an article and scale them down to cells, as the app does for those "
            "it shows.\nThey come from beside the article's file, from those kept for reading "
            "without the network, or\nfrom the web, unless --here says not to. In JSON come the "
            "pixels: half-blocks are two pixels a\ncell, png is a file for terminals that draw by "
            "themselves. Needs the extra `images`."
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
