"""The door for bytes of any kind that this program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.decode import decode

if TYPE_CHECKING:
    from reader.document.model import Document


def parse(data: bytes, *, media_type: str, base: str | None = None, name: str = "") -> Document:
    """The document that bytes hold; never raises for any content.

    `media_type` is `text/html`, `text/markdown` or `text/plain`, with or without a `charset`;
    anything else is read as plain text. `base` is the address the bytes came from, against which
    relative addresses are resolved; `name` is their file's name, for want of a better title.
    """
    kind, _, parameters = media_type.partition(";")
    charset = _charset(parameters)
    match kind.strip().lower():
        case "text/html" | "application/xhtml+xml":
            from reader.document.html.parse import parse as parse_html

            return parse_html(data, base=base, encoding=charset, name=name)
        case "text/markdown" | "text/x-markdown":
            from reader.document.markdown.parse import parse as parse_markdown

            return parse_markdown(decode(data, declared=charset), base=base, name=name)
        case _:
            from reader.document.plaintext.parse import parse as parse_plaintext

            return parse_plaintext(decode(data, declared=charset), name=name)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
