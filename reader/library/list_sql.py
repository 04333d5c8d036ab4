"""The words of SQL that lists are read with, shared by the window and the very first one."""

from __future__ import annotations

from reader.library.titles import TITLE

LIVE = "removed = 0 AND hidden = 0"
"""The rows of `status` that lists show."""

IN_ALL = f"muted = 0 AND {LIVE}"
"""Those that "All" shows."""

BOOKMARKS, NOTES, READING = -1, -2, -3
"""The numbers of the shelves that every library has; a tag's shelf has the tag's number."""

SHELVES = {"bookmarks": BOOKMARKS, "notes": NOTES, "reading": READING}

HEADLINE = (
    f"SELECT a.id, coalesce(s.title, a.title), {TITLE}, a.source, a.author, a.url, a.published,"  # noqa: S608 - ours
    " s.sort_date, a.words, a.language, s.read,"
    " EXISTS (SELECT 1 FROM bookmark b WHERE b.article_id = a.id),"
    " EXISTS (SELECT 1 FROM note n WHERE n.article_id = a.id),"
    " p.share, s.hidden, a.gone, a.completeness, a.body,"
    " (SELECT max(0, count(*) - 1) FROM twin t JOIN twin o ON o.story = t.story"
    " JOIN status so ON so.article_id = o.article_id AND so.removed = 0 AND so.hidden = 0"
    " WHERE t.article_id = a.id)"
)
"""The columns of a headline, in the order of the fields of `Headline`."""

JOINED = (
    " JOIN status s ON s.article_id = a.id AND s.removed = 0"
    " JOIN subscription u ON u.id = a.source"
    " LEFT JOIN progress p ON p.article_id = a.id"
)
"""What they are joined from, to an article `a`."""
