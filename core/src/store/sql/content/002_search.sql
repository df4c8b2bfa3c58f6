-- The search index (docs/search.md). Everything here derives from `record` and can be rebuilt from it.

-- One row: format of what follows, and a counter that every change of the index raises, so that readers know when what
-- they keep in memory is out of date.
CREATE TABLE search_state (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    format     INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;
INSERT INTO search_state VALUES (1, 1, 0);

-- One row for each segment. state: 0 searched, 1 being written by a merge, 2 replaced and being deleted.
-- live, title_words and body_words leave deleted documents out; docs counts them.
-- merged_into, next_leaf, next_list and last_key are the merge's place to go on from.
CREATE TABLE search_segment (
    segment     INTEGER PRIMARY KEY AUTOINCREMENT,
    state       INTEGER NOT NULL,
    docs        INTEGER NOT NULL,
    live        INTEGER NOT NULL,
    title_words INTEGER NOT NULL,
    body_words  INTEGER NOT NULL,
    first_doc   INTEGER NOT NULL,
    last_doc    INTEGER NOT NULL,
    merged_into INTEGER,
    next_leaf   INTEGER NOT NULL DEFAULT 0,
    next_list   INTEGER NOT NULL DEFAULT 0,
    last_key    BLOB
) STRICT;

-- First key of each leaf: where in a segment a term is.
CREATE TABLE search_leaf (
    segment   INTEGER NOT NULL,
    first_key BLOB    NOT NULL,
    leaf      INTEGER NOT NULL,
    PRIMARY KEY (segment, first_key)
) STRICT, WITHOUT ROWID;

-- Leaves, posting lists and document tables, cut so that four fill a page of 16 kB. id = segment · 2^32 + region · 2^30 + number.
CREATE TABLE search_row (
    id   INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

-- Documents that were removed and not yet merged away.
CREATE TABLE search_dead (
    segment INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (segment, ordinal)
) STRICT, WITHOUT ROWID;
