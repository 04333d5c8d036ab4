"""What a feed's elements say, before anything is chosen among them: the readers' common tongue.

One reader for each kind of source fills these records (`elements` from well-formed XML, `loose`
through feedparser), and `choosing` makes an Entry of them, so that the rules stand in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["plain", "html", "either"]
"""How a text is meant: as it stands, as markup, or (in RSS) as one of both that has to be guessed.
"""


class Words(NamedTuple):
    """A text as the feed has it, references of XML resolved; `base` where the feed names one."""

    text: str
    form: Form = "either"
    base: str | None = None


class Link(NamedTuple):
    """A link with its address resolved against the bases that the feed names."""

    href: str
    rel: str = "alternate"
    media_type: str = ""
    length: str = ""
    title: str = ""


class File(NamedTuple):
    """A file of Media RSS with what is said of it; `width` in pixels."""

    href: str
    media_type: str = ""
    length: str = ""
    medium: str = ""
    width: int = 0


@dataclass(slots=True)
class Said:
    """A feed or an entry: everything said, in the order of the feed.

    The number before a text is its rank: the lower, the better. `every` is in seconds, and is to
    be divided by `times`. `stated`: the feed itself says what its base is.
    """

    base: str | None = None
    stated: bool = False
    language: str | None = None
    id: str | None = None
    permanent: bool = False
    titles: list[tuple[int, Words]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    authors: list[tuple[int, str]] = field(default_factory=list)
    published: list[tuple[int, str]] = field(default_factory=list)
    updated: list[tuple[int, str]] = field(default_factory=list)
    contents: list[tuple[int, Words]] = field(default_factory=list)
    summaries: list[tuple[int, Words]] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[Link] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    comments: str | None = None
    icon: str | None = None
    every: int | None = None
    times: int = 1
