"""What setting costs, as ratios taken in one run: against `textwrap`, and by length of article.

python benchmarks/typesetting.py
"""

from __future__ import annotations

import textwrap
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from reader.document.codec import pack, unpack
from reader.document.model import Document, Heading, Paragraph, Text
from reader.typeset.page import typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.readable import Readable

WIDTH = 66
SCREEN = 40
ROUNDS = 9
SENTENCE = (
    "A good line of text holds between forty-five and seventy-five characters; longer, and the eye "
    "loses its way back to the next line, shorter, and it is broken off before it has gathered "
    "speed. What remains to a terminal, which gives no fonts to choose and no sizes, is measure, "
    "space, weight and colour: the four things with which every compositor always began. "
)


def article(size: int) -> Document:
    """An article of about so many characters."""
    paragraph = SENTENCE * 2
    blocks: list[Heading | Paragraph] = []
    for number in range(max(1, size // len(paragraph))):
        if number % 8 == 0:
            blocks.append(Heading(2, (Text(f"Section {number // 8}"),), f"section-{number}"))
        start = number * 37 % len(SENTENCE)
        blocks.append(Paragraph((Text((paragraph[start:] + paragraph[:start]).strip()),)))
    return Document(title="Of measure", language="en", blocks=tuple(blocks))


def stored(document: Document) -> Callable[[], Readable]:
    """What opens a document as the library does: decoded only where someone looks."""
    packed = pack(document)
    return lambda: unpack(packed.head, packed.chunks.__getitem__)


def taken(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def compared(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of two pieces of work, done in turns."""
    first(), second()
    pairs = [(taken(first), taken(second)) for _ in range(ROUNDS)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def first_screen(open_: Callable[[], Readable], share: float) -> list[str]:
    document = open_()
    page = typeset(document, WIDTH)
    top = page.line_at(int(document.length * share))
    return [line.text for line in page.lines(top, top + SCREEN)]


def main() -> None:
    """Print the ratios."""
    whole = stored(article(100_000))
    paragraphs = [text for text in whole().text.split("\n\n") if text]
    ours, plain = compared(
        lambda: list(typeset(whole(), WIDTH).all_lines()),
        lambda: [textwrap.wrap(text, WIDTH) for text in paragraphs],
    )
    print(
        f"100 kB at {WIDTH} cells            {ours * 1e3:8.1f} ms  {ours / plain:6.2f} x textwrap"
    )
    short, long = stored(article(5_000)), stored(article(1_000_000))
    for name, share in (("first", 0.0), ("middle", 0.5)):
        slow, quick = compared(
            lambda share=share: first_screen(long, share),  # type: ignore[misc]
            lambda share=share: first_screen(short, share),  # type: ignore[misc]
        )
        print(f"{name} screen of 1 MB           {slow * 1e3:8.1f} ms  {slow / quick:6.2f} x 5 kB")


if __name__ == "__main__":
    main()
