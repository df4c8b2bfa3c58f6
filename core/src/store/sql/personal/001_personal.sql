-- What only this person has: never lost, never rebuilt from elsewhere (decision 8).
-- Never edited after a release: a change is a new file.
-- Each state carries the moment of its last change, so that a merge knows which is later.
-- Rows are recognised by number and types of their columns when the schema itself is damaged (`recovery`): no two tables
-- look alike; a test compares them.

CREATE TABLE status (
    id TEXT PRIMARY KEY,
    is_read INTEGER NOT NULL DEFAULT 0,
    read_changed INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    star_changed INTEGER NOT NULL DEFAULT 0,
    position TEXT,
    position_changed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- An id that became another (decision 1): asked by every look-up of personal state.
CREATE TABLE id_alias (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL
) WITHOUT ROWID;

-- Starring copies the line, because feeds keep 10-20 items only.
CREATE TABLE saved_article (
    saved INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    published INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    sample INTEGER NOT NULL,
    body_state INTEGER NOT NULL,
    body_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    line BLOB NOT NULL
);

CREATE INDEX saved_article_order ON saved_article (published, saved);

CREATE TABLE saved_image (
    id TEXT NOT NULL,
    url_hash BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    mime TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (id, url_hash)
);

-- Sources the person added, as the JSON of `model::Source`. A removed one stays as a mark, so that a merge knows.
CREATE TABLE source (
    id TEXT PRIMARY KEY,
    json TEXT,
    changed INTEGER NOT NULL
) WITHOUT ROWID;

-- First proof of a permanent redirect (decision 20): the second must come at least 24 h later.
CREATE TABLE redirect_proof (
    source TEXT PRIMARY KEY,
    target TEXT NOT NULL,
    first_proved INTEGER NOT NULL,
    proofs INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    changed INTEGER NOT NULL,
    value TEXT
) WITHOUT ROWID;

-- Bytes per month, source and host.
CREATE TABLE ledger (
    month TEXT NOT NULL,
    source TEXT NOT NULL,
    host TEXT NOT NULL,
    metered INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    received INTEGER NOT NULL,
    PRIMARY KEY (month, source, host, metered)
) WITHOUT ROWID;

-- Back-off survives restarts. `asked_until` is the server's own wish (Retry-After), which also binds a person who refreshes.
CREATE TABLE host_state (
    host TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_request INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    asked_until INTEGER
) WITHOUT ROWID;

-- When each source was asked; in this file so that 304s write nothing to content.db.
CREATE TABLE source_check (
    source TEXT PRIMARY KEY,
    checked INTEGER NOT NULL,
    succeeded INTEGER,
    failures INTEGER NOT NULL,
    problem TEXT
) WITHOUT ROWID;

-- How far each reader of content.change_log came.
CREATE TABLE cursor (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) WITHOUT ROWID;
