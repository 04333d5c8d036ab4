"""A feed's bytes made into text: what is declared is weighed against what the bytes are."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

LOST: Final = "Some bytes are of no known encoding; they are shown as \ufffd."

MIXED: Final = "Some bytes are of another encoding than the rest; they were taken for Windows-1252."

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED: Final = (
    (re.compile(rb"(?:[\t\n\r ]\x00\x00\x00)*<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"(?:\x00\x00\x00[\t\n\r ])*\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"(?:[\t\n\r ]\x00)*[<{]\x00"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\t\n\r ])*\x00[<{]"), "utf-16-be"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
_DECLARED: Final = re.compile(
    rb"<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']", re.IGNORECASE
)
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?([^\s\"';]{1,40})", re.IGNORECASE)
_WIDER: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
"""What programs that name the left one really write: the right one has all of it, and more."""
_OTHER_NAMES: Final = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030"}
_ESCAPING: Final = ("iso2022", "hz", "utf-7")
_BY_TWO: Final = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "johab", "big5"})
_LONGER: Final = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_NO_CODEC_OF_TEXT: Final = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape"})


class Decoded(NamedTuple):
    """The text, and a sentence when some of it was lost."""

    text: str
    told: str | None = None


def text_of(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a feed's bytes; never fails: what fits no encoding becomes U+FFFD.

    A byte order mark decides, then a form of wide characters. Else UTF-8 wherever the bytes are
    valid in it, then what the XML declaration names, then the server's `content_type`, then the
    likeliest by the letters.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _told(body[len(mark) :], encoding)
    if b"\x00" in body[:64] or body.startswith(b"\x4c\x6f"):
        for form, encoding in _UNMARKED:
            if form.match(body):
                return _told(body, encoding)
    return _narrow(body, content_type)


def _narrow(body: bytes, content_type: str | None) -> Decoded:
    match = _DECLARED.search(body[:1024])
    declared = _codec(match[1].decode("ascii", "replace")) if match else None
    served = _CHARSET.search(content_type or "")
    said = _codec(served[1]) if served else None
    named = [name for name in (declared, said) if name and name != "utf-8"]
    if declared == "cp1252" and said:  # many programs declare Latin-1 whatever they write
        named.reverse()
    text = _strictly(body, "utf-8")
    if text is not None and not (named and _doubted(body, named[0])):
        return Decoded(text)
    for encoding in named:
        text = _strictly(body, encoding)
        if text is not None:
            return Decoded(text)
    if _is_nearly_utf8(body):
        return Decoded(body.decode("utf-8", _STRAY), MIXED)
    return _guessed(body, declared)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 amid UTF-8: pasted from elsewhere, and then mostly from Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY: Final = "reader-stray-bytes"
codecs.register_error(_STRAY, _as_windows)


def _guessed(body: bytes, declared: str | None) -> Decoded:
    from turbohtml import detect

    encoding = _codec(detect.detect(_letters(body)).codec or "") or declared or "cp1252"
    return _told(body, encoding)


def _letters(body: bytes) -> bytes:
    """The bytes without tags: their Latin letters would speak against all other scripts."""
    sample = body[: 1 << 18]
    return re.sub(rb"<[^<>]{0,400}>", b" ", sample) or sample


def _doubted(body: bytes, named: str) -> bool:
    """Whether bytes that are valid UTF-8 are rather what is named: escapes, or pairs of bytes."""
    if named.startswith(_ESCAPING):
        return body.isascii() and (b"\x1b" in body or b"~{" in body or named == "utf-7")
    if body.isascii() or named not in _BY_TWO or _LONGER.search(body):
        return False
    return _strictly(body, named) is not None


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether most that is not ASCII is UTF-8, so that a few stray bytes are all that is wrong."""
    beyond = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    stray = body.decode("utf-8", "replace").count("\ufffd") - body.count(b"\xef\xbf\xbd")
    return stray * 4 <= beyond


def _told(body: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(body.decode(encoding))
    except UnicodeError:
        return Decoded(body.decode(encoding, "replace"), LOST)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _codec(label: str) -> str | None:
    """Python's name of an encoding of text, in its widest form; None when it is none."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_OTHER_NAMES.get(label, label)).name
        b"<".decode(name)  # an encoding of bytes to bytes is a LookupError
    except (LookupError, UnicodeError, ValueError):
        return None
    if name in _NO_CODEC_OF_TEXT or name.startswith(("utf-16", "utf-32")):
        return None  # bytes that got here are not wide
    return _WIDER.get(name, name)
