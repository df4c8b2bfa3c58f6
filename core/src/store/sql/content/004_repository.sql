-- Which published records are here (decisions 5 and 26). Everything here can be loaded again from the repository.
-- Never edited after a release: a change is a new file. The order of columns keeps these rows apart from those that `recovery`
-- looks for.

-- One row for each collection that was ever begun. version 0: not one load has come to its end.
-- refused: the last version whose deltas did not give the set hash; its segments are the second and last try.
-- pinned: catalog entry and index of the load that is under way, as JSON.
CREATE TABLE collection (
    key      INTEGER PRIMARY KEY,
    version  INTEGER NOT NULL DEFAULT 0,
    count    INTEGER NOT NULL DEFAULT 0,
    refused  INTEGER NOT NULL DEFAULT 0,
    name     TEXT NOT NULL UNIQUE,
    set_hash BLOB,
    pinned   BLOB
);

-- Small numbers for the segments that records came with.
CREATE TABLE segment_key (
    key    INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE
);

-- Every record of every collection, also of unknown kind, put away or erased. segment 0: came with a delta.
-- body_state: 0 its line is in `record`, 1 retention took it away.
CREATE TABLE record_digest (
    collection INTEGER NOT NULL,
    id         TEXT NOT NULL,
    rev        INTEGER NOT NULL,
    segment    INTEGER NOT NULL,
    body_state INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    PRIMARY KEY (collection, id)
) WITHOUT ROWID;

-- Ids that left a collection in a sync that has not ended: their records go if no other collection holds them.
CREATE TABLE orphan (
    id TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What a list row draws of records that are no articles, in list order.
CREATE TABLE record_title (
    kind        TEXT NOT NULL,
    published   INTEGER NOT NULL,
    doc         INTEGER NOT NULL,
    id          TEXT NOT NULL,
    sample      INTEGER NOT NULL,
    valid_until INTEGER,
    title       TEXT NOT NULL,
    PRIMARY KEY (kind, published, doc)
) WITHOUT ROWID;
