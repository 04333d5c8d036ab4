-- Queries: what is rare among the articles is found by an index, whatever the library holds.

CREATE INDEX status_hidden ON status (sort_date, article_id) WHERE removed = 0 AND hidden = 1;

CREATE INDEX article_words ON article (words);
CREATE INDEX article_language ON article (language) WHERE language IS NOT NULL;
CREATE INDEX article_author ON article (author COLLATE NOCASE) WHERE author IS NOT NULL;
CREATE INDEX article_partial ON article (completeness) WHERE completeness <> 'full';

-- The host of an address: what stands between // and the first of / ? # :
CREATE INDEX article_host ON article (
    iif(instr(url, '//'), lower(substr(
        replace(replace(replace(substr(url, instr(url, '//') + 2), '?', '/'), '#', '/'), ':', '/'),
        1,
        instr(
            replace(replace(replace(substr(url, instr(url, '//') + 2), '?', '/'), '#', '/'), ':', '/')
                || '/',
            '/'
        ) - 1
    )), NULL)
);

-- One for each bit of `has`.
CREATE INDEX article_image ON article (id) WHERE has & 1;
CREATE INDEX article_audio ON article (id) WHERE has & 2;
CREATE INDEX article_video ON article (id) WHERE has & 4;
CREATE INDEX article_code ON article (id) WHERE has & 8;
