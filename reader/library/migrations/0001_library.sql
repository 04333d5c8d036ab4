-- The reader's facts. The session extension records changes to these tables alone.

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    folder TEXT,
    added INTEGER NOT NULL,
    live INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX subscription_address ON subscription (kind, address);

-- removed: 0 no, 1 by the reader, 2 because its source was unsubscribed.
CREATE TABLE status (
    article_id INTEGER PRIMARY KEY NOT NULL,
    source INTEGER NOT NULL,
    sort_date INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    title TEXT
);
CREATE INDEX status_all ON status (sort_date, article_id)
    WHERE removed = 0 AND hidden = 0;
CREATE INDEX status_unread ON status (sort_date, article_id)
    WHERE removed = 0 AND hidden = 0 AND read = 0;
CREATE INDEX status_source ON status (source, sort_date, article_id)
    WHERE removed = 0 AND hidden = 0;
CREATE INDEX status_source_unread ON status (source, sort_date, article_id)
    WHERE removed = 0 AND hidden = 0 AND read = 0;

CREATE TABLE bookmark (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id INTEGER NOT NULL,
    place TEXT,
    label TEXT,
    mark TEXT,
    created INTEGER NOT NULL
);
CREATE INDEX bookmark_article ON bookmark (article_id);
CREATE UNIQUE INDEX bookmark_whole ON bookmark (article_id) WHERE place IS NULL;
CREATE UNIQUE INDEX bookmark_mark ON bookmark (mark) WHERE mark IS NOT NULL;

CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id INTEGER NOT NULL,
    place TEXT,
    text TEXT NOT NULL,
    colour TEXT,
    created INTEGER NOT NULL
);
CREATE INDEX note_article ON note (article_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE
);
CREATE UNIQUE INDEX tag_name ON tag (name);

CREATE TABLE article_tag (
    tag_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (tag_id, article_id)
) WITHOUT ROWID;
CREATE INDEX article_tag_article ON article_tag (article_id);

-- Machinery: what can be fetched, parsed or counted again, and what no undo touches.

CREATE TABLE feed (
    source INTEGER PRIMARY KEY NOT NULL,
    checked INTEGER,
    error TEXT
);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    source INTEGER NOT NULL,
    identity TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    url TEXT,
    published INTEGER,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    words INTEGER NOT NULL,
    language TEXT,
    digest TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    completeness TEXT NOT NULL DEFAULT 'full',
    gone INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX article_identity ON article (source, identity);

CREATE TABLE original (
    article_id INTEGER PRIMARY KEY NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL
);

CREATE TABLE document (
    article_id INTEGER PRIMARY KEY NOT NULL,
    head BLOB NOT NULL
);

CREATE TABLE chunk (
    article_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (article_id, number)
);

CREATE TABLE version (
    article_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (article_id, number)
);

CREATE TABLE progress (
    article_id INTEGER PRIMARY KEY NOT NULL,
    place TEXT NOT NULL,
    share REAL NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE state (
    name TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE revision (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    number INTEGER NOT NULL
);
INSERT INTO revision VALUES (1, 0);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at INTEGER NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER,
    changed INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    undoable INTEGER NOT NULL DEFAULT 1,
    changeset BLOB NOT NULL
);
CREATE INDEX journal_to_undo ON journal (id) WHERE kind = 'action' AND undone = 0 AND undoable = 1;
CREATE INDEX journal_actions ON journal (id) WHERE kind = 'action';
CREATE INDEX journal_to_redo ON journal (id) WHERE kind = 'undo' AND undone = 0 AND undoable = 1;

CREATE VIRTUAL TABLE search USING fts5 (
    title, author, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

-- Articles whose title has changed by an action or its undo, to be indexed again at its end.
CREATE TABLE stale (article_id INTEGER PRIMARY KEY NOT NULL);

-- The lists that are not read off status: tags by their id, bookmarks -1, notes -2, reading -3.
CREATE TABLE shelf (
    shelf INTEGER NOT NULL,
    sort_date INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (shelf, sort_date, article_id)
) WITHOUT ROWID;
CREATE INDEX shelf_unread ON shelf (shelf, sort_date, article_id) WHERE unread = 1;
CREATE INDEX shelf_article ON shelf (article_id, shelf);

CREATE TABLE counter (
    list TEXT NOT NULL,
    number INTEGER NOT NULL,
    total INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (list, number)
) WITHOUT ROWID;

-- What would stand on the shelves; `repair` and the triggers read the same definition.
CREATE VIEW shelving AS
    SELECT -1 AS shelf, article_id FROM bookmark
    UNION SELECT -2, article_id FROM note
    UNION SELECT -3, article_id FROM progress WHERE share > 0.0 AND share < 0.97
    UNION ALL SELECT tag_id, article_id FROM article_tag;

CREATE TRIGGER status_comes AFTER INSERT ON status
WHEN NEW.removed = 0 AND NEW.hidden = 0
BEGIN
    INSERT INTO counter VALUES ('source', NEW.source, 1, NEW.read = 0)
        ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;
END;

CREATE TRIGGER status_goes AFTER DELETE ON status
WHEN OLD.removed = 0 AND OLD.hidden = 0
BEGIN
    UPDATE counter SET total = total - 1, unread = unread - (OLD.read = 0)
        WHERE list = 'source' AND number = OLD.source;
    DELETE FROM shelf WHERE article_id = OLD.article_id;
END;

CREATE TRIGGER status_read AFTER UPDATE OF read ON status
WHEN OLD.read <> NEW.read
    AND OLD.removed = 0 AND OLD.hidden = 0 AND NEW.removed = 0 AND NEW.hidden = 0
BEGIN
    UPDATE counter SET unread = unread + (NEW.read = 0) - (OLD.read = 0)
        WHERE list = 'source' AND number = NEW.source;
END;

-- A trigger of its own: its condition costs a third of an UPDATE that finds nothing.
CREATE TRIGGER status_read_on_shelves AFTER UPDATE OF read ON status
WHEN OLD.read <> NEW.read
    AND OLD.removed = 0 AND OLD.hidden = 0 AND NEW.removed = 0 AND NEW.hidden = 0
    AND EXISTS (SELECT 1 FROM shelf WHERE article_id = NEW.article_id)
BEGIN
    UPDATE shelf SET unread = (NEW.read = 0) WHERE article_id = NEW.article_id;
END;

CREATE TRIGGER status_lives AFTER UPDATE OF removed, hidden ON status
WHEN (OLD.removed = 0 AND OLD.hidden = 0) <> (NEW.removed = 0 AND NEW.hidden = 0)
BEGIN
    INSERT INTO counter VALUES ('source', NEW.source, 0, 0) ON CONFLICT DO NOTHING;
    UPDATE counter SET
        total = total + (NEW.removed = 0 AND NEW.hidden = 0)
            - (OLD.removed = 0 AND OLD.hidden = 0),
        unread = unread + (NEW.removed = 0 AND NEW.hidden = 0 AND NEW.read = 0)
            - (OLD.removed = 0 AND OLD.hidden = 0 AND OLD.read = 0)
        WHERE list = 'source' AND number = NEW.source;
    DELETE FROM shelf WHERE article_id = NEW.article_id;
    INSERT INTO shelf
        SELECT shelf, NEW.sort_date, NEW.article_id, NEW.read = 0 FROM shelving
        WHERE article_id = NEW.article_id AND NEW.removed = 0 AND NEW.hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER status_title AFTER UPDATE OF title ON status
WHEN OLD.title IS NOT NEW.title
BEGIN
    INSERT INTO stale VALUES (NEW.article_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER shelf_comes AFTER INSERT ON shelf
BEGIN
    INSERT INTO counter VALUES ('shelf', NEW.shelf, 1, NEW.unread)
        ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;
END;

CREATE TRIGGER shelf_goes AFTER DELETE ON shelf
BEGIN
    UPDATE counter SET total = total - 1, unread = unread - OLD.unread
        WHERE list = 'shelf' AND number = OLD.shelf;
END;

CREATE TRIGGER shelf_read AFTER UPDATE OF unread ON shelf
WHEN OLD.unread <> NEW.unread
BEGIN
    UPDATE counter SET unread = unread + NEW.unread - OLD.unread
        WHERE list = 'shelf' AND number = NEW.shelf;
END;

CREATE TRIGGER bookmark_comes AFTER INSERT ON bookmark
BEGIN
    INSERT INTO shelf SELECT -1, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER bookmark_goes AFTER DELETE ON bookmark
WHEN NOT EXISTS (SELECT 1 FROM bookmark WHERE article_id = OLD.article_id)
BEGIN
    DELETE FROM shelf WHERE article_id = OLD.article_id AND shelf = -1;
END;

CREATE TRIGGER note_comes AFTER INSERT ON note
BEGIN
    INSERT INTO shelf SELECT -2, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER note_goes AFTER DELETE ON note
WHEN NOT EXISTS (SELECT 1 FROM note WHERE article_id = OLD.article_id)
BEGIN
    DELETE FROM shelf WHERE article_id = OLD.article_id AND shelf = -2;
END;

CREATE TRIGGER article_tag_comes AFTER INSERT ON article_tag
BEGIN
    INSERT INTO shelf SELECT NEW.tag_id, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER article_tag_goes AFTER DELETE ON article_tag
BEGIN
    DELETE FROM shelf WHERE article_id = OLD.article_id AND shelf = OLD.tag_id;
END;

CREATE TRIGGER progress_comes AFTER INSERT ON progress
WHEN NEW.share > 0.0 AND NEW.share < 0.97
BEGIN
    INSERT INTO shelf SELECT -3, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER progress_moves AFTER UPDATE OF share ON progress
WHEN (OLD.share > 0.0 AND OLD.share < 0.97) <> (NEW.share > 0.0 AND NEW.share < 0.97)
BEGIN
    DELETE FROM shelf WHERE article_id = NEW.article_id AND shelf = -3;
    INSERT INTO shelf SELECT -3, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
            AND NEW.share > 0.0 AND NEW.share < 0.97
        ON CONFLICT DO NOTHING;
END;
