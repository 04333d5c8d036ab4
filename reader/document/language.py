"""The language of a text that does not say it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

SHORTEST: Final = 60
"""Characters below which a guess is worth nothing."""
SURE: Final = 0.3
"""Confidence below which there is no answer."""

_CODES: Final = {
    "afr": "af", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bul": "bg",
    "cat": "ca", "ces": "cs", "cmn": "zh", "cym": "cy", "dan": "da", "deu": "de",
    "ell": "el", "eng": "en", "epo": "eo", "est": "et", "eus": "eu", "fas": "fa",
    "fin": "fi", "fra": "fr", "gle": "ga", "glg": "gl", "guj": "gu", "heb": "he",
    "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id", "isl": "is",
    "ita": "it", "jav": "jv", "jpn": "ja", "kan": "kn", "kat": "ka", "kaz": "kk",
    "khm": "km", "kor": "ko", "lao": "lo", "lat": "la", "lav": "lv", "lit": "lt",
    "mal": "ml", "mar": "mr", "mkd": "mk", "mya": "my", "nep": "ne", "nld": "nl",
    "nno": "nn", "nob": "nb", "nor": "nb", "ori": "or", "pan": "pa", "pes": "fa",
    "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk",
    "slv": "sl", "spa": "es", "sqi": "sq", "srp": "sr", "swe": "sv", "tam": "ta",
    "tel": "te", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz",
    "vie": "vi", "yid": "yi", "zho": "zh", "zul": "zu",
}  # fmt: skip
"""ISO 639-3, as the detector says it, and BCP 47."""


@lru_cache(maxsize=256)
def detect(sample: str) -> str | None:
    """The language of some running text as a BCP 47 tag; None when it cannot be told.

    Meant for about a thousand characters of body; titles and lists of names mislead it.
    """
    if len(sample) < SHORTEST:
        return None
    from turbohtml.detect import detect_language

    match = detect_language(sample)
    if match.language is None or match.confidence < SURE:
        return None
    return _CODES.get(match.language)
