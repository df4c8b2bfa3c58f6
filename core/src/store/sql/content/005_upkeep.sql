-- What the store remembers of its own upkeep. Everything here can be lost: at worst something is read or loaded once more.
-- Never edited after a release: a change is a new file.

-- The last version at which what is here was doubted, because segments did not add up to it either: once for each version.
ALTER TABLE collection ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;

-- Of the newest release whose records are here, with the version of the root it was verified by: no older one may follow,
-- whatever personal.db has lost.
CREATE TABLE release (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    root     INTEGER NOT NULL,
    sequence INTEGER NOT NULL
);

-- The kinds, each with its form, by which stored lines were read. While they are read again: by what, and the last doc of it.
CREATE TABLE known_kind (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    kinds  TEXT NOT NULL,
    target TEXT,
    after  INTEGER NOT NULL DEFAULT 0
);
