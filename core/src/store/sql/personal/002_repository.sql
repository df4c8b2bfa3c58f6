-- What must survive a rebuilt content.db: protection against old releases, and what this person was told (decision 8).
-- Never edited after a release: a change is a new file.

-- Metadata that was verified last, byte for byte as it was published. All of it changes in one transaction.
CREATE TABLE trust (
    name  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) WITHOUT ROWID;

-- How asking the repository went; one row.
-- root_asked: when the next root was last asked for. sequence, published_at, expires: of the newest release that was verified,
-- carrier: who brought it (server, pack, starter).
CREATE TABLE repository_check (
    only           INTEGER PRIMARY KEY CHECK (only = 1),
    checked        INTEGER NOT NULL,
    succeeded      INTEGER,
    root_asked     INTEGER,
    failures       INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    published_at   INTEGER,
    expires        INTEGER,
    carrier        TEXT,
    timestamp_etag TEXT,
    problem        TEXT
);

-- Servers of the repository that failed or lied.
CREATE TABLE mirror_health (
    mirror     INTEGER PRIMARY KEY,
    failures   INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lied_at    INTEGER,
    last_ok    INTEGER,
    url        TEXT NOT NULL UNIQUE
);

-- Corrections and withdrawals of what the person had read or kept: told once. seen_at: when it was looked at.
CREATE TABLE revision_notice (
    id      TEXT NOT NULL,
    rev     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seen_at INTEGER,
    change  TEXT NOT NULL,
    title   TEXT NOT NULL,
    note    TEXT NOT NULL,
    PRIMARY KEY (id, rev)
) WITHOUT ROWID;
