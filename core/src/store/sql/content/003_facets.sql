-- The facet store (docs/search-facets.md): document → values of its declared fields. Everything here derives from `record` and
-- `article_source` and can be built from them again.
-- The order of columns keeps these rows apart from those that `recovery` looks for.

-- One row: format of what follows (0: to be built again), and a counter that every change raises, so that readers know when
-- what they keep in memory is out of date.
CREATE TABLE facet_state (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    format     INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;
INSERT INTO facet_state VALUES (1, 1, 0);

-- Fields that have been built, with the form they were built in and how many numbers their dictionary gave away.
CREATE TABLE facet_field (
    field   INTEGER PRIMARY KEY,
    form    INTEGER NOT NULL,
    numbers INTEGER NOT NULL DEFAULT 0,
    key     TEXT    NOT NULL UNIQUE
) STRICT;

-- Dictionary: a small number for each code of a field, and what stands above it in a tree. A number is never given twice.
-- placed: 1 if a taxonomy put it there, so that it stays while no document has it.
CREATE TABLE facet_value (
    field  INTEGER NOT NULL,
    code   TEXT    NOT NULL,
    number INTEGER NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0,
    parent TEXT,
    PRIMARY KEY (field, code)
) STRICT, WITHOUT ROWID;

-- Columns, 4,096 document numbers a row, each with a checksum. id = field · 2^32 + document / 4,096.
CREATE TABLE facet_chunk (
    id   INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;
