"""Pictures, sound, film and what else a page embeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.html.elements import style_of
from reader.document.html.embeds import watch_address
from reader.document.html.formulas import formula_in_picture
from reader.document.html.sources import source_of
from reader.document.html.tree import Element, remove_all
from reader.document.model import InlineImage, Media
from reader.document.safe import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from reader.document.html.blocks import Builder, ClassHandler, Handler

_TRACKERS: Final = re.compile(
    r"//(?:pixel\.|stats?\.|b\.scorecardresearch|[^/]*\.doubleclick\.net|feeds\.wordpress\.com/1\.0/"
    r"|feeds\.feedburner\.com/~(?:r|ff)/|[^/]*google-analytics\.com|[^/]*feedsportal\.com/|ads?\."
    r"|medium\.com/_/stat|[^/]*\.2mdn\.net|rss-tracker|feedads\.g\.|[^/]*statcounter\.com)"
    r"|/(?:tracking|pixel|spacer|blank|1x1|clear|transparent)\.(?:gif|png)\b",
    re.IGNORECASE,
)
_TINY: Final = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:\.\d+)?(?:px)?\s*(?:;|!|$)")
_EMOJI_SOURCE: Final = re.compile(
    r"/emoji/|twemoji|emojione|/smilies/|fbcdn\.net/images/emoji", re.IGNORECASE
)
_EMOJI_CLASSES: Final = frozenset(
    {"emoji", "wp-smiley", "twemoji", "emojione", "smiley", "emoticon"}
)
_SOUND: Final = re.compile(r"\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)(?:[?#]|$)", re.IGNORECASE)
_FILM: Final = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|m3u8)(?:[?#]|$)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+")


def _image(builder: Builder, element: Element) -> None:
    alt = clean_line(element.get("alt"))
    formula = formula_in_picture(element, alt)
    if formula is not None:
        builder.atom(formula)
        return
    if _is_tracker(element, alt):
        return
    if _is_emoji(element, alt):
        builder.text(alt)
        return
    source = builder.addresses.absolute(source_of(element)) or ""
    if source or alt:
        builder.atom(InlineImage(alt, source))


def _is_tracker(element: Element, alt: str) -> bool:
    """Whether a picture is there to be fetched, not to be seen."""
    sizes = [element.get(name).strip().removesuffix("px") for name in ("width", "height")]
    if all(size in ("0", "1") for size in sizes) or "0" in sizes:
        return True
    if "style" in element.attrs and len(_TINY.findall(style_of(element))) > 1:
        return True
    return not alt and bool(_TRACKERS.search(element.get("src")[:2000]))


def _is_emoji(element: Element, alt: str) -> bool:
    """Whether a picture stands for the characters of its alternative text."""
    if not 0 < len(alt) <= 14 or alt.isalnum() or " " in alt:
        return False
    marked = not element.classes.isdisjoint(_EMOJI_CLASSES)
    if marked or _EMOJI_SOURCE.search(element.get("src")[:2000]):
        return True
    return all(ord(character) > 0x2000 for character in alt) and not any(c.isalpha() for c in alt)


def _media(kind: Literal["audio", "video"]) -> Handler:
    def add_media(builder: Builder, element: Element) -> None:
        """The first of its sources; else the first link in what stands there instead."""
        candidates = [element.get("src"), element.get("data-src")]
        candidates += [e.get("src") for e in element.elements() if e.tag == "source"]
        candidates += [e.get("href") for e in element.elements() if e.tag == "a"]
        url = next((u for u in map(builder.addresses.absolute, candidates) if u), None)
        if url:
            builder.add(Media(kind, url, _title_of(element), builder.setting.language))
        else:
            builder.walk(element.children)

    return add_media


def _embed(builder: Builder, element: Element) -> None:
    """A frame or object of another site; without an address what stands there instead."""
    names = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data", "data-href")
    candidates = [element.get(name) for name in names]
    candidates += [
        inner.get("src") or inner.get("value")
        for inner in element.elements()
        if inner.tag == "embed" or (inner.tag == "param" and inner.get("name") in ("movie", "src"))
    ]
    url = next((u for u in map(builder.addresses.absolute, candidates) if u), None)
    if url is None:
        if element.tag == "object":
            builder.walk(element.children)
        return
    if _is_tracker(element, "") or "googletagmanager.com" in url:
        return
    _add_embed(builder, url, _title_of(element))


def _add_embed(builder: Builder, url: str, title: str | None) -> None:
    kind: Literal["audio", "video", "embed"] = "embed"
    if _SOUND.search(url):
        kind = "audio"
    elif _FILM.search(url):
        kind = "video"
    builder.add(Media(kind, watch_address(url), title, builder.setting.language))


def _title_of(element: Element) -> str | None:
    return clean_line(element.get("title") or element.get("aria-label")) or None


def _video_element(host: str) -> Handler:
    """A custom element that names a video by its number."""

    def add_video(builder: Builder, element: Element) -> None:
        names = ("videoid", "data-videoid", "video-id", "data-youtube-id")
        number = next((element.get(name) for name in names if element.get(name)), "")
        if re.fullmatch(r"[\w-]{1,32}", number):
            title = clean_line(element.get("playlabel")) or _title_of(element)
            _add_embed(builder, f"{host}{number}", title)
        else:
            builder.walk(element.children)

    return add_video


def _bare_address(builder: Builder, element: Element) -> bool:
    """A box whose only text is the address of what it embeds."""
    text = element.text()
    if not _ADDRESS.fullmatch(text) or element.first("iframe", "img") is not None:
        return False
    url = builder.addresses.absolute(text)
    if url is None:
        return False
    _add_embed(builder, url, None)
    return True


def _script(builder: Builder, element: Element) -> None:
    """A script that writes a piece of code from elsewhere into the page."""
    match = re.fullmatch(r"(https://gist\.github\.com/[\w./-]+?)\.js(\?\S*)?", element.get("src"))
    url = builder.addresses.absolute(match[1]) if match else None
    if url:
        _add_embed(builder, url, None)


def _noscript(builder: Builder, element: Element) -> None:
    """What is for readers without scripts: us, unless it only tells to switch them on."""
    text = element.text()
    if "javascript" in text.lower() and len(text) < 300:
        return
    builder.walk(element.children)


def settle_noscript(body: Element) -> None:
    """Let each picture loaded by script take its address from the `noscript` beside it."""
    settled: list[Element] = []
    for element in [e for e in body.elements() if e.tag == "noscript"]:
        spare = element.first("img", "iframe", "video")
        lazy = _beside(element, spare.tag) if spare is not None else None
        if spare is not None and lazy is not None:
            for name in ("src", "srcset", "alt"):
                if spare.get(name):
                    lazy.attrs[name] = spare.get(name)
            for name in [n for n in lazy.attrs if n.startswith("data-") and "src" in n]:
                del lazy.attrs[name]
            settled.append(element)
    remove_all(settled)


def _beside(element: Element, tag: str) -> Element | None:
    """The picture just before an element, or just after it."""
    if element.parent is None:
        return None
    siblings = element.parent.children
    at = element.parent.place_of(element)
    before = [c for c in siblings[max(at - 2, 0) : at] if isinstance(c, Element) or c.strip()]
    after = [c for c in siblings[at + 1 : at + 3] if isinstance(c, Element) or c.strip()]
    for neighbour in before[-1:] + after[:1]:
        if isinstance(neighbour, Element) and neighbour.tag != "noscript":
            found = neighbour if neighbour.tag == tag else neighbour.first(tag)
            lone = neighbour is found or not neighbour.text()
            if found is not None and lone:
                return found
    return None


TAGS: Final[Mapping[str, Handler]] = {
    "img": _image,
    "amp-img": _image,
    "image": _image,
    "audio": _media("audio"),
    "amp-audio": _media("audio"),
    "video": _media("video"),
    "amp-video": _media("video"),
    "iframe": _embed,
    "amp-iframe": _embed,
    "embed": _embed,
    "object": _embed,
    "lite-youtube": _video_element("https://www.youtube.com/watch?v="),
    "youtube-embed": _video_element("https://www.youtube.com/watch?v="),
    "amp-youtube": _video_element("https://www.youtube.com/watch?v="),
    "lite-vimeo": _video_element("https://vimeo.com/"),
    "amp-vimeo": _video_element("https://vimeo.com/"),
    "noscript": _noscript,
}

SCRIPT: Final[Handler] = _script

CLASSES: Final[Mapping[str, ClassHandler]] = {
    "wp-block-embed__wrapper": _bare_address,
    "embed-wrapper": _bare_address,
    "oembed": _bare_address,
}
