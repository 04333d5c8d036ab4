"""Texts of a feed made into what a reader sees: a plain line, or HTML."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from reader.document.safe import clean, clean_line

if TYPE_CHECKING:
    from reader.feeds.said import Words

_VOID: Final = "br|hr|img|wbr|p|input|source|embed"
_NAMES: Final = (
    "a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|button|canvas|"
    "caption|center|cite|code|col|colgroup|dd|del|details|dfn|dialog|dir|div|dl|dt|em|fieldset|"
    "figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|head|header|html|i|iframe|ins|kbd|label|"
    "legend|li|link|main|map|mark|menu|meta|nav|nobr|noscript|object|ol|optgroup|option|output|"
    "param|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|span|strike|strong|style|"
    "sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|"
    f"video|{_VOID}"
)
_MARKUP: Final = re.compile(rf"</?(?:{_NAMES})(?=[\s/>])[^<>]*>|<!--", re.IGNORECASE)
_PAIR: Final = re.compile(rf"</(?:{_NAMES})\s*>|<(?:{_VOID})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_ESCAPED: Final = re.compile(rf"&lt;(?:/(?:{_NAMES})\s*|(?:{_VOID})\b[^&]*)&gt;", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ANY_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>|<\?[^<>]*>")
_UNREAD: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = re.compile(
    r"</?(?:br|p|div|li|h[1-6]|tr|td|th|dt|dd|blockquote|hr|ul|ol|table)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_C1: Final = re.compile("[\x80-\x9f]")
_BEFORE_C1: Final = b"\xc2"
"""The byte with which each of them begins in UTF-8."""

_WINDOWS: Final = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
_UNSEEN: Final = re.compile(
    "[\\s\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
"""A text that shows nothing at all."""
_LONGEST_LINE: Final = 20_000
"""Characters of a title that are looked at: the rest is cut off."""


def mended(text: str) -> str:
    """A text without two common errors: Windows' signs as controls, and UTF-8 read as Latin-1."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    may_have = _BEFORE_C1 in text.encode("utf-8", "surrogatepass")  # quicker than to look at each
    return text.translate(_WINDOWS) if may_have and _C1.search(text) else text


def line(words: Words) -> str:
    """A text as one plain, clean line: tags gone, references resolved, white space as a space.

    Empty for one that would show nothing.
    """
    text = mended(words.text[:_LONGEST_LINE])
    if words.form != "plain" and ("<" in text or "&" in text):
        text = _plain(text, certain=words.form == "html")
    found = clean_line(" ".join(text.split()))
    return "" if not found.isascii() and _UNSEEN.fullmatch(found) else found


def _plain(text: str, *, certain: bool) -> str:
    text = _CDATA.sub(r"\1", text)
    if not certain and "<" not in text and _ESCAPED.search(text):
        text = html.unescape(text)  # escaped twice
    if "<" in text and (certain or _PAIR.search(text)):
        text = _UNREAD.sub(" ", text)
        text = _PARTS.sub(" ", text)
        text = (_ANY_TAG if certain else _MARKUP).sub("", text)
    return html.unescape(text) if certain or _REFERENCE.search(text) else text


def markup(words: Words) -> str:
    """A text as clean HTML; a plain one escaped, its paragraphs and lines kept."""
    text = mended(words.text).strip()
    form = words.form
    if "<" not in text and "&" not in text:
        return clean(_spaced(text, lines=form == "plain"))
    if form == "either":
        if text.startswith("<![CDATA["):
            text = _CDATA.sub(r"\1", text).strip()
        if "<" not in text and _ESCAPED.search(text):
            text = html.unescape(text)  # escaped twice
        form = "html" if _MARKUP.search(text) or _REFERENCE.search(text) else "plain"
        if form == "plain":
            return clean(_spaced(html.escape(text, quote=False), lines=False))
    if form == "plain":
        text = _spaced(html.escape(text, quote=False), lines=True)
    return clean(text)


def _spaced(text: str, *, lines: bool) -> str:
    """Escaped plain text with its paragraphs, and with `lines` also its lines, as elements."""
    if "\n" not in text:
        return text
    parts = [part.strip() for part in re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))]
    if lines:
        parts = ["<br>\n".join(part.split("\n")) for part in parts]
    if len(parts) == 1:
        return parts[0]
    return "\n".join(f"<p>{part}</p>" for part in parts if part)


def looks_marked_up(text: str) -> bool:
    """Whether a text that is said to be plain is plainly HTML: from its first to its last sign."""
    text = text.strip()
    return text.startswith("<") and text.endswith(">") and _PAIR.search(text) is not None
