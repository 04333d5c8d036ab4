-- Rules: saved searches, nested tags, rules with what they did, and the same story told once.

-- The reader's facts. A removed rule stays as a row (live 0): what it did still names it.
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    query TEXT NOT NULL,
    created INTEGER NOT NULL
);
CREATE UNIQUE INDEX saved_search_name ON saved_search (name);

-- actions: one a line, as they are written. position: rules run from the lowest. stop: what it
-- takes no later rule sees. expires: seconds since the epoch, NULL never. version: moves on with
-- query and actions.
CREATE TABLE rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    query TEXT NOT NULL,
    actions TEXT NOT NULL,
    position INTEGER NOT NULL,
    stop INTEGER NOT NULL DEFAULT 0,
    enabled INTEGER NOT NULL DEFAULT 1,
    expires INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created INTEGER NOT NULL,
    live INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX rule_name ON rule (name) WHERE live = 1;

-- What a rule did to an article, one action a line, and in which version of it. A fact, so that an
-- undo takes it back with what was done.
CREATE TABLE verdict (
    article_id INTEGER NOT NULL,
    rule_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    did TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (article_id, rule_id)
) WITHOUT ROWID;
CREATE INDEX verdict_rule ON verdict (rule_id, article_id);

CREATE TRIGGER verdict_comes AFTER INSERT ON verdict
BEGIN
    INSERT INTO counter VALUES ('rule ' || NEW.version, NEW.rule_id, 1, 0)
        ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER verdict_goes AFTER DELETE ON verdict
BEGIN
    UPDATE counter SET total = total - 1
        WHERE list = 'rule ' || OLD.version AND number = OLD.rule_id;
END;

CREATE TRIGGER verdict_changes AFTER UPDATE OF version ON verdict
WHEN OLD.version <> NEW.version
BEGIN
    UPDATE counter SET total = total - 1
        WHERE list = 'rule ' || OLD.version AND number = OLD.rule_id;
    INSERT INTO counter VALUES ('rule ' || NEW.version, NEW.rule_id, 1, 0)
        ON CONFLICT DO UPDATE SET total = total + 1;
END;

-- Machinery: the articles whose whole text a rule wants.
CREATE TABLE wanted (article_id INTEGER PRIMARY KEY NOT NULL);

-- Which articles a saved search finds, whatever their state; read or not, and when, is asked of the
-- shelf. Those that cannot be kept so are counted, and the count holds for one revision.
CREATE TABLE found (
    search_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (search_id, article_id)
) WITHOUT ROWID;
CREATE INDEX found_article ON found (article_id);

CREATE TABLE search_count (
    search_id INTEGER PRIMARY KEY NOT NULL,
    total INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    revision INTEGER NOT NULL
);

-- Tags: a colour of their own, and which of them stand above which, each above itself too.
ALTER TABLE tag ADD COLUMN colour TEXT;

INSERT INTO tag (name)
    WITH RECURSIVE parent (name) AS (
        SELECT rtrim(rtrim(name, replace(name, '/', '')), '/') FROM tag
        UNION SELECT rtrim(rtrim(name, replace(name, '/', '')), '/') FROM parent WHERE name <> ''
    )
    SELECT name FROM parent WHERE name <> ''
    ON CONFLICT DO NOTHING;

CREATE TABLE tag_above (
    tag INTEGER NOT NULL,
    above INTEGER NOT NULL,
    PRIMARY KEY (tag, above)
) WITHOUT ROWID;
CREATE INDEX tag_below ON tag_above (above, tag);
INSERT INTO tag_above SELECT t.id, a.id FROM tag t JOIN tag a
    ON t.name = a.name OR substr(t.name, 1, length(a.name) + 1) = a.name || '/' COLLATE NOCASE;

-- The shelf of a tag holds what is below it, too; that of a saved search is -1000 less its id.
DROP VIEW shelving;
CREATE VIEW shelving AS
    SELECT -1 AS shelf, article_id FROM bookmark
    UNION SELECT -2, article_id FROM note
    UNION SELECT -3, article_id FROM progress WHERE share > 0.0 AND share < 0.97
    UNION SELECT b.above, x.article_id FROM article_tag x JOIN tag_above b ON b.tag = x.tag_id
    UNION ALL SELECT -1000 - search_id, article_id FROM found;

INSERT INTO shelf
    SELECT v.shelf, s.sort_date, s.article_id, s.read = 0 FROM shelving v
    JOIN status s ON s.article_id = v.article_id AND s.removed = 0 AND s.hidden = 0
    WHERE v.shelf > 0
    ON CONFLICT DO NOTHING;

DROP TRIGGER article_tag_comes;
CREATE TRIGGER article_tag_comes AFTER INSERT ON article_tag
BEGIN
    INSERT INTO shelf
        SELECT b.above, s.sort_date, s.article_id, s.read = 0 FROM tag_above b
        JOIN status s ON s.article_id = NEW.article_id AND s.removed = 0 AND s.hidden = 0
        WHERE b.tag = NEW.tag_id
        ON CONFLICT DO NOTHING;
END;

DROP TRIGGER article_tag_goes;
CREATE TRIGGER article_tag_goes AFTER DELETE ON article_tag
BEGIN
    DELETE FROM shelf WHERE article_id = OLD.article_id
        AND shelf IN (SELECT above FROM tag_above WHERE tag = OLD.tag_id)
        AND NOT EXISTS (
            SELECT 1 FROM article_tag x JOIN tag_above b ON b.tag = x.tag_id
            WHERE x.article_id = OLD.article_id AND b.above = shelf.shelf
        );
END;

CREATE TRIGGER found_comes AFTER INSERT ON found
BEGIN
    INSERT INTO shelf
        SELECT -1000 - NEW.search_id, sort_date, article_id, read = 0 FROM status
        WHERE article_id = NEW.article_id AND removed = 0 AND hidden = 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER found_goes AFTER DELETE ON found
BEGIN
    DELETE FROM shelf WHERE article_id = OLD.article_id AND shelf = -1000 - OLD.search_id;
END;

-- The same story from several feeds. likeness: 64 bits that texts have alike whose words are;
-- address: 64 bits of the address without what tells it apart for no reader. Both signed, NULL for
-- texts too short and addresses that name no article.
ALTER TABLE article ADD COLUMN likeness INTEGER;
ALTER TABLE article ADD COLUMN address INTEGER;
CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL;

-- Each quarter of a likeness with its number before it, to be looked up.
CREATE TABLE quarter (
    bits INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (bits, article_id)
) WITHOUT ROWID;

-- Only articles of stories that more than one feed has told. how: 'address' or 'text'.
CREATE TABLE twin (
    article_id INTEGER PRIMARY KEY NOT NULL,
    story INTEGER NOT NULL,
    how TEXT NOT NULL
);
CREATE INDEX twin_story ON twin (story);

-- once: 1 where a story is one line in All and Unread.
CREATE TABLE telling (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    once INTEGER NOT NULL
);
INSERT INTO telling VALUES (1, 1);

-- Stories of which another article may have to be shown, at the end of the running action.
CREATE TABLE unsettled (story INTEGER PRIMARY KEY NOT NULL);

-- status.muted has two bits: 1, its source is hidden from "All"; 2, another article tells its story.
-- The counters 'twins' are less than nothing: they take such articles off the sum of the sources.
CREATE TRIGGER status_unsettles AFTER UPDATE OF removed, hidden ON status
WHEN (OLD.removed = 0 AND OLD.hidden = 0) <> (NEW.removed = 0 AND NEW.hidden = 0)
BEGIN
    INSERT INTO unsettled SELECT story FROM twin WHERE article_id = NEW.article_id
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER status_twin AFTER UPDATE OF muted, removed, hidden ON status
WHEN (OLD.muted & 2 AND OLD.removed = 0 AND OLD.hidden = 0)
    <> (NEW.muted & 2 AND NEW.removed = 0 AND NEW.hidden = 0)
BEGIN
    INSERT INTO counter VALUES ('twins', NEW.source, 0, 0) ON CONFLICT DO NOTHING;
    UPDATE counter SET
        total = total + (OLD.muted & 2 AND OLD.removed = 0 AND OLD.hidden = 0)
            - (NEW.muted & 2 AND NEW.removed = 0 AND NEW.hidden = 0),
        unread = unread + (OLD.muted & 2 AND OLD.removed = 0 AND OLD.hidden = 0 AND OLD.read = 0)
            - (NEW.muted & 2 AND NEW.removed = 0 AND NEW.hidden = 0 AND NEW.read = 0)
        WHERE list = 'twins' AND number = NEW.source;
END;

CREATE TRIGGER status_twin_read AFTER UPDATE OF read ON status
WHEN NEW.muted & 2 AND OLD.read <> NEW.read
    AND OLD.removed = 0 AND OLD.hidden = 0 AND NEW.removed = 0 AND NEW.hidden = 0
BEGIN
    UPDATE counter SET unread = unread - (NEW.read = 0) + (OLD.read = 0)
        WHERE list = 'twins' AND number = NEW.source;
END;
