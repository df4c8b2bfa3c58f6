-- What the portal remembers. Digests are SHA-256 (32 bytes), times are Unix seconds.
-- Look into it with any SQLite: SELECT line FROM line WHERE id = '…' ORDER BY rev;

-- One row: the newest release that this ledger knows of.
CREATE TABLE release (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sequence INTEGER NOT NULL,
    catalog BLOB NOT NULL,
    published_at INTEGER NOT NULL,
    timestamp_version INTEGER NOT NULL,
    -- Until then time alone moves no record.
    quiet_until INTEGER NOT NULL,
    -- Hash of the content it was made from.
    input BLOB
);

-- Every line that was ever published.
CREATE TABLE line (digest BLOB NOT NULL UNIQUE, id TEXT NOT NULL, rev INTEGER NOT NULL, line TEXT NOT NULL);
CREATE INDEX line_id ON line (id, rev);

-- The newest revision of every record, also of those that no collection holds any more.
CREATE TABLE record (
    id TEXT PRIMARY KEY, rev INTEGER NOT NULL, kind TEXT NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL,
    published INTEGER NOT NULL, updated INTEGER NOT NULL, valid_until INTEGER, change TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE collection (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, count INTEGER NOT NULL, set_hash BLOB NOT NULL,
    sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, raw_bytes INTEGER NOT NULL,
    -- The highest version there ever was, should a repository have been set back.
    highest INTEGER NOT NULL
) WITHOUT ROWID;

-- Versions whose members are known exactly: deltas may start there.
CREATE TABLE version (
    collection TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (collection, version)
) WITHOUT ROWID;

-- The segments of the newest version; higher numbers are newer.
CREATE TABLE segment (
    collection TEXT NOT NULL, number INTEGER NOT NULL, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL,
    raw_bytes INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (collection, number)
) WITHOUT ROWID;

-- In which versions a line was in a collection: from `since` until before `until`.
CREATE TABLE stay (
    collection TEXT NOT NULL, id TEXT NOT NULL, digest BLOB NOT NULL, bytes INTEGER NOT NULL, segment INTEGER NOT NULL,
    since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (collection, id, since)
) WITHOUT ROWID;
CREATE INDEX stay_now ON stay (collection, id, digest, bytes, segment) WHERE until IS NULL;
CREATE INDEX stay_since ON stay (collection, since);
CREATE INDEX stay_until ON stay (collection, until) WHERE until IS NOT NULL;

-- The deltas of the newest index.
CREATE TABLE delta (
    collection TEXT NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, sha256 BLOB NOT NULL,
    bytes INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY (collection, "to", "from")
) WITHOUT ROWID;

-- Objects of a release that is under way, by the hash of what is in them: a second attempt does not compress them again.
CREATE TABLE packed (
    raw BLOB PRIMARY KEY, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, raw_bytes INTEGER NOT NULL
) WITHOUT ROWID;
