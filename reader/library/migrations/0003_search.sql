-- Search: headings in a column of their own; letters folded by code before they come here, with
-- vowel signs as parts of their words, and pairs of letters where no spaces part the words.

DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, author, sections, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);

-- The words of the index, to be looked through by how they begin.
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, 'row');

-- The articles that are still to be indexed, by code, the newest first: those up to this number.
CREATE TABLE indexing (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    rest INTEGER NOT NULL
);
INSERT INTO indexing SELECT 1, coalesce(max(id), 0) FROM article;
DELETE FROM stale;
