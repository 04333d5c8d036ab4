"""Sources hidden from "All": what of theirs the lists leave out.

Whether an article is muted follows the settings of its source, and is written after an action or
its undo, outside of what the journal records: so one row is journaled, whatever the source holds.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.library.connection import Connection

HIDDEN = (
    "SELECT id FROM subscription"
    " WHERE iif(json_valid(settings), json_extract(settings, '$.hidden'), 0) = 1"
)
"""The sources that are hidden from "All"; few, and found by an index of their own."""

TWIN = 2
"""The bit of `muted` that an article bears whose story another one tells; 1: a hidden source's."""

IN_ALL = f"list IN ('source', 'twins') AND number NOT IN ({HIDDEN})"
"""The kept counts that make up those of "All": twins count less than nothing."""

UNTRUE = f"(muted & 1) <> (source IN ({HIDDEN}))"
"""Which rows of `status` do not follow the settings of their source."""


def hidden(db: Connection) -> frozenset[int]:
    """The sources that are hidden from "All"."""
    return frozenset(number for (number,) in db.rows(HIDDEN))


def mutings(db: Connection) -> tuple[int, ...]:
    """The values of `muted` there are, each the beginning of a run of the indexes by date."""
    bits = (0, 1) if hidden(db) else (0,)
    sql = "SELECT 1 FROM counter WHERE list = 'twins' AND total <> 0 LIMIT 1"
    return bits if db.value(sql) is None else (*bits, *(bit | TWIN for bit in bits))


def follow(db: Connection, before: frozenset[int]) -> None:
    """Let articles follow the settings of their sources, which were hidden as in `before`."""
    now = hidden(db)
    for source in before ^ now:
        db.run(
            "UPDATE status SET muted = (muted & 2) | ?1 WHERE source = ?2 AND (muted & 1) <> ?1",
            int(source in now),
            source,
        )
        # Another article of a story may have to tell it now.
        db.run(
            "INSERT INTO unsettled SELECT story FROM twin JOIN status USING (article_id)"
            " WHERE source = ? ON CONFLICT DO NOTHING",
            source,
        )
