"""Pages that hold no article for us: walls, forms, files of other kinds, pages made by scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from reader.document.safe import clean_line
from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.tree import Page

Reason: TypeAlias = Literal["login", "bot wall", "pdf", "image", "empty", "not a page"]

FEW_WORDS: Final = 120
"""Below this a page with signs of a wall is taken for the wall itself."""

_KINDS: Final[tuple[tuple[bytes, Reason, str], ...]] = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"\x89PNG", "image", "an image"),
    (b"\xff\xd8\xff", "image", "an image"),
    (b"GIF8", "image", "an image"),
    (b"BM", "image", "an image"),
    (b"II*\x00", "image", "an image"),
    (b"PK\x03\x04", "not a page", "a packed file"),
    (b"\x1f\x8b", "not a page", "a packed file"),
    (b"ID3", "not a page", "an audio file"),
    (b"OggS", "not a page", "an audio or video file"),
    (b"{", "not a page", "data for programs"),
    (b"[", "not a page", "data for programs"),
)
_SAID: Final[tuple[tuple[str, Reason, str], ...]] = (
    ("application/pdf", "pdf", "a PDF"),
    ("image/", "image", "an image"),
    ("audio/", "not a page", "an audio file"),
    ("video/", "not a page", "a video file"),
    ("application/json", "not a page", "data for programs"),
    ("application/zip", "not a page", "a packed file"),
    ("application/epub", "not a page", "an e-book"),
)
_ROBOT: Final = re.compile(
    r"just a moment\b|attention required|checking (?:your browser|if the site)"
    r"|verify(?:ing)? (?:that )?you(?:'re| are)(?: not a)? (?:human|robot|bot)"
    r"|are you a (?:robot|human)|i'?m not a robot|please (?:enable|allow) (?:js|javascript and)"
    r"|enable javascript and cookies to continue|ddos protection by|pardon our interruption"
    r"|unusual (?:traffic|activity) (?:from|has been)|you have been blocked|access (?:is )?denied"
    r"|bot (?:verification|detection|protection)|complete the (?:captcha|security check)"
    r"|request unsuccessful\. incapsula|human verification|security (?:check|verification)"
    r"|making sure you'?re not a bot|please verify you are|sicherheitsüberprüfung"
    r"|vérification de sécurité|verificación de seguridad|безопасност",
    re.IGNORECASE,
)
_ROBOT_MARKS: Final = re.compile(
    r"cf-(?:browser-verification|challenge|error|turnstile)|challenge-(?:platform|form|running)"
    r"|px-captcha|datadome|h-captcha|g-recaptcha|incapsula|distil|anubis|_cf_chl|captcha"
)
_LOGIN: Final = re.compile(
    r"(?:log|sign) ?-?in (?:to|or|with|required)|please (?:log|sign) in|you must (?:be logged|log)"
    r"|login required|create (?:an|a free) account|already (?:a )?(?:subscriber|member|have an acc)"
    r"|(?:subscribe|register|sign up|log in) (?:now )?to (?:continue|keep|read)|members? only"
    r"|for (?:paying )?subscribers|anmelden|einloggen|jetzt registrieren|se connecter"
    r"|connectez-vous|réservé aux abonnés|iniciar sesión|inicia sesión|accedi per|fazer login"
    r"|ログイン|登录|登入|로그인|войдите|zaloguj",
    re.IGNORECASE,
)
_SCRIPTED: Final = re.compile(
    r"(?:enable|activate|turn on|requires?|needs?|without) (?:your )?javascript"
    r"|javascript (?:is|to be|must be|wird|est|ist)\b|javascript (?:enabled|disabled|required)",
    re.IGNORECASE,
)


class NoArticleError(SourceError):
    """A page with no article in it; `reason` is one word for it, the sentence says it to people."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class Signs(NamedTuple):
    """What a whole page has that a wall has: read before anything is taken out of it."""

    robot: bool
    login: bool
    password: bool
    scripted: bool
    scripts: int


def refuse_other_kinds(data: bytes, headers: Mapping[str, str], name: str) -> None:
    """Errors: NoArticleError for bytes that are no page of text at all."""
    start = data[:512].lstrip()
    if not start:
        raise NoArticleError("empty", f"{name}: the page is empty.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    for prefix, reason, what in _SAID:
        if kind.startswith(prefix) and not start.lower().startswith((b"<!doctype html", b"<html")):
            raise _other(reason, what, name)
    for magic, reason, what in _KINDS:
        if start.startswith(magic):
            raise _other(reason, what, name)
    if start[4:8] == b"ftyp" or start.startswith(b"RIFF"):
        raise _other(
            "image" if b"WEBP" in start[:16] or b"avif" in start[:16] else "not a page",
            "an image"
            if b"WEBP" in start[:16] or b"avif" in start[:16]
            else "an audio or video file",
            name,
        )
    head = start.lower()
    if b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head:
        raise NoArticleError(
            "not a page", f"{name}: it is a feed and not a page; `reader add` subscribes to it."
        )
    if b"<svg" in head and b"<html" not in head:
        raise _other("image", "an image", name)
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or start[:64].count(b"\x00") >= 16
    if b"\x00" in start[:200] and not wide:
        raise _other("not a page", "no text", name)


def _other(reason: Reason, what: str, name: str) -> NoArticleError:
    return NoArticleError(reason, f"{name}: it is {what} and not a page; a browser opens it.")


def signs_of(page: Page) -> Signs:
    """What of a wall a whole page has."""
    scripts = 0
    password = robot = False
    said: list[str] = []
    length = 0
    for element in page.body.elements():
        attrs = element.attrs
        if element.tag == "script":
            scripts += 1
        elif element.tag == "input" and attrs.get("type", "").lower() == "password":
            password = True
        elif element.tag == "noscript":
            said.append(element.text())
        if attrs and not robot:
            named = f"{attrs.get('id', '')} {attrs.get('class', '')} {attrs.get('action', '')}"
            robot = bool(_ROBOT_MARKS.search(f"{named} {attrs.get('src', '')}".lower()))
    words: list[str] = []
    for text in page.body.texts():
        words.append(text)
        length += len(text)
        if length > 20_000:
            break
    text = clean_line(f"{page.titled} {' '.join(words)}").replace("’", "'")
    return Signs(
        robot=bool(_ROBOT.search(text)) or (robot and length < 2_000),
        login=bool(_LOGIN.search(text)),
        password=password,
        scripted=any(_SCRIPTED.search(one) for one in said) or bool(_SCRIPTED.search(text[:2000])),
        scripts=scripts,
    )


def refuse_walls(signs: Signs, words: int, name: str, *, free: bool = True) -> None:
    """Errors: NoArticleError when what is left of a page, `words` long, is but a wall or nothing.

    `free` False: the page itself says that not everybody may read the whole of it.
    """
    if words >= FEW_WORDS:
        return
    if signs.robot:
        raise NoArticleError(
            "bot wall",
            f"{name}: the site lets in no program, only browsers; open the page in a browser.",
        )
    if signs.password or (signs.login and (words < 60 or not free)):
        raise NoArticleError(
            "login", f"{name}: the site shows this page only after a login; open it in a browser."
        )
    if not free and words < 40:
        raise NoArticleError(
            "login", f"{name}: the site shows this article to its subscribers only."
        )
    if signs.scripted and words < 40:
        raise NoArticleError(
            "empty",
            f"{name}: its text is made by scripts, which Reader does not run; "
            "open it in a browser.",
        )
    if not words:
        raise NoArticleError("empty", f"{name}: there is no article in this page.")
