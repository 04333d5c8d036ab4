-- Feeds: their settings, how asking them went, and both bodies of an article fetched whole.

-- settings: a JSON object of what is not as usual. tags: their names, one a line.
-- An empty title means the feed's own.
ALTER TABLE subscription ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE subscription ADD COLUMN tags TEXT NOT NULL DEFAULT '';
CREATE INDEX subscription_hidden ON subscription (id)
    WHERE iif(json_valid(settings), json_extract(settings, '$.hidden'), 0) = 1;

-- muted: 1 where the source is hidden from "All". It follows the settings of the source by code,
-- outside the journal, so that hiding 100,000 articles is one row to undo.
ALTER TABLE status ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
DROP INDEX status_all;
DROP INDEX status_unread;
CREATE INDEX status_all ON status (muted, sort_date, article_id)
    WHERE removed = 0 AND hidden = 0;
CREATE INDEX status_unread ON status (muted, sort_date, article_id)
    WHERE removed = 0 AND hidden = 0 AND read = 0;

-- good, failing, due, claimed: seconds since the epoch. due: when to ask next, NULL never by
-- itself. failing: since when. claimed: until when another update has it in hand.
ALTER TABLE feed ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN site TEXT;
ALTER TABLE feed ADD COLUMN format TEXT;
ALTER TABLE feed ADD COLUMN language TEXT;
ALTER TABLE feed ADD COLUMN icon TEXT;
ALTER TABLE feed ADD COLUMN etag TEXT;
ALTER TABLE feed ADD COLUMN modified TEXT;
ALTER TABLE feed ADD COLUMN good INTEGER;
ALTER TABLE feed ADD COLUMN failing INTEGER;
ALTER TABLE feed ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN due INTEGER;
ALTER TABLE feed ADD COLUMN moved TEXT;
ALTER TABLE feed ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN every INTEGER;
ALTER TABLE feed ADD COLUMN rhythm INTEGER;
ALTER TABLE feed ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
-- digest: of the body that came last.
ALTER TABLE feed ADD COLUMN digest TEXT;
ALTER TABLE feed ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX feed_due ON feed (due) WHERE due IS NOT NULL;
INSERT INTO feed (source, due) SELECT id, 0 FROM subscription WHERE kind = 'feed'
    ON CONFLICT DO UPDATE SET due = 0;

-- digest and fingerprint are those of what the feed gave, whichever body is shown.
-- has: 1 pictures, 2 sound, 4 film, 8 code. body: 'feed' or 'full', the one that is shown, and
-- body_at when it came, NULL: with the last change.
ALTER TABLE article ADD COLUMN updated INTEGER;
ALTER TABLE article ADD COLUMN canonical TEXT;
ALTER TABLE article ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN categories TEXT;
ALTER TABLE article ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN has INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN body TEXT NOT NULL DEFAULT 'feed';
ALTER TABLE article ADD COLUMN body_at INTEGER;

-- The body of an article that is not shown; the one that is shown lies in document and chunk.
-- chunks: msgpack, a list of what would be rows of chunk.
CREATE TABLE body (
    article_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    words INTEGER NOT NULL,
    language TEXT,
    has INTEGER NOT NULL,
    completeness TEXT NOT NULL,
    evidence TEXT NOT NULL,
    head BLOB NOT NULL,
    chunks BLOB NOT NULL,
    media_type TEXT NOT NULL,
    original BLOB NOT NULL,
    PRIMARY KEY (article_id, kind)
);

-- The index without one of its own for beginnings of two and three letters: it took more than half
-- of the time and room of all, to find them in 0.1 ms instead of 2 among 10,000 articles. What
-- stands in stale is indexed again, by code, right after this.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, author, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO stale SELECT id FROM article WHERE true ON CONFLICT DO NOTHING;

-- Feeds bring their articles in many small transactions: with the usual 4 parts of the index
-- merged at a time, half of the time of an update goes into writing the same words again.
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
