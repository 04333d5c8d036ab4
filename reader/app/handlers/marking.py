"""What the reader does to articles: each answered in words, each undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.library.library import Library
    from reader.library.records import Done


def bookmark(screen: Reading, _: Call) -> None:
    """Bookmark the article, or take the bookmark away."""
    headline = screen.meant()
    if headline is None:
        return
    article_id = headline.id

    def toggle(library: Library) -> Done:
        # Asked when its turn comes, for a key before it may still be on the desk.
        if any(mark.place is None for mark in library.bookmarks(article_id)):
            return library.unbookmark((article_id,))
        return library.bookmark((article_id,))

    screen.reader.act(toggle)


async def bookmark_place(screen: Reading, _: Call) -> None:
    """Bookmark this place, with a label."""
    from reader.app.screens.prompt import ask

    shown = screen.shown
    if shown is None:
        return
    place = shown.place_at(screen.view.first_offset)
    section = shown.section(place.offset)
    label = await ask(
        screen.reader, "Label of this place", hint=section.text if section else "none needed"
    )
    if label is None:
        return
    article_id = shown.id

    def keep(library: Library) -> Done:
        return library.bookmark_place(article_id, place, label=label.strip() or None)[1]

    screen.reader.act(keep)


def set_mark(screen: Reading, call: Call) -> None:
    """Set a letter mark here."""
    shown = screen.shown
    if shown is None:
        return
    place, article_id, letter = shown.place_at(screen.view.first_offset), shown.id, call.letter

    def keep(library: Library) -> Done:
        return library.bookmark_place(article_id, place, mark=letter)[1]

    screen.reader.act(keep)


def go_to_mark(screen: Reading, call: Call) -> None:
    """Go to a letter mark, in whatever article it is."""
    from reader.app.places import go_to_place

    mark = screen.library.letter_mark(call.letter)
    if mark is None or mark.place is None:
        screen.reader.say(f"No mark {call.letter}.")
        return
    screen.leave_here()
    go_to_place(screen, mark.article_id, mark.place)


def toggle_read(screen: Reading, _: Call) -> None:
    """Mark as read, or as unread."""
    headline = screen.meant()
    if headline is None:
        return
    ids = (headline.id,)
    # So that the next key finds the mark, though it is not written yet.
    screen.rows.put(headline.id, read=not headline.read)

    def toggle(library: Library) -> Done:
        now = library.headline(ids[0])
        if now is not None and now.read:
            return library.mark_unread(ids)
        return library.mark_read(ids)

    screen.reader.act(toggle)


def mark_all_read(screen: Reading, _: Call) -> None:
    """Mark all of the list as read; what has arrived since it was opened is spared."""
    rows, app = screen.rows, screen.reader
    listing, newest = rows.listing, rows.newest
    # The screen answers at once, however many there are; the words come once it is done.
    ids = [row.id for row in rows.headlines if not row.read and (not newest or row.key <= newest)]
    _paint_read(screen, ids, read=True)
    app.say("Marking the list read …", "muted")

    def marked(done: Done) -> None:
        app.painted_ahead = (done.journal, ids)

    app.act(lambda library: library.mark_all_read(listing, newest=newest), then=marked)


def _paint_read(screen: Reading, ids: Sequence[int], *, read: bool) -> None:
    """Show articles as read or not, before that is written."""
    screen.rows.put_all(ids, read=read)
    screen.headlines.refresh()


async def note(screen: Reading, _: Call) -> None:
    """Write a note on the article."""
    from reader.app.screens.editor import write

    headline = screen.meant()
    if headline is None:
        return
    text = await write(screen.reader, f"Note on “{headline.title}”")
    if text:
        article_id = headline.id
        screen.reader.act(lambda library: library.note(article_id, text)[1])


async def edit(screen: Reading, _: Call) -> None:
    """Edit the title of the article."""
    from reader.app.screens.prompt import ask

    headline = screen.meant()
    if headline is None:
        return
    title = await ask(screen.reader, "Title", value=headline.title)
    if title is not None and title.strip() and title != headline.title:
        article_id, wanted = headline.id, title.strip()
        screen.reader.act(lambda library: library.edit_title(article_id, wanted))


def remove(screen: Reading, _: Call) -> None:
    """Remove the article from the library; undo brings it back."""
    headline = screen.meant()
    if headline is None:
        return
    ids = (headline.id,)

    def gone(done: Done) -> None:
        if done.changed:
            screen.dropped(ids)

    screen.reader.act(lambda library: library.remove(ids), then=gone)


def undo(screen: Reading, call: Call) -> None:
    """Undo the last action, or the last so many."""
    _through_history(screen, call.times, "undo")


def redo(screen: Reading, call: Call) -> None:
    """Do again what was undone."""
    _through_history(screen, call.times, "redo")


def _through_history(screen: Reading, times: int, way: str) -> None:
    def go(library: Library) -> Done:
        done = None
        for _ in range(min(times, 1000)):
            try:
                done = library.undo() if way == "undo" else library.redo()
            except NotFoundError:
                if done is None:
                    raise
                break
        assert done is not None
        return done

    last, ids = screen.reader.painted_ahead
    if way == "undo" and times == 1 and last is not None and last == screen.reader.last_done:
        _paint_read(screen, ids, read=False)
        screen.reader.say("Undoing …", "muted")
    screen.reader.act(go, then=screen.came_back)
