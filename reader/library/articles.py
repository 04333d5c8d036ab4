"""One article: its document, its original, its earlier versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.library import headlines, stored, tags
from reader.library.records import Article, Headline

if TYPE_CHECKING:
    from reader.library.connection import Connection


def article(db: Connection, article_id: int) -> Article:
    """An article with its body. Raises NotFoundError when it is not there or was removed."""
    with db.reading():
        headline = existing(db, article_id)
        row = db.row(
            "SELECT added, version, completeness, identity, evidence, updated, canonical,"
            " categories, (SELECT group_concat(kind) FROM body WHERE article_id = article.id)"
            " FROM article WHERE id = ?",
            article_id,
        )
        added, version, completeness, identity, *rest = row or (0, 1, "full", "", "", *[None] * 4)
        evidence, updated, canonical, categories, others = rest
        return Article(
            headline=headline,
            document=stored.document(db, article_id),
            added=added,
            tags=tags.of_article(db, article_id),
            version=version,
            completeness=completeness,
            identity=identity,
            evidence=evidence,
            updated=updated,
            canonical=canonical,
            categories=tuple(json.loads(categories)) if categories else (),
            bodies=(headline.body, *(others.split(",") if others else ())),
        )


def existing(db: Connection, article_id: int) -> Headline:
    """The headline of an article. Raises NotFoundError when it is not there or was removed."""
    headline = headlines.headline(db, article_id)
    if headline is None:
        raise NotFoundError(f"There is no article {article_id} in the library.")
    return headline


def versions(db: Connection, article_id: int) -> list[tuple[int, int]]:
    """The versions of an article, oldest first: number, and seconds since the epoch."""
    return [
        (int(number), int(at))
        for number, at in db.rows(
            "SELECT number, at FROM version WHERE article_id = ?1"
            " UNION ALL SELECT version, changed FROM article WHERE id = ?1 ORDER BY 1",
            article_id,
        )
    ]


def version_text(db: Connection, article_id: int, number: int) -> str:
    """The canonical text of one version. Raises NotFoundError."""
    from reader.library import bodies

    with db.reading():
        if number == db.value("SELECT version FROM article WHERE id = ?", article_id):
            return bodies.feed_document(db, article_id).text
        sql = "SELECT text FROM version WHERE article_id = ? AND number = ?"
        packed = db.value(sql, article_id, number)
    if packed is None:
        raise NotFoundError(f"There is no version {number} of article {article_id}.")
    return stored.loose(packed).decode()
