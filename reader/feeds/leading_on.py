"""The words by which a text that was cut leads on to the whole, in the languages of many sites."""

from __future__ import annotations

import re
from typing import Final

_ON: Final = (
    # English
    r"(?:click (?:here )?to )?(?:continue|keep) reading\b.*",
    r"(?:click (?:here )?)?(?:to )?read (?:the )?(?:more|on|full|rest|whole|entire|complete)\b.*",
    r"(?:click (?:here )?)?(?:to )?read (?:the )?original\b.*",
    r"read (?:it |this )?(?:all|in full)\b.*",
    r"(?:view|see) (?:the )?(?:full|whole|complete|original) (?:article|post|story|text|entry)\b.*",
    r"(?:full|whole) (?:story|article|post|text)|(?:see |view |learn )?more|more at\b.*",
    # German, Dutch, Scandinavian, Finnish
    r"(?:artikel |beitrag )?weiter ?lesen\b.*|mehr (?:lesen|erfahren)\b.*|jetzt lesen",
    r"zum (?:artikel|beitrag)\b.*|(?:den )?(?:ganzen|vollständigen) (?:artikel|beitrag)\b.*",
    r"lees (?:het hele|meer|verder|het volledige)\b.*|verder lezen|läs (?:mer|vidare|hela)\b.*",
    r"les (?:mer|videre)\b.*|læs (?:mere|videre)\b.*|lue (?:lisää|koko)\b.*|jatka lukemista\b.*",
    # Romance languages
    r"lire (?:la suite|plus|l['’]article)\b.*|(?:la )?suite|en savoir plus",
    r"continuer la lecture\b.*|(?:leer|ver) más\b.*|(?:seguir|continuar|sigue) leyendo\b.*",
    r"lee(?:r)? el (?:artículo|resto|post)\b.*|leggi (?:tutto|di più|l['’]articolo)\b.*",
    r"continua (?:a leggere|la lettura)\b.*|(?:leia|ler|saiba) mais\b.*",
    r"(?:continue|continuar|continue a) (?:lendo|ler)\b.*|citește (?:mai mult|continuarea)\b.*",
    # Slavic languages, Greek, Hungarian, Turkish
    r"(?:czytaj|przeczytaj) (?:dalej|więcej|całość|cały)\b.*|(?:číst|čtěte) (?:dále|více|celý)\b.*",
    r"pokračovat ve čtení\b.*|celý článek|читать (?:далее|дальше|полностью)\b.*|подробнее\b.*",
    r"далее|читати (?:далі|більше)\b.*|διαβάστε (?:περισσότερα|τη συνέχεια).*",
    r"olvass(?:a)? tovább\b.*|tovább(?: olvasom)?|devamını oku.*|devamı",
    # Asia, Arabic, Hebrew
    r"selengkapnya\b.*|baca (?:selengkapnya|lebih lanjut|lagi)\b.*|đọc (?:tiếp|thêm).*",
    r"続きを読む.*|続きは.*|もっと読む.*|全文を読む.*|阅读(?:全文|更多|原文).*|閱讀(?:全文|更多).*",
    r"繼續閱讀.*|继续阅读.*|查看全文.*|全文|더 ?(?:보기|읽기).*|계속 읽기.*",
    r"اقرأ المزيد.*|קרא עוד.*|המשך קריאה.*",
)
_ONWARD: Final = re.compile(rf"[\[(«<\s]*(?:{'|'.join(_ON)})[\]).…»>→›\s]*", re.IGNORECASE)

_SIGNED: Final = re.compile(
    r"(?:the )?(?:post|article|entry)\b.{0,300}\b(?:appeared first|first appeared)\b.*"
    r"|(?:the )?(?:post|article|entry)\b.{0,300}\bwas (?:first|originally) published\b.*"
    r"|(?:der )?beitrag .{0,300} erschien zuerst\b.*"
    r"|l['’]article .{0,300} est apparu en premier.*"
    r"|la entrada .{0,300} (?:se publicó primero|apareció primero).*"
    r"|l['’]articolo .{0,300} proviene da.*|source\s*:.{0,200}|via\s*:.{0,200}",
    re.IGNORECASE | re.DOTALL,
)

_LISTED: Final = re.compile(
    r"(?:submitted by\s+\S+\s*)?(?:to\s+\S+\s*)?(?:\[?link\]?\s*)?(?:\[?(?:\d+ )?comments?\]?\s*)?"
    r"|comments?|link|permalink|discuss(?:ion)?|article url:.*",
    re.IGNORECASE | re.DOTALL,
)


def leads_on(words: str) -> bool:
    """Whether some words, of a link or of a line by themselves, send on to the rest of a text."""
    return len(words) <= 200 and bool(_ONWARD.fullmatch(words))


def is_signature(line: str) -> bool:
    """Whether a paragraph is what programs put under a text, which tells nothing about it."""
    return bool(_SIGNED.fullmatch(line.strip()))


def lists_links(text: str) -> bool:
    """Whether a text is what an entry of a list of links says: who sent it, and where to talk."""
    return len(text) <= 1_000 and bool(_LISTED.fullmatch(text))
