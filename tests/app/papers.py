"""A library of our own words to test the app on: some long articles over hundreds of short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.parse import parse
from reader.library.library import Library
from reader.library.records import Arrived

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_790_000_000
DAY = 86_400
SHORT = 300
"""How many short articles lie under the others; the oldest is number 0."""

SECTIONS = 9


BEND = (
    "At milestone {0} the road bends for the {1}. time. The walker counts hedges, then gates, "
    "then the larks over them, and loses count of all three before noon. Marker {0}-{1} stands "
    "in the ditch, and nobody has read it since the frost."
)


def _walk() -> str:
    rows = ["# The Long Walk", "", "Every walk begins at a door, and this one began in the rain."]
    for number in range(1, SECTIONS + 1):
        rows += ["", f"## Milestone {number}", ""]
        for paragraph in range(1, 5):
            rows += [
                BEND.format(number, paragraph),
                "",
            ]
    return "\n".join(rows)


LINKS = """<html><head><title>Links and Notes</title></head><body><h1>Links and Notes</h1>
<p>The <a href="https://example.org/first">first address</a> leads out, and the
<a href="https://example.org/second">second</a> leads out too. A note hangs
here.<sup><a id="back1" href="#fn1">1</a></sup> A way down: <a href="#the-end">to the end</a>.</p>
<p>Nothing much stands between, and that is as it should be, for the eye wants rest.</p>
<h2 id="the-end">The end</h2>
<p>Here it ends.</p>
<section class="footnotes"><ol>
<li id="fn1"><p>The note tells where the lark was seen. <a href="#back1">back</a></p></li>
</ol></section>
</body></html>
"""

CODE = (
    """# Wide Code

A line of code is not broken.

```python
one = 1
"""
    "wide = "
    + " + ".join(f"part_{n}" for n in range(30))
    + """
```

After the code comes a sentence.
"""
)

SCRIPTS = """# 日本の新聞と組版

日本の新聞は縦書きで始まった。組版の百年は短くない。活字は一つずつ拾われ、行は一つずつ組まれた。

العربية تكتب من اليمين إلى اليسار، وهذا سطر طويل بعض الشيء حتى يملأ العمود ويلتف على السطر التالي.

A family: 👨‍👩‍👧‍👦 and a flag 🇩🇪, a word with accents: e\u0301te\u0301.
"""

FURNITURE = """The Window

The Window

A window looks both ways, and keeps what it sees, and it is cleaned in spring.

It is cleaned in spring, when there is something to look at beside the rain.
"""

LONG = (
    ("walk", "The Long Walk", _walk(), "text/markdown"),
    ("links", "Links and Notes", LINKS, "text/html"),
    ("code", "Wide Code", CODE, "text/markdown"),
    ("scripts", "日本の新聞と組版", SCRIPTS, "text/markdown"),
    ("window", "The Window", FURNITURE, "text/plain"),
)


def arrived(identity: str, text: str, published: int, media_type: str = "text/markdown") -> Arrived:
    """An article as it comes in from a file."""
    data = text.encode()
    return Arrived(
        identity,
        parse(data, media_type=media_type, name=f"{identity}.md"),
        data,
        media_type,
        url=f"https://example.org/{identity}",
        published=published,
    )


def short(number: int) -> Arrived:
    """A short article; the higher the number the newer."""
    return arrived(
        f"short-{number}",
        f"# Short piece {number}\n\nThe words of piece number {number} are few.\n",
        NOW - DAY * (SHORT + 20 - number),
    )


def make(path: Path) -> None:
    """Make the library: the long articles first (newest), the short ones below."""
    with Library.open(path, updates=True, now=lambda: float(NOW)) as library:
        papers, _ = library.add_source(kind="saved", address="/papers", title="Papers")
        library.ingest(papers, [short(number) for number in range(SHORT)])
        desk, _ = library.add_source(kind="saved", address="/desk", title="Desk")
        library.ingest(
            desk,
            [
                arrived(identity, text, NOW - DAY * (number + 1), media_type)
                for number, (identity, _, text, media_type) in enumerate(LONG)
            ],
        )
