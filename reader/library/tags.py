"""Tags on articles. A tag's name stays known when no article carries it, so that undo finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal, labels, listings, tag_tree
from reader.library.journal import Changed
from reader.library.records import TAG_COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import Done, Key, Listing


def _named(name: str) -> str:
    name = tag_tree.named(name)
    if not name:
        raise UsageError("A tag needs a name; nothing was changed.")
    return name


def _number(db: Connection, name: str) -> int:
    number = db.value("SELECT id FROM tag WHERE name = ?", name)
    if number is None:
        raise NotFoundError(f"There is no tag {name}; nothing was changed.")
    return int(number)


def of_article(db: Connection, article_id: int) -> tuple[str, ...]:
    """The tags that an article carries, by name."""
    rows = db.rows(
        "SELECT t.name FROM article_tag x JOIN tag t ON t.id = x.tag_id"
        " WHERE x.article_id = ? ORDER BY t.name",
        article_id,
    )
    return tuple(name for (name,) in rows)


def tag(db: Connection, at: int, name: str, ids: Sequence[int]) -> Done:
    """Tag articles. Raises NotFoundError naming an id that is not there, UsageError."""
    name = _named(name)

    def known() -> int:
        tag_tree.make(db, [name])
        return _number(db, name)

    def action(number: int) -> Changed:
        labels.must_exist(db, ids)
        count = db.run(
            "INSERT INTO article_tag SELECT ?1, value FROM json_each(?2) WHERE true"
            " ON CONFLICT DO NOTHING",
            number,
            labels.id_list(ids),
        )
        what = labels.things(db, ids, count)
        none = f"{_they(ids)} tagged {name} already"
        return Changed(count, f"Tagged {what} {name}" if count else none)

    return journal.act_after(db, at, known, action)[1]


def untag(db: Connection, at: int, name: str, ids: Sequence[int]) -> Done:
    """Take a tag off articles. Raises NotFoundError for a tag or article that is not there."""
    name = _named(name)

    def action() -> Changed:
        number = _number(db, name)
        labels.must_exist(db, ids)
        count = db.run(
            "DELETE FROM article_tag WHERE tag_id = ?"
            " AND article_id IN (SELECT value FROM json_each(?))",
            number,
            labels.id_list(ids),
        )
        what = labels.things(db, ids, count)
        said = f"Took the tag {name} off {what}" if count else f"{_they(ids)} not tagged {name}"
        return Changed(count, said)

    return journal.act(db, at, action)


def _they(ids: Sequence[int]) -> str:
    return "It was" if len(set(ids)) == 1 else "They were"


def rename(db: Connection, at: int, name: str, new: str) -> Done:
    """Rename a tag and those below it; into one that is there, they become one.

    Raises NotFoundError, UsageError.
    """
    name, new = _named(name), _named(new)
    if new.casefold().startswith(f"{name.casefold()}/"):
        raise UsageError(f"{new} would stand below itself; nothing was changed.")

    def known() -> int:
        number = _number(db, name)
        tag_tree.make(db, tag_tree.above(new))
        return number

    def action(number: int) -> Changed:
        other = db.value("SELECT id FROM tag WHERE name = ?", new)
        merged = other is not None and other != number
        below = db.rows(
            "SELECT t.id, t.name FROM tag_above b JOIN tag t ON t.id = b.tag WHERE b.above = ?",
            number,
        )
        for one, old in below:
            _rename(db, one, new + old[len(name) :])
        what = f"Put the tag {name} into {new}" if merged else f"Renamed the tag {name} to {new}"
        return Changed(1, what)

    return journal.act_after(db, at, known, action)[1]


def _rename(db: Connection, number: int, new: str) -> None:
    """Give one tag another name; where that is another's, that one takes its articles."""
    other = db.value("SELECT id FROM tag WHERE name = ?", new)
    if other is None or other == number:
        db.run("UPDATE tag SET name = ? WHERE id = ?", new, number)
        return
    db.run(
        "INSERT INTO article_tag SELECT ?1, article_id FROM article_tag"
        " WHERE tag_id = ?2 ON CONFLICT DO NOTHING",
        other,
        number,
    )
    db.run("DELETE FROM article_tag WHERE tag_id = ?", number)


def tag_all(db: Connection, at: int, name: str, listing: Listing, newest: Key | None) -> Done:
    """Tag all of a listing; with `newest`, only what stands at or below that key. UsageError."""
    name = _named(name)

    def known() -> int:
        tag_tree.make(db, [name])
        return _number(db, name)

    def action(number: int) -> Changed:
        bound = " AND (sort_date, article_id) <= (?, ?)" if newest else ""
        count = 0
        for run in listings.runs(db, listing, whole=True):
            count += db.run(
                "INSERT INTO article_tag SELECT ?, article_id FROM"  # noqa: S608 - ours
                f" (SELECT article_id, sort_date FROM {run.table} WHERE {run.where}{bound})"
                " WHERE true ON CONFLICT DO NOTHING",
                number,
                *run.values,
                *(newest or ()),
            )
        where = listings.name(db, listing)
        articles = "1 article" if count == 1 else f"{count:,} articles"
        none = f"All of it was tagged {name} already"
        return Changed(count, f"Tagged {articles} {name}{where}" if count else none)

    return journal.act_after(db, at, known, action)[1]


def colour(db: Connection, at: int, name: str, wanted: str | None) -> Done:
    """Give a tag a colour, or with None take it. Raises NotFoundError, UsageError."""
    name = _named(name)
    if wanted is not None and wanted not in TAG_COLOURS:
        raise UsageError(f"{wanted} is no colour of tags; there are {', '.join(TAG_COLOURS)}.")

    def action() -> Changed:
        number = _number(db, name)
        sql = "UPDATE tag SET colour = ?1 WHERE id = ?2 AND colour IS NOT ?1"
        count = db.run(sql, wanted, number)
        told = f"Coloured the tag {name} {wanted}" if wanted else f"Took the colour off {name}"
        return Changed(count, told if count else f"The tag {name} was so already")

    return journal.act(db, at, action)
