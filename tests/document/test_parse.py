from __future__ import annotations

import pytest

from reader.document import media_type
from reader.document.decode import decode
from reader.document.parse import parse
from reader.document.text import canonical


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("text/html", b"<p>a <b>b</b>", "a b"),
        ("text/html; charset=iso-8859-2", "<p>ž".encode("iso-8859-2"), "ž"),
        ("text/markdown", b"a **b**", "a b"),
        ("text/markdown;charset=UTF-8", "\ufeffé".encode(), "é"),
    ],
)
def test_the_media_type_chooses_the_parser(kind: str, data: bytes, text: str) -> None:
    assert canonical(parse(data, media_type=kind).blocks) == text


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"x", "text/markdown"),
        ("A.HTM", b"x", "text/html"),
        ("notes.txt", b"<p>", "text/plain"),
        ("a.md", b"%PDF-1.7 x", None),
        ("a", b"\x89PNG\r\n", None),
        ("a", b"\x00\x01\x02\x03" * 50, None),
        ("a", "Wörter".encode("utf-16"), "text/plain"),
        ("a", b"plain words without zeros".decode().encode("utf-16-le"), "text/plain"),
        ("a", b"  <!DOCTYPE html><p>x", "text/html"),
        ("-", b"<!-- made by x -->\n<html>", "text/html"),
        ("-", b"---\ntitle: x\n---\n", "text/markdown"),
        ("-", b"# On ink\n\nIt is **black**.\n", "text/markdown"),
        ("-", b"See [here](a.html).\r\n\r\n- one\r\n- two\r\n", "text/markdown"),
        ("-", b"# prints a name\nprint(name)\n", "text/plain"),
        ("-", b"Names\n\n- one\n- two\n\n2 ** 3 ** 4\n", "text/plain"),
        ("README", b"Just words.", "text/plain"),
        ("a", b"", "text/plain"),
        ("nul.txt", b"words\x00\x01\x02 more", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_name_or_its_beginning(
    name: str, data: bytes, kind: str | None
) -> None:
    assert media_type.guess(name, data) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_unmarked_unicode_is_read(encoding: str) -> None:
    assert decode("Zażółć 日本".encode(encoding)) == "Zażółć 日本"


def test_wide_text_without_a_mark_is_read() -> None:
    assert decode("Words of a file".encode("utf-16-be")) == "Words of a file"


def test_old_encodings_are_read_as_declared_or_as_they_look() -> None:
    russian = "Вечерняя газета вышла без последней страницы, и никто этого не заметил."
    assert decode(russian.encode("cp1251")) == russian
    assert decode(russian.encode("koi8-r"), declared="koi8-r") == russian
    assert decode("naïve “words”".encode("cp1252"), declared="cp1252") == "naïve “words”"


@pytest.mark.parametrize("declared", ["no-such", "rot13", "base64", "utf-16"])
def test_a_wrong_declaration_is_passed_over(declared: str) -> None:
    assert decode("plain ümlaut".encode(), declared=declared) == "plain ümlaut"
