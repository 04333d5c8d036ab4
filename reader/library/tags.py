"""Tags on articles. A tag's name stays known when no article carries it, so that undo finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal, labels
from reader.library.journal import Changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import Done


def _named(name: str) -> str:
    name = " ".join(name.split())
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
        db.run("INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING", name)
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
        return Changed(count, f"Tagged {what} {name}" if count else f"It was tagged {name} already")

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
        said = f"Took the tag {name} off {what}" if count else f"It was not tagged {name}"
        return Changed(count, said)

    return journal.act(db, at, action)


def rename(db: Connection, at: int, name: str, new: str) -> Done:
    """Rename a tag; into one that is there, they become one. Raises NotFoundError, UsageError."""
    name, new = _named(name), _named(new)

    def action() -> Changed:
        number = _number(db, name)
        other = db.value("SELECT id FROM tag WHERE name = ?", new)
        if other is None or other == number:
            db.run("UPDATE tag SET name = ? WHERE id = ?", new, number)
        else:
            db.run(
                "INSERT INTO article_tag SELECT ?1, article_id FROM article_tag"
                " WHERE tag_id = ?2 ON CONFLICT DO NOTHING",
                other,
                number,
            )
            db.run("DELETE FROM article_tag WHERE tag_id = ?", number)
        return Changed(1, f"Renamed the tag {name} to {new}")

    return journal.act(db, at, action)
