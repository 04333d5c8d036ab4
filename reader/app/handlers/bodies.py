"""The two bodies of an article: what the feed gave, and the page fetched whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.library.library import Library
    from reader.library.records import BodyKind


def fetch(screen: Reading, _: Call) -> None:
    """Fetch the whole article; while that runs, let it go."""
    from reader.app.fetching import Fetching

    app = screen.reader
    if app.fetching is not None and app.fetching.running:
        app.fetching.cancel()
        return
    headline = screen.meant()
    if headline is None:
        return
    kinds = {body.kind for body in screen.library.bodies(headline.id)}
    if app.library.read_only:
        app.say("This library can only be read here.", "warn")
    elif "full" in kinds and headline.body == "feed":
        app.beside(_show(screen, headline.id, "full"))
    elif not (headline.url or "").startswith(("http://", "https://")):
        app.say("This article has no address on the web to fetch it from.")
    else:
        app.fetching = Fetching(app, headline)
        app.beside(app.fetching.run())


async def switch_body(screen: Reading, _: Call) -> None:
    """Show the other body."""
    headline = screen.meant()
    if headline is not None:
        await _show(screen, headline.id)


async def _show(screen: Reading, article_id: int, wanted: BodyKind | None = None) -> None:
    """Show one of the bodies of an article; None: the one that is not shown."""
    from reader.app.places import show_anew
    from reader.errors import ReaderError

    def switch(library: Library) -> BodyKind | None:
        # Asked when its turn comes, for a key before it may still be on the desk.
        kinds = [body.kind for body in library.bodies(article_id) if not body.shown]
        kind = wanted or next(iter(kinds), None)
        if kind is not None:
            library.show_body(article_id, kind)
        return kind

    app = screen.reader
    try:
        kind = await app.desk.run(switch)
    except ReaderError as error:
        app.say(str(error), "error")
        return
    if kind is None:
        key = app.key_of("fetch")
        app.say(f"There is only one text of this article; {key} fetches the whole one.")
        return
    screen.rows.refresh((article_id,))
    screen.headlines.refresh()
    show_anew(screen, article_id)
    app.say("What the feed gave." if kind == "feed" else "The article fetched whole.")
