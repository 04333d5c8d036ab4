"""Where a word may be parted by a hyphen, in its language.

The patterns are those that pyphen brings; its own reader takes most of a second for German, so
they are read here: a pattern is kept as it is written until a word meets it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

BEFORE: Final = 3
"""Letters at least before a hyphen (CSS `hyphenate-limit-chars: 6 3 3`)."""
AFTER: Final = 3
"""Letters at least after it."""
SHORTEST: Final = 6
"""Letters of the shortest word that is parted."""

_PART: Final = re.compile(r"(\d?)(\D?)")
_HEX: Final = re.compile(r"\^{2}([0-9a-f]{2})")
_SETTINGS: Final = ("%", "#", "LEFT", "RIGHT", "COMPOUND", "NOHYPHEN", "NEXTLEVEL")
_WORD: Final = re.compile(r"\W*((?:[^\W\d_]+['’ʼ])*[^\W\d_]+)\W*")
_LETTERS: Final = re.compile(r"[^\W\d_]{6,}")


class Hyphenator:
    """The patterns of one language, after Liang."""

    def __init__(self, path: Path) -> None:
        """Reads a dictionary of Hunspell's form. Errors: OSError, LookupError, UnicodeError."""
        raw = path.read_bytes()
        name, _, rest = raw.partition(b"\n")
        encoding = name.strip().decode("ascii")
        text = rest.decode("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
        if "^^" in text:
            text = _HEX.sub(lambda match: chr(int(match.group(1), 16)), text)
        rows = [line.strip() for line in text.split("\n")]
        lines = [line for line in rows if line and not line.startswith(_SETTINGS)]
        joined = "\n".join(lines).encode()
        bare = joined.translate(None, b"0123456789").decode().split("\n")
        self._written = dict(zip(bare, lines, strict=True))
        self._odd = {
            key.partition("/")[0]: line for key, line in self._written.items() if "/" in key
        }
        self._values: dict[str, tuple[int, tuple[int, ...]]] = {}
        self._longest = max(map(len, self._written), default=0)

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - one for each language, kept as long as the program
    def points(self, word: str) -> tuple[int, ...]:
        """Where `word`, with the marks around it, may be parted; nothing if it should not be."""
        match = _WORD.fullmatch(word)
        if match is None or sum(letter.isupper() for letter in match.group(1)) > 1:
            return ()
        found: list[int] = []
        for letters in _LETTERS.finditer(word, match.start(1), match.end(1)):
            start = letters.start()
            found += [start + point for point in self._parted(letters.group())]
        return tuple(found)

    def _parted(self, letters: str) -> list[int]:
        pointed = f".{letters.lower()}."
        levels = [0] * (len(pointed) + 1)
        changed: set[int] = set()
        written, odd, longest = self._written, self._odd, self._longest
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + longest, len(pointed)) + 1):
                key = pointed[start:end]
                if key in written:
                    self._raise(levels, start, key, written[key])
                elif key in odd:
                    self._raise(levels, start, key, odd[key].partition("/")[0])
                    first, values = self._values[key]
                    spots = enumerate(values, start + first)
                    changed.update(at for at, value in spots if value == levels[at])
        last = len(letters) - AFTER
        return [
            point
            for point in range(BEFORE, last + 1)
            if levels[point + 1] % 2 and point + 1 not in changed
        ]

    def _raise(self, levels: list[int], start: int, key: str, line: str) -> None:
        known = self._values.get(key)
        if known is None:
            values = [int(digit or 0) for digit, _ in _PART.findall(line)]
            first = next((i for i, value in enumerate(values) if value), 0)
            while values and not values[-1]:
                values.pop()
            known = self._values[key] = first, tuple(values[first:])
        for at, value in enumerate(known[1][: len(levels) - start - known[0]], start + known[0]):
            levels[at] = max(levels[at], value)


@lru_cache(maxsize=64)
def hyphenator(language: str | None) -> Hyphenator | None:
    """The hyphenator for a BCP 47 tag; None when the language or its rules are not known."""
    if not language:
        return None
    import pyphen

    name = pyphen.language_fallback(language)
    if name is None:
        return None
    return _read(str(pyphen.LANGUAGES[name]))


@lru_cache(maxsize=64)
def _read(path: str) -> Hyphenator | None:
    try:
        return Hyphenator(Path(path))
    except (OSError, LookupError, ValueError):
        return None
